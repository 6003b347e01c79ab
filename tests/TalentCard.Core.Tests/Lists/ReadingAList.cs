using System.Text;
using TalentCard.Contracts.Lists;
using TalentCard.Contracts.Problems;
using TalentCard.Core.Lists;
using TalentCard.Core.Talents;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Lists;

public sealed class ReadingAList
{
    private static readonly string[] Person =
    [
        "张三丰",
        "11010519491231002X",
        "13800000001",
        "a@b.cn",
        "C",
        "市一院",
        "田家庵区",
        "2030-12-31",
        "",
        "",
        "",
    ];
    private static readonly string Csv = string.Join(',', TalentListCheck.Columns) + "\r\n" + string.Join(',', Person) + "\r\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "gb18030", "utf-16"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Csv_is_read_in_any_encoding_that_offices_use(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var coding = encoding switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8 with mark" => new UTF8Encoding(true),
            "utf-16" => Encoding.Unicode,
            _ => Encoding.GetEncoding("gb18030"),
        };
        Texts(Read([.. coding.GetPreamble(), .. coding.GetBytes(Csv)]).Single()).ShouldBe(Person);
    }

    [Fact]
    public void Csv_keeps_commas_quotes_and_line_ends_within_quotes()
    {
        var list = Csv.Replace("市一院", "\"市一院,\"\"东\"\"区\r\n二楼\"", StringComparison.Ordinal);
        Texts(Read(Encoding.UTF8.GetBytes(list)).Single())[5].ShouldBe("市一院,\"东\"区\r\n二楼");
    }

    [Fact]
    public void Columns_stand_in_any_order_below_a_title_and_more_of_them_are_ignored()
    {
        var rows = new object?[][]
        {
            ["淮南市高层次人才名单"],
            [],
            [" 合同 截止日期 ", "备注", "＊手机号", "姓名*", "工作单位", "身份证号", "所属县区", "人才类别"],
            [
                new DateOnly(2030, 12, 31),
                new Formula("1+1", "2"),
                13800000001d,
                " 张三丰　",
                "市一院",
                "11010519491231002X",
                "田家庵区",
                "C",
            ],
            [null, null, null, null, "", " "],
        };
        var row = Read(TestWorkbook.Create(rows)).Single();
        row.Number.ShouldBe(4);
        Texts(row)
            .ShouldBe(["张三丰", "11010519491231002X", "13800000001", "", "C", "市一院", "田家庵区", "2030-12-31", "", "", ""]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_date_cell_is_a_date_in_every_format_and_day_count(bool date1904)
    {
        foreach (var day in new[] { new DateOnly(2028, 2, 29), new DateOnly(2030, 12, 30) })
        {
            var cells = Read(TestWorkbook.Create([TalentListCheck.Columns, [.. Person[..7], day]], date1904)).Single().Cells;
            ListReader.ReadDate(cells[7]).ShouldBe(day);
            cells[7].Kind.ShouldBe(CellKind.Date);
        }
    }

    [Theory]
    [InlineData("2026-12-31")]
    [InlineData("2026/12/31")]
    [InlineData("2026.12.31")]
    [InlineData("2026年12月31日")]
    [InlineData("２０２６－１２－３１")]
    [InlineData("20261231")]
    [InlineData("2026/12/31 0:00:00")]
    [InlineData("2026-12-31T23:59:59")]
    [InlineData("20２6－12－31")]
    [InlineData("2026、12、31")]
    [InlineData("2026.12.31.")]
    [InlineData("2026年12月31号")]
    [InlineData("二〇二六年十二月三十一日")]
    public void A_date_is_read_as_people_write_it(string text) => ListReader.ReadDate(text).ShouldBe(new DateOnly(2026, 12, 31));

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("31/12/2026")]
    [InlineData("长期")]
    [InlineData("46387")]
    [InlineData("2030年3月")]
    [InlineData("2030-3-10:00")]
    public void What_is_no_date_is_none(string text) => ListReader.ReadDate(text).ShouldBeNull();

    [Fact]
    public void A_formula_is_seen_in_xlsx_and_in_csv()
    {
        var formula = Read(
            TestWorkbook.Create([TalentListCheck.Columns, [.. Person[..5], new Formula("A1&\"院\"", "院"), .. Person[6..]]])
        );
        formula.Single().Cells[5].Kind.ShouldBe(CellKind.Formula);
        var csv = Read(Encoding.UTF8.GetBytes(Csv.Replace("市一院", "\"=\"\"市\"\"&A1\"", StringComparison.Ordinal)));
        csv.Single().Cells[5].Kind.ShouldBe(CellKind.Formula);
    }

    [Fact]
    public void What_is_no_list_is_refused_by_its_name()
    {
        Refuses([], ListProblems.EmptyList);
        Refuses(Encoding.UTF8.GetBytes(string.Join(',', TalentListCheck.Columns)), ListProblems.EmptyList);
        Refuses([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13], ListProblems.NotASpreadsheet);
        Refuses([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], ListProblems.OldWorkbook);
        Refuses("PK\u0003\u0004 and then nothing"u8.ToArray(), ListProblems.NotASpreadsheet);
        Refuses(TestWorkbook.Zip(("word/document.xml", "<w/>")), ListProblems.NotASpreadsheet);
        Refuses(
            TestWorkbook.Zip(("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'a'>]><workbook>&a;</workbook>")),
            ListProblems.NotASpreadsheet
        );
        Refuses(Encoding.UTF8.GetBytes("姓名,手机号\r\n张三,1"), ListProblems.Headings);
        Refuses(Encoding.UTF8.GetBytes("完全,不同\r\n张三,1"), ListProblems.Headings);
        Refuses(Encoding.UTF8.GetBytes("姓名," + Csv), ListProblems.Headings);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_or_read_and_never_crashes()
    {
        var workbook = TestWorkbook.Create([TalentListCheck.Columns, Person]);
        for (var length = 0; length < workbook.Length; length += 7)
            Should.Throw<RefusedException>(() => Read(workbook[..length]));
        for (var place = 0; place < workbook.Length; place += 3)
        {
            var altered = (byte[])workbook.Clone();
            altered[place] ^= 0xFF;
            try
            {
                Read(altered);
            }
            catch (RefusedException)
            {
                // Named, as it should be.
            }
        }
    }

    [Fact]
    public void Ten_thousand_rows_are_read_and_one_more_is_refused()
    {
        var rows = Enumerable.Repeat<object?[]>(Person, ListReader.MaxRows).Prepend(TalentListCheck.Columns).ToList();
        Read(TestWorkbook.Create(rows)).Count.ShouldBe(10_000);
        rows.Add(Person);
        Refuses(TestWorkbook.Create(rows), ListProblems.TooManyRows);
        Refuses(
            Encoding.UTF8.GetBytes(Csv + string.Concat(Enumerable.Repeat(string.Join(',', Person) + "\n", 10_000))),
            ListProblems.TooManyRows
        );
    }

    [Fact]
    public void A_small_file_that_unpacks_to_very_much_is_refused()
    {
        var bomb = TestWorkbook.Zip(("xl/workbook.xml", "<workbook>" + new string(' ', 50 * 1024 * 1024) + "</workbook>"));
        bomb.Length.ShouldBeLessThan(200 * 1024);
        Refuses(bomb, ListProblems.UnpacksTooLarge);
    }

    private static List<ListRow> Read(byte[] file) =>
        ListReader.Read(file, TalentListCheck.Columns, TalentListCheck.Optional).Rows;

    private static string[] Texts(ListRow row) => Array.ConvertAll(row.Cells, cell => cell.Text);

    private static void Refuses(byte[] file, ProblemCode problem) =>
        Should.Throw<RefusedException>(() => Read(file)).Problem.ShouldBe(problem);
}
