using FsCheck.Fluent;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Core.Cards;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Cards;

public sealed class TheLifeOfACard
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(CardState.Active, "suspend revoke replace renew")]
    [InlineData(CardState.Suspended, "resume revoke replace")]
    [InlineData(CardState.Expired, "revoke renew")]
    [InlineData(CardState.Revoked, "")]
    [InlineData(CardState.Replaced, "")]
    public void A_state_takes_these_changes_and_no_other(CardState state, string allowed) =>
        Card
            .Changes.Actions(state)
            .Select(Words.Word)
            .ShouldBe(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    [Fact]
    public void What_has_ended_never_comes_back() =>
        Prop.ForAll<CardAction[]>(actions =>
            {
                var state = CardState.Active;
                var ended = false;
                foreach (var action in actions ?? [])
                {
                    if (!Card.Changes.Takes(state, action))
                        continue;
                    if (ended)
                        return false;
                    state = Card.Changes.After(state, action);
                    ended = state is CardState.Revoked or CardState.Replaced;
                }
                return !ended || state is CardState.Revoked or CardState.Replaced;
            })
            .ShouldHold();

    [Fact]
    public void A_change_leads_to_one_state_wherever_it_comes_from() =>
        Card.Changes.Rows.GroupBy(row => row.Action).ShouldAllBe(rows => rows.Select(row => row.To).Distinct().Count() == 1);

    [Fact]
    public void What_a_page_offers_is_what_the_table_allows() =>
        Prop.ForAll<CardState, int>(
                (state, days) =>
                    Card.Actions(state, Today.AddDays(days % 2000), Today).All(action => Card.Changes.Takes(state, action))
            )
            .ShouldHold();

    [Fact]
    public void A_card_never_runs_past_five_years_its_contract_or_what_was_asked() =>
        Prop.ForAll<int, int, int>(
                (start, contract, wanted) =>
                {
                    var from = Today.AddDays(start % 5000);
                    var contractEnd = from.AddDays(Math.Abs(contract % 5000));
                    var asked = from.AddDays(Math.Abs(wanted % 5000));
                    var last = Card.LastDay(from, 9, contractEnd, asked);
                    return last < from.AddYears(5)
                        && last <= contractEnd
                        && last <= asked
                        && (last == from.AddYears(5).AddDays(-1) || last == contractEnd || last == asked);
                }
            )
            .ShouldHold();

    [Theory]
    [InlineData("2024-02-29", 1, "2025-02-27")]
    [InlineData("2023-03-01", 1, "2024-02-29")]
    [InlineData("2026-03-02", 5, "2031-03-01")]
    public void A_year_ends_the_day_before(string from, int years, string last) =>
        Card.LastDay(Day(from), years, DateOnly.MaxValue).ShouldBe(Day(last));

    [Theory]
    [InlineData(31, false)]
    [InlineData(30, true)]
    [InlineData(0, true)]
    public void Renewal_opens_thirty_days_before_the_last_day(int daysLeft, bool open) =>
        Card.Actions(CardState.Active, Today.AddDays(daysLeft), Today).Contains(CardAction.Renew).ShouldBe(open);

    [Fact]
    public void A_number_is_the_prefix_and_six_digits() => Card.Number("HN", 42).ShouldBe("HN000042");

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
