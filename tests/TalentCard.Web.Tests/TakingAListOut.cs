using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using TalentCard.Contracts;
using TalentCard.Web.Card;
using TalentCard.Web.Office.Exports;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using CellValues = DocumentFormat.OpenXml.Spreadsheet.CellValues;

namespace TalentCard.Web.Tests;

/// <summary>A list as a workbook: what it holds, and how much.</summary>
public sealed class TakingAListOut
{
    private static readonly WorkbookColumn<string>[] Columns = [new("名称", row => row), new("数", _ => 1)];

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
        await Workbook.WriteAsync(file, "名单", [.. Columns, new("日期", _ => new DateOnly(2022, 12, 25))], Pages(3));
        Check(file);
        Check(new MemoryStream(DataWorkbook.Write([new("优才卡", ["卡号", "姓名"], [["1", "=1+1\u0007"]]), new("服务记录", ["时间"], [])])));
    }

    [Fact]
    public async Task Numbers_of_every_kind_are_numbers()
    {
        using var file = new MemoryStream();
        await Workbook.WriteAsync(file, "x", [new("a", _ => 1), new("b", _ => 2L), new("c", _ => 3.5m), new("d", _ => 4.25)], Pages(1));

        using var document = SpreadsheetDocument.Open(file, false);
        var cells = document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Skip(4).ToArray();
        cells.ShouldAllBe(cell => cell.DataType!.Value == CellValues.Number);
        cells.Select(cell => cell.CellValue!.Text).ShouldBe(["1", "2", "3.5", "4.25"]);
    }

    private static void Check(MemoryStream file)
    {
        using (var document = SpreadsheetDocument.Open(file, false)) OfficeFile.Faults(document).ShouldBeEmpty();
        OfficeFile.CheckRelations(file).ShouldBe(0);
    }

    // Each text is a formula to a careless program, and holds a character that XML does not take.
    private static Func<string?, Task<Page<string>>> Pages(int rows) => after =>
    {
        var from = int.Parse(after ?? "0", CultureInfo.InvariantCulture);
        var to = Math.Min(rows, from + 5000);
        return Task.FromResult(new Page<string>(
            [.. Enumerable.Repeat("=HYPERLINK(\"http://x\")\u0007", to - from)], to < rows ? to.ToString(CultureInfo.InvariantCulture) : null));
    };

    private static async Task<int> RowsAsync(MemoryStream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        var sheet = archive.Entries.Single(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
        using var reader = XmlReader.Create(await sheet.OpenAsync(), new XmlReaderSettings { Async = true });
        var rows = 0;
        while (await reader.ReadAsync())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "row" }) rows++;
            (reader is { NodeType: XmlNodeType.Element, LocalName: "f" }).ShouldBeFalse("no text is a formula");
        }
        return rows;
    }
}
