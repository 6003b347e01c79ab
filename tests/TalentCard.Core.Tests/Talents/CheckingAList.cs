using TalentCard.Contracts.Reference;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Lists;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Tests.Talents;

public sealed class CheckingAList
{
    private const string Good = "11010519491231002X";
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly ReferenceData Reference = new(
        [new Division("340403", "田家庵区", "Tianjia'an", "county")],
        [new Tier("C", "拔尖人才", "Outstanding", "#1e66c8", "C", 5)],
        []
    );

    [Fact]
    public void A_good_row_is_read_in_the_form_that_is_kept()
    {
        var check = Check(
            Row(
                2,
                idNumber: " １１０１０５１９４９１２３１００２x ",
                phone: "+86 138-0000-0001",
                email: "Zhang@B.CN",
                tier: "c类",
                end: "2026年3月2日"
            )
        );
        check.Findings.ShouldBeEmpty();
        check
            .Items.Single()
            .ShouldBe(
                new CheckedPerson(
                    2,
                    "张三丰",
                    new IdentityDocument(DocumentKinds.IdCard, Good),
                    new DateOnly(1949, 12, 31),
                    "13800000001",
                    "zhang@b.cn",
                    "C",
                    "市一院",
                    "340403",
                    Today
                )
            );
    }

    [Theory]
    [InlineData(0, "", "missing_value")]
    [InlineData(0, "张\u202e三", "invalid_text")]
    [InlineData(1, "110105194912310021", "id_number_checksum")]
    [InlineData(1, "110105194902290021", "id_number_birth_date")]
    [InlineData(1, "1101051949", "id_number_format")]
    [InlineData(1, "3.40403E+17", "id_number_as_number")]
    [InlineData(1, "440524198001010013", "already_a_talent")]
    [InlineData(2, "23800000001", "bad_phone")]
    [InlineData(2, "' or 1=1 --", "bad_phone")]
    [InlineData(3, "a@b", "bad_email")]
    [InlineData(4, "Z", "unknown_tier")]
    [InlineData(5, "", "missing_value")]
    [InlineData(6, "蓬莱区", "unknown_division")]
    [InlineData(7, "长期", "no_end_date")]
    [InlineData(7, "2030年3月", "bad_date")]
    [InlineData(2, "13800000001/13800000002", "two_phones")]
    [InlineData(2, "0554-6641234", "bad_phone")]
    [InlineData(0, "12345", "number_cell")]
    [InlineData(7, "2026-03-01", "date_out_of_range")]
    [InlineData(7, "2056-03-03", "date_out_of_range")]
    public void A_bad_cell_is_named_by_row_column_and_code(int column, string text, string code)
    {
        var row = Row(7);
        row.Cells[column] = new ListCell(text);
        var check = Check(row);
        check.Items.ShouldBeEmpty();
        check.Findings.Single().ShouldBe(new ListFinding(7, TalentListCheck.Columns[column], code));
        check.Findings[0].ToProblem().Zh.ShouldEndWith("。");
    }

    [Fact]
    public void Too_long_a_formula_and_a_number_for_an_ID_number_are_named()
    {
        var row = Row(3);
        row.Cells[0] = new ListCell(new string('长', 121));
        row.Cells[1] = new ListCell("340403198001010000", CellKind.Number);
        row.Cells[3] = new ListCell("", CellKind.Formula);
        Check(row).Findings.Select(finding => finding.Code).ShouldBe(["too_long", "id_number_as_number", "formula_cell"]);
    }

    [Fact]
    public void The_second_of_two_says_which_row_it_repeats()
    {
        var check = Check(Row(2), Row(5));
        check.Items.Count.ShouldBe(1);
        new CheckedList(check.Findings, Nothing).BadRowCount.ShouldBe(1);
        check.Findings.Single().ToProblem().Zh.ShouldContain("第 2 行");
    }

    [Fact]
    public void A_row_that_is_bad_twice_counts_once() =>
        new CheckedList(Check(Row(2, phone: "1", tier: "Z")).Findings, Nothing).BadRowCount.ShouldBe(1);

    [Theory]
    [InlineData("护照", "E12345678", "sgp", "1961年1月9日", "passport", "E12345678")]
    [InlineData("", "ＡＢＣ123456789012", "", "1961-01-09", "permanent_residence", "ABC123456789012")]
    [InlineData("外国人永久居留身份证", "911124196101094560", "", "", "permanent_residence", "911124196101094560")]
    [InlineData("回乡证", "h1234567890", "", "1961-01-09", "hk_macao_permit", "H12345678")]
    [InlineData("台胞证", "12345678", "", "1961-01-09", "taiwan_permit", "12345678")]
    public void Other_documents_are_read(string kind, string number, string country, string birth, string isKind, string isNumber)
    {
        var person = Check(Documented(kind, number, country, birth)).Items.Single();
        (person.Document.Kind, person.Document.Number, person.BirthDate).ShouldBe((isKind, isNumber, new DateOnly(1961, 1, 9)));
    }

    [Theory]
    [InlineData("驾驶证", "12345678", "", "1961-01-09", 8, "unknown_document_kind")]
    [InlineData("", "E12345678", "", "1961-01-09", 9, "unknown_country")]
    [InlineData("护照", "E12345678", "USA", "", 10, "birth_date_needed")]
    [InlineData("护照", "E12345678", "USA", "2026-03-03", 10, "bad_birth_date")]
    [InlineData("护照", "E1", "USA", "", 1, "passport_format")]
    [InlineData("", "199998850113767", "", "", 1, "old_id_number")]
    [InlineData("台胞证", "1234567", "", "", 1, "taiwan_permit_format")]
    [InlineData("回乡证", "X12345678", "", "", 1, "hk_macao_permit_format")]
    [InlineData("永久居留证", "X12345678", "", "", 1, "permanent_residence_format")]
    [InlineData("身份证", "810000197804121231", "", "", 1, "other_document_kind")]
    public void A_bad_document_is_named(string kind, string number, string country, string birth, int column, string code) =>
        Check(Documented(kind, number, country, birth))
            .Findings.Single()
            .ShouldBe(new ListFinding(2, TalentListCheck.Columns[column], code));

    private static ListRow Documented(string kind, string number, string country, string birth) =>
        new(2, [.. Row(2, idNumber: number).Cells, new ListCell(kind), new ListCell(country), new ListCell(birth)]);

    private static Task Nothing(Guid import) => Task.CompletedTask;

    private static TalentListCheck Check(params ListRow[] rows)
    {
        var check = new TalentListCheck(Reference, document => document.Number == "440524198001010013", Today);
        check.Run(rows, (_, import) => Nothing(import));
        return check;
    }

    private static ListRow Row(
        int number,
        string idNumber = Good,
        string phone = "13800000001",
        string email = "",
        string tier = "C",
        string end = "2030-12-31"
    ) =>
        new(
            number,
            Array.ConvertAll(
                ["张三丰", idNumber, phone, email, tier, "市一院", "田家庵区", end],
                (string text) => new ListCell(text)
            )
        );
}
