using System.Globalization;
using System.IO.Compression;
using System.Text;
using TalentCard.Contracts.Lists;
using TalentCard.Contracts.Reference;
using TalentCard.Core.Lists;
using TalentCard.Core.Talents;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Lists;

/// <summary>Files as programs and people really make them; <c>cases</c> holds some, of invented people.</summary>
public sealed class ReadingRealLists
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly ReferenceData Reference = new(
        [new Division("340403", "田家庵区", "Tianjia'an", "county")],
        [new Tier("B", "领军人才", "Leading", "#1e66c8", "B", 5)],
        []
    );

    [Theory]
    [InlineData("01-shared-strings-capital-S.xlsx", "卓试甲 卓试乙")]
    [InlineData("02-zip-backslashes.xlsx", "卓试丙")]
    [InlineData("06-merged-employer.xlsx", "卓试丑 卓试寅 卓试卯")]
    [InlineData("07-hidden-first-sheet.xlsx", "卓试辰")]
    [InlineData("10-people-after-blank-rows.xlsx", "卓试酉 卓试戌 卓试尾一 卓试尾二")]
    [InlineData("12-semicolons.csv", "卓测甲")]
    [InlineData("12b-sep-line.csv", "卓测乙")]
    [InlineData("14-names-padded.xlsx", "卓衡 欧阳测 卓曜")]
    [InlineData("15-kangxi-radicals.xlsx", "文测子")]
    [InlineData("20-empty-shared-string-cell.xlsx", "空一 空三")]
    [InlineData("22-csv-protected-ids.csv", "卓测戊 卓测己 卓测庚 卓测辛")]
    [InlineData("25-rich-and-phonetic.xlsx", "卓富文")]
    public void A_good_list_is_read_whole(string file, string people)
    {
        var check = Check(Case(file));
        check.Findings.ShouldBeEmpty();
        string.Join(' ', check.Items.Select(person => person.Name)).ShouldBe(people);
        check.Items.ShouldAllBe(person => person.Employer == "云栖岭测试研究院" || person.Employer == "云栖岭工业大学");
    }

    [Fact]
    public void Escapes_of_characters_are_read_as_Excel_does_and_a_control_character_within_is_named()
    {
        var check = Check(Case("04-xstring-escapes.xlsx"));
        Findings(check).ShouldBe(["3 工作单位 invalid_text"]);
        check.Items.Select(person => person.Name).ShouldBe(["卓试戊", "卓试庚", "卓试辛"]);
        check.Items[1].Employer.ShouldBe("型号_x0041_实验室");
    }

    [Fact]
    public void An_error_is_no_text_however_it_came_in() =>
        Findings(Check(Case("05-error-cells-pasted.xlsx")))
            .ShouldBe(["2 工作单位 error_cell", "3 姓名 error_cell", "4 工作单位 error_cell"]);

    [Fact]
    public void What_a_cell_is_reaches_the_check()
    {
        var workbook = Workbook(
            """<c r="A2" t="b"><v>1</v></c><c r="F2" s="1"><v>47848</v></c><c r="G2" t="s"><v>99</v></c>""",
            """<c r="A3"><v>12345</v></c><c r="F3"><f>1+1</f><v>2</v></c><c r="G3"><v>nonsense</v></c>"""
        );
        Findings(Check(workbook))
            .Where(finding => !finding.EndsWith("missing_value", StringComparison.Ordinal))
            .ShouldBe([
                "2 姓名 boolean_cell",
                "2 工作单位 date_cell",
                "2 所属县区 unreadable_cell",
                "3 姓名 number_cell",
                "3 工作单位 formula_cell",
                "3 所属县区 unreadable_cell",
            ]);
    }

    [Fact]
    public void A_day_is_the_one_that_Excel_shows_and_no_last_day_has_its_own_sentence()
    {
        var check = Check(Case("13-dates.xlsx"));
        var march = new DateOnly(2030, 3, 1);
        var last = new DateOnly(2030, 12, 31);
        check
            .Items.Select(person => (person.Name, person.ContractEnd))
            .ShouldBe([
                ("日甲", march),
                ("日丙", last),
                ("日丁", last),
                ("日戊", last),
                ("日己", new DateOnly(2030, 12, 30)),
                ("日庚", march),
                ("日辛", march),
                ("日癸", march),
                ("日子", march),
                ("日丑", march),
                ("日寅", march),
                ("日卯", march),
                ("日辰", march),
            ]);
        Findings(check).ShouldBe(["3 合同截止日期 bad_date", "10 合同截止日期 no_end_date", "17 合同截止日期 bad_date"]);
        // Excel, as SheetJS and LibreOffice show it too, rounds what is less than a tenth of a millisecond from midnight.
        Check(Case("13c-date-rounding.xlsx")).Items.ShouldAllBe(person => person.ContractEnd == last);
    }

    [Fact]
    public void Numbers_are_kept_in_one_form_and_two_in_one_cell_are_named()
    {
        var check = Check(Case("18-phones.xlsx"));
        check
            .Items.Select(person => person.Phone)
            .ShouldBe(["15400980001", "15400980002", "15400980003", "15400980004", "+85251234567"]);
        Findings(check).ShouldBe(["7 手机号 two_phones"]);
    }

    [Fact]
    public void Four_hundred_thousand_formatted_rows_are_no_people()
    {
        var blank = string.Concat(
            Enumerable
                .Range(4, 400_000)
                .Select(row =>
                    string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\" s=\"1\"><c r=\"A{row}\" s=\"1\"/></row>")
                )
        );
        Read(Sheet(Row(1, TalentListCheck.Columns) + Row(2, Person) + blank)).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public void People_are_counted_and_not_rows_and_one_too_many_is_refused_wherever_they_stand()
    {
        var rows = new StringBuilder(Row(1, TalentListCheck.Columns));
        for (var i = 0; i < ListReader.MaxRows; i++)
            rows.Append(Row(2 * i + 2, Person))
                .Append(CultureInfo.InvariantCulture, $"<row r=\"{2 * i + 3}\"><c r=\"A{2 * i + 3}\" s=\"1\"/></row>");
        Read(Sheet(rows.ToString())).Rows.Count.ShouldBe(ListReader.MaxRows);
        rows.Append(Row(90_000, Person));
        Refusal(Sheet(rows.ToString())).Problem.ShouldBe(ListProblems.TooManyRows);
        // Notes beside the list's columns, more than a list can have.
        var notes = string.Concat(Enumerable.Range(2, 20_001).Select(row => Row(row, [.. new string[8], "x"])));
        Refusal(Sheet(Row(1, TalentListCheck.Columns) + notes + Row(90_000, Person))).Problem.ShouldBe(ListProblems.TooManyRows);
    }

    [Fact]
    public void Rows_that_a_filter_hides_are_named_and_left_out_unless_they_are_wanted()
    {
        var file = Sheet(
            Row(1, TalentListCheck.Columns)
                + Row(2, Person)
                + Row(3, Person).Replace("<row ", "<row hidden=\"1\" ", StringComparison.Ordinal)
        );
        var list = Read(file);
        list.Rows.Single().Number.ShouldBe(2);
        list.LeftOut.ShouldBe([new LeftOutRow(3, "hidden")]);
        var whole = ListReader.Read(file, TalentListCheck.Columns, TalentListCheck.Optional, withHidden: true);
        whole.Rows.Select(row => row.Number).ShouldBe([2, 3]);
        whole.LeftOut.ShouldBeEmpty();
    }

    [Fact]
    public void The_frame_of_an_official_list_is_recognised()
    {
        var upper = (string[])TalentListCheck.Columns.Clone();
        var lower = new string[8];
        (upper[5], lower[5]) = ("单位信息", "工作单位");
        (upper[7], lower[7]) = ("合同截止", "日期（年月日）");
        // The heading of the county is lost in the merge.
        Refusal(Official(Row(6, Person))).Errors!["headings"].ShouldBe(["所属县区"]);
        lower[6] = "所属县区";
        var people = Row(6, Person) + Row(7, TalentListCheck.Columns) + Row(8, Person);
        var list = Read(Official(people + Row(9, ["合计", "2人"]) + Row(10, ["制表人：张三", "", "审核人：李四"])));
        list.Rows.Select(row => row.Number).ShouldBe([6, 8]);
        list.LeftOut.ShouldBe([new(7, "frame"), new(9, "frame"), new(10, "frame")]);

        byte[] Official(string rows) =>
            Sheet(
                Row(1, ["淮南市高层次人才认定名单"])
                    + Row(3, ["单位（盖章）：人才办", "", "", "", "2026年11月"])
                    + Row(4, upper)
                    + Row(5, lower)
                    + rows,
                "<mergeCells><mergeCell ref=\"A1:H1\"/><mergeCell ref=\"F4:G4\"/><mergeCell ref=\"A10:B10\"/></mergeCells>"
            );
    }

    [Fact]
    public void The_kind_of_file_is_told_first_and_then_what_was_found()
    {
        Refusal(Case("11-html-table.xls")).Problem.ShouldBe(ListProblems.WebPage);
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        Refusal(old).Problem.ShouldBe(ListProblems.OldWorkbook);
        Refusal([.. old, .. Encoding.Unicode.GetBytes("EncryptedPackage")]).Problem.ShouldBe(ListProblems.Protected);
        Refusal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13])
            .Problem.ShouldBe(ListProblems.NotASpreadsheet);
        var csv = Refusal(Encoding.GetEncoding("GB18030").GetBytes("姓名;手机号码\r\n张三;1"));
        csv.Problem.ShouldBe(ListProblems.Headings);
        csv.Errors!["source"].ShouldBe(["csv", ";", "GB18030"]);
        csv.Errors["found"].ShouldBe(["姓名", "手机号码"]);
        csv.Errors["headings"].ShouldBe([.. TalentListCheck.Columns.Except(["姓名", .. TalentListCheck.Optional])]);
    }

    [Fact]
    public void An_archive_that_lies_about_its_length_gives_no_more_than_it_declares()
    {
        var bomb = TestWorkbook.Zip(("xl/workbook.xml", "<workbook>" + new string(' ', 50 * 1024 * 1024) + "</workbook>"));
        // The length in the central directory's only entry.
        var entry = bomb.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bomb.AsSpan(entry + 24), 1000).ShouldBeTrue();
        Refusal(bomb).Problem.ShouldBe(ListProblems.NotASpreadsheet);
    }

    [Fact]
    public void Documents_of_all_kinds_are_told_apart_and_what_a_number_does_not_say_is_asked_for()
    {
        var check = Check(Case("17-other-documents.xlsx"));
        check
            .Items.Select(person => (person.Row, person.Document.Kind, person.Document.Number))
            .ShouldBe([
                (2, "hk_macao_permit", "810000197804121231"),
                (7, "permanent_residence", "911124196101094560"),
                (8, "id_card", "19999819650513040X"),
                (9, "id_card", "19999819870307062X"),
            ]);
        Findings(check)
            .ShouldBe([
                "3 护照签发国 unknown_country",
                "4 出生日期 birth_date_needed",
                "5 证件号码 old_id_number",
                "6 出生日期 birth_date_needed",
            ]);
    }

    private static readonly string[] Person =
    [
        "张三丰",
        "11010519491231002X",
        "13800000001",
        "a@b.cn",
        "B",
        "市一院",
        "田家庵区",
        "2030-12-31",
    ];

    private static byte[] Case(string file) =>
        File.ReadAllBytes(Repository.PathOf($"tests/TalentCard.Core.Tests/Lists/cases/{file}"));

    private static ReadList Read(byte[] file) => ListReader.Read(file, TalentListCheck.Columns, TalentListCheck.Optional);

    private static RefusedException Refusal(byte[] file) => Should.Throw<RefusedException>(() => Read(file));

    private static TalentListCheck Check(byte[] file)
    {
        var check = new TalentListCheck(Reference, _ => false, Today);
        check.Run(Read(file).Rows, (_, _) => Task.CompletedTask);
        return check;
    }

    private static IEnumerable<string> Findings(TalentListCheck check) =>
        check.Findings.Select(finding => $"{finding.Row} {finding.Column} {finding.Code}");

    private static string Row(int number, string[] texts) =>
        $"<row r=\"{number}\">"
        + string.Concat(
            texts.Select(
                (text, i) =>
                    string.IsNullOrEmpty(text)
                        ? ""
                        : $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"
            )
        )
        + "</row>";

    private static byte[] Workbook(string second, string third) =>
        Sheet(Row(1, TalentListCheck.Columns) + $"<row r=\"2\">{second}</row><row r=\"3\">{third}</row>");

    // A workbook of one sheet with these rows.
    private static byte[] Sheet(string rows, string after = "")
    {
        var file = new MemoryStream();
        file.Write(TestWorkbook.Create([]));
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var part = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
            part.Write(
                $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{after}</worksheet>"
            );
        }
        return file.ToArray();
    }
}
