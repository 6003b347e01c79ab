using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TalentCard.Testing;
using TalentCard.Workbooks;

namespace TalentCard.Web.Tests;

/// <summary>What exceljs and LibreOffice, which nobody here wrote, see of a workbook that we write.</summary>
[Trait("Speed", "slow")]
public sealed class WorkbooksInOtherHands : IDisposable
{
    private static readonly string[] Headings = ["姓名", "身份证号", "数", "日期", "时间", "备注"];
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbook");

    public WorkbooksInOtherHands() =>
        File.WriteAllBytes(
            Workbook,
            WorkbookWriter.Write(
                "名单",
                Headings,
                [
                    [
                        " 卓 衡 ",
                        "199998197705250523",
                        1234.5m,
                        new DateOnly(2030, 12, 31),
                        new DateTimeOffset(2026, 11, 30, 16, 30, 0, TimeSpan.Zero),
                        "=1+1",
                    ],
                    [null, "0123", 0, new DateOnly(1999, 1, 2), null, "型号_x0041_\n第二行"],
                ]
            )
        );

    private string Workbook => Path.Combine(folder.FullName, "list.xlsx");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Exceljs_reads_every_cell_as_what_it_is_and_the_headings_bold_with_a_filter()
    {
        // It leaves the escape of an underscore in inline strings, which Excel and LibreOffice read.
        var seen = JsonDocument.Parse(await Repository.RunAsync("tests/interop/run", "workbook.test.mjs", Workbook)).RootElement;
        seen.GetProperty("name").GetString().ShouldBe("名单");
        seen.GetProperty("bold").GetBoolean().ShouldBeTrue();
        seen.GetProperty("filter").GetString().ShouldBe("A1:F3");
        seen.GetProperty("frozen").GetInt32().ShouldBe(1);
        seen.GetProperty("widths").EnumerateArray().ShouldAllBe(width => width.GetDouble() >= 8);
        JsonSerializer
            .Serialize(seen.GetProperty("rows"), AsWritten)
            .ShouldBe(
                """
                [["姓名","身份证号","数","日期","时间","备注"],
                [" 卓 衡 ","199998197705250523",1234.5,{"at":"2030-12-31T00:00:00.000Z"},{"at":"2026-12-01T00:30:00.000Z"},"=1+1"],
                [null,"0123",0,{"at":"1999-01-02T00:00:00.000Z"},null,"型号_x005F_x0041_\n第二行"]]
                """.ReplaceLineEndings("")
            );
    }

    [Fact]
    public async Task LibreOffice_shows_every_cell_as_it_was_written()
    {
        await Repository.RunAsync("tests/interop/soffice", folder.FullName, Workbook);
        (
            await File.ReadAllTextAsync(
                Path.Combine(folder.FullName, "list.csv"),
                Encoding.UTF8,
                TestContext.Current.CancellationToken
            )
        )
            .ReplaceLineEndings("\n")
            .ShouldBe(
                """
                姓名,身份证号,数,日期,时间,备注
                 卓 衡 ,199998197705250523,1234.5,2030-12-31,2026-12-01 00:30:00,=1+1
                ,0123,0,1999-01-02,,"型号_x0041_
                第二行"

                """
            );
    }
}
