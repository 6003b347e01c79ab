using TalentCard.Contracts;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Cards;
using TalentCard.Core.Hotline;
using TalentCard.Core.Knowledge;
using TalentCard.Core.Reports;
using TalentCard.Core.Settlements;
using TalentCard.Core.Stations;

namespace TalentCard.Core.Tests;

/// <summary>What holds of every state machine, and the tables of those that have no scenario of their own.</summary>
public sealed class TheTablesOfStates
{
    [Fact]
    public void A_state_and_an_action_lead_to_one_state()
    {
        ShouldBeCertain(Card.Changes);
        ShouldBeCertain(PostdocLife.Changes);
        ShouldBeCertain(ReportStates.Changes);
        ShouldBeCertain(ArticleLife.Changes);
        ShouldBeCertain(SettlementStates.Steps);
    }

    [Fact]
    public void Where_a_ticket_may_go_two_ways_a_guard_decides() =>
        Ticket
            .Changes.Rows.GroupBy(row => (row.From, row.Action))
            .Where(rows => rows.Count() > 1)
            .ShouldAllBe(rows =>
                rows.Select(row => row.Guard).Order().SequenceEqual(new[] { TicketGuard.HasDepartment, TicketGuard.NoDepartment })
            );

    [Fact]
    public void What_is_no_row_is_refused_in_the_tables_own_words()
    {
        foreach (var state in Enum.GetValues<ReportState>())
        foreach (var action in Enum.GetValues<ReportAction>())
            if (!ReportStates.Changes.Takes(state, action))
                Should
                    .Throw<RefusedException>(() => ReportStates.Changes.After(state, action))
                    .Problem.Code.ShouldBe(action == ReportAction.Send ? "report_not_approved" : "report_not_draft");
    }

    [Theory]
    [InlineData("draft", "remark approve")]
    [InlineData("approved", "send")]
    [InlineData("sent", "")]
    public void A_report_takes_these_changes_and_no_other(string state, string allowed) =>
        ReportStates
            .Changes.Actions(Words.Parse<ReportState>(state))
            .Select(Words.Word)
            .ShouldBe(Listed(allowed), ignoreOrder: true);

    [Theory]
    [InlineData("draft", "write attach submit")]
    [InlineData("review", "approve reject")]
    [InlineData("rejected", "write attach")]
    [InlineData("published", "write withdraw")]
    [InlineData("withdrawn", "write")]
    public void An_article_takes_these_changes_and_no_other(string state, string allowed) =>
        ArticleLife
            .Changes.Actions(Words.Parse<ArticleState>(state))
            .Select(Words.Word)
            .ShouldBe(Listed(allowed), ignoreOrder: true);

    [Fact]
    public void A_step_is_called_the_same_in_the_database_and_back() =>
        Enum.GetValues<TicketAction>()
            .ShouldAllBe(action =>
                Words.Parse<TicketAction>(action.Word()) == action
                && action.Word().All(letter => char.IsAsciiLetterLower(letter) || letter == '_')
            );

    private static void ShouldBeCertain<TState, TAction>(Transitions<TState, TAction> table)
        where TState : notnull
        where TAction : struct, Enum =>
        table.Rows.ShouldAllBe(row => table.Of(row.From, row.Action).Count() == 1 && table.From(row.Action).Contains(row.From));

    private static string[] Listed(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
