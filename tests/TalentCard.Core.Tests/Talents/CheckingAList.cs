using TalentCard.Contracts.Reference;
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
            .ShouldBe(new CheckedPerson(2, "张三丰", Good, "13800000001", "zhang@b.cn", "C", "市一院", "340403", Today));
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
        row.Cells[0] = new ListCell(new string('长', 101));
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

    private static Task Nothing(Guid import) => Task.CompletedTask;

    private static TalentListCheck Check(params ListRow[] rows)
    {
        var check = new TalentListCheck(Reference, number => number == "440524198001010013", Today);
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
