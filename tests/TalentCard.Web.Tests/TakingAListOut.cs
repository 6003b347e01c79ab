using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using TalentCard.Contracts;
using TalentCard.Web.PersonalData;
using TalentCard.Web.Shell;
using CellStyles = TalentCard.Workbooks.CellStyles;
using Workbook = TalentCard.Web.Exports.Workbook;

namespace TalentCard.Web.Tests;

/// <summary>A list as a workbook: what it holds, and how much.</summary>
public sealed class TakingAListOut
{
    private static readonly ListColumn<string>[] Columns = [new("名称", "name", row => row), new("数", "count", _ => 1)];

    [Fact]
    public async Task Fifty_thousand_rows_fit()
    {
        using var file = new MemoryStream();
        (await Workbook.WriteAsync(file, "x", Columns, Pages(Workbook.MaxRows))).ShouldBe(Workbook.MaxRows);
        (await RowsAsync(file)).ShouldBe(Workbook.MaxRows + 1);
    }

    [Fact]
    public async Task One_more_is_too_many()
    {
        using var file = new MemoryStream();
        (await Workbook.WriteAsync(file, "x", Columns, Pages(Workbook.MaxRows + 1))).ShouldBeNull();
    }

    [Fact]
    public async Task Opens_without_a_fault()
    {
        using var file = new MemoryStream();
        await Workbook.WriteAsync(file, "名单", [.. Columns, new("日期", "day", _ => new DateOnly(2022, 12, 25))], Pages(3));
        Check(file);
        Check(
            new MemoryStream(
                DataWorkbook.Write([
                    new(
                        "优才卡",
                        ["卡号", "姓名"],
                        [
                            ["1", "=1+1\u0007"],
                        ]
                    ),
                    new("服务记录", ["时间"], []),
                ])
            )
        );
    }

    [Fact]
    public async Task Numbers_of_every_kind_are_numbers()
    {
        var (cells, _) = await WriteAsync(1, 2L, 3.5m, 4.25);
        cells.ShouldAllBe(cell => cell.DataType!.Value == CellValues.Number);
        cells.Select(cell => cell.CellValue!.Text).ShouldBe(["1", "2", "3.5", "4.25"]);
    }

    [Fact]
    public async Task Days_and_times_are_numbers_that_look_like_them()
    {
        var (cells, formats) = await WriteAsync(
            new DateOnly(2022, 12, 25),
            new DateTimeOffset(2022, 12, 25, 16, 30, 59, 900, TimeSpan.Zero),
            new TimeOnly(18, 0)
        );
        cells.ShouldAllBe(cell => cell.DataType!.Value == CellValues.Number);
        var values = cells.Select(cell => double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture)).ToArray();
        DateTime.FromOADate(values[0]).ShouldBe(new DateTime(2022, 12, 25));
        DateTime.FromOADate(values[1]).ShouldBe(new DateTime(2022, 12, 26, 0, 30, 59), "Asia/Shanghai");
        values[2].ShouldBe(0.75);
        formats.ShouldBe(["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm"]);
    }

    [Fact]
    public async Task Texts_stay_texts_and_nothing_is_an_empty_cell()
    {
        var (cells, _) = await WriteAsync("=1+1", null, new[] { "甲", "乙" }, "", "000123");
        cells.ShouldAllBe(cell => cell.DataType!.Value == CellValues.InlineString);
        cells.Select(cell => $"{cell.CellReference!.Value} {cell.InnerText}").ShouldBe(["A2 =1+1", "C2 甲、乙", "E2 000123"]);
        cells.ShouldAllBe(cell => cell.StyleIndex!.Value == CellStyles.Text, "an ID number is no number when it is edited");
    }

    [Fact]
    public async Task Headings_are_bold_stay_in_sight_and_filter()
    {
        using var file = new MemoryStream();
        var columns = Enumerable.Range(0, 28).Select(i => new ListColumn<string>($"列{i}", $"c{i}", row => row));
        await Workbook.WriteAsync(file, "x", columns, Pages(2));

        using var document = SpreadsheetDocument.Open(file, false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        sheet.Descendants<Pane>().Single().TopLeftCell!.Value.ShouldBe("A2");
        sheet.Descendants<AutoFilter>().Single().Reference!.Value.ShouldBe("A1:AB3");
        sheet.Descendants<Cell>().Select(cell => cell.CellReference!.Value).ShouldBeUnique();
        var styles = document.WorkbookPart.WorkbookStylesPart!.Stylesheet!;
        var heading = (CellFormat)styles.CellFormats!.ElementAt((int)sheet.Descendants<Cell>().First().StyleIndex!.Value);
        styles.Fonts!.ElementAt((int)heading.FontId!.Value).Descendants<Bold>().ShouldHaveSingleItem();
    }

    // The cells below the headings, and the number formats that are not Excel's own.
    private static async Task<(Cell[] Cells, string[] Formats)> WriteAsync(params object?[] values)
    {
        using var file = new MemoryStream();
        var columns = values.Select((value, i) => new ListColumn<string>($"列{i}", $"c{i}", _ => value));
        await Workbook.WriteAsync(file, "x", columns, Pages(1));

        using var document = SpreadsheetDocument.Open(file, false);
        OfficeFile.Faults(document).ShouldBeEmpty();
        var cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Skip(values.Length).ToArray();
        var styles = document.WorkbookPart.WorkbookStylesPart!.Stylesheet!;
        var formats =
            from cell in cells
            let looks = (CellFormat)styles.CellFormats!.ElementAt((int)cell.StyleIndex!.Value)
            join format in styles.NumberingFormats!.Elements<NumberingFormat>()
                on looks.NumberFormatId?.Value equals format.NumberFormatId?.Value
            select format.FormatCode!.Value!;
        return (cells, [.. formats]);
    }

    private static void Check(MemoryStream file)
    {
        using (var document = SpreadsheetDocument.Open(file, false))
            OfficeFile.Faults(document).ShouldBeEmpty();
        OfficeFile.CheckRelations(file).ShouldBe(0);
    }

    // Each text is a formula to a careless program, and holds a character that XML does not take.
    private static Func<string?, Task<Page<string>>> Pages(int rows) =>
        after =>
        {
            var from = int.Parse(after ?? "0", CultureInfo.InvariantCulture);
            var to = Math.Min(rows, from + 5000);
            return Task.FromResult(
                new Page<string>(
                    [.. Enumerable.Repeat("=HYPERLINK(\"http://x\")\u0007", to - from)],
                    to < rows ? to.ToString(CultureInfo.InvariantCulture) : null
                )
            );
        };

    private static async Task<int> RowsAsync(MemoryStream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        var sheet = archive.Entries.Single(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
        using var reader = XmlReader.Create(await sheet.OpenAsync(), new XmlReaderSettings { Async = true });
        var rows = 0;
        while (await reader.ReadAsync())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "row" })
                rows++;
            (reader is { NodeType: XmlNodeType.Element, LocalName: "f" }).ShouldBeFalse("no text is a formula");
        }
        return rows;
    }
}
