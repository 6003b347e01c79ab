using FsCheck;
using FsCheck.Fluent;
using TalentCard.Contracts;
using TalentCard.Contracts.Problems;
using TalentCard.Contracts.Stations;
using TalentCard.Core.Stations;

namespace TalentCard.Core.Tests.Stations;

public sealed class TheRulesOfAResidence
{
    private static readonly PostdocRule National = new(new(2006, 12, 29), 24, 48, 72, 3, 12, 15, 5, 7, "", default);
    private static readonly DateOnly Entered = new(2024, 3, 1);
    private static readonly Residence Residence = new(National, Entered);
    private static readonly DateOnly LongAfter = new(2050, 1, 1);
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20221104, 1).WithMaxTest(400);

    // Any rule whose periods follow one another, and any day of entry.
    private static readonly Arbitrary<Residence> AnyResidence = (
        from proposal in Gen.Choose(1, 12)
        from early in Gen.Choose(0, 12)
        from window in Gen.Choose(0, 6)
        from least in Gen.Choose(0, 24)
        from most in Gen.Choose(0, 24)
        from total in Gen.Choose(0, 24)
        from committee in Gen.Choose(1, 9)
        from more in Gen.Choose(0, 6)
        from day in Gen.Choose(0, 20_000)
        let from_ = proposal + early
        let to = from_ + window
        select new Residence(
            new(
                new(2000, 1, 1),
                to + least,
                to + least + most,
                to + least + most + total,
                proposal,
                from_,
                to,
                committee,
                committee + more,
                "",
                default
            ),
            new DateOnly(2000, 1, 1).AddDays(day)
        )
    ).ToArbitrary();

    [Fact]
    public void The_days_of_a_residence_follow_one_another() =>
        Check.One(
            Fixed,
            Prop.ForAll(
                AnyResidence,
                one =>
                    one.EnteredOn < one.ProposalDue
                    && one.ProposalDue <= one.MidtermFrom
                    && one.MidtermFrom <= one.MidtermDue
                    && one.MidtermDue <= one.EarliestEnd.AddDays(1)
                    && one.EarliestEnd <= one.LatestFirstEnd
                    && one.LatestFirstEnd <= one.LatestEnd
            )
        );

    [Fact]
    public void An_entry_is_allowed_exactly_between_the_shortest_and_the_longest() =>
        Check.One(
            Fixed,
            Prop.ForAll(
                AnyResidence,
                Gen.Choose(-40, 40).ToArbitrary(),
                Gen.Elements(true, false).ToArbitrary(),
                (one, shift, first) =>
                {
                    var end = (first ? one.EarliestEnd : one.LatestFirstEnd).AddDays(shift);
                    return one.CheckEntry(end) is null == (end >= one.EarliestEnd && end <= one.LatestFirstEnd);
                }
            )
        );

    [Fact]
    public void What_is_done_by_its_day_is_never_refused_and_what_is_late_only_with_a_reason() =>
        Check.One(
            Fixed,
            Prop.ForAll(
                AnyResidence,
                Gen.Choose(0, 900).ToArbitrary(),
                (one, days) =>
                {
                    var day = one.EnteredOn.AddDays(days);
                    var proposal =
                        one.CheckProposal(day, LongAfter.AddYears(50), excused: false) is null == day <= one.ProposalDue
                        && one.CheckProposal(day, LongAfter.AddYears(50), excused: true) is null;
                    var midterm =
                        one.CheckMidterm(day, LongAfter.AddYears(50), one.EnteredOn, null, excused: false) is null
                        == (day >= one.MidtermFrom && day <= one.MidtermDue);
                    return proposal && midterm;
                }
            )
        );

    [Fact]
    public void No_extensions_ever_lead_past_the_longest_residence() =>
        Check.One(
            Fixed,
            Prop.ForAll(
                AnyResidence,
                Gen.Choose(1, 400).ListOf().ToArbitrary(),
                (one, steps) =>
                {
                    var end = one.EarliestEnd;
                    foreach (var step in steps)
                        if (one.CheckExtension(end, end.AddDays(step)) is null)
                            end = end.AddDays(step);
                    return end <= one.LatestEnd && one.CheckExtension(end, end) == PostdocProblems.NoExtension;
                }
            )
        );

    [Fact]
    public void A_committee_is_allowed_exactly_when_its_size_fits_and_no_mentor_sits_in_it() =>
        Check.One(
            Fixed,
            Prop.ForAll(
                AnyResidence,
                Gen.Choose(0, 18).ToArbitrary(),
                Gen.Choose(0, 30).ToArbitrary(),
                (one, size, mentor) =>
                {
                    var experts = Experts(size);
                    var fits = size >= one.Rule.CommitteeLeast && size <= one.Rule.CommitteeMost;
                    return one.CheckCommittee(experts, [$"专家{mentor}", "苏远山"]) is null == (fits && mentor >= size);
                }
            )
        );

    [Fact]
    public void Who_has_left_never_comes_back() =>
        Check.One(
            Fixed,
            Prop.ForAll<PostdocAction[]>(actions =>
            {
                var (state, ended) = (PostdocState.Proposed, false);
                foreach (var action in actions ?? [])
                {
                    if (!PostdocLife.Changes.Takes(state, action))
                        continue;
                    var next = PostdocLife.Changes.After(state, action);
                    if (ended && next != state)
                        return false;
                    state = next;
                    ended = state is PostdocState.Completed or PostdocState.Withdrawn or PostdocState.Rejected;
                }
                return true;
            })
        );

    [Theory]
    [InlineData(PostdocState.Proposed, "enter reject edit")]
    [InlineData(PostdocState.Resident, "edit propose review extend complete withdraw pay")]
    [InlineData(PostdocState.Completed, "pay")]
    [InlineData(PostdocState.Withdrawn, "pay")]
    [InlineData(PostdocState.Rejected, "")]
    public void A_state_takes_these_changes_and_no_other(PostdocState state, string allowed) =>
        PostdocLife
            .Changes.Actions(state)
            .Select(Words.Word)
            .ShouldBe(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    [Theory]
    [InlineData("2024-02-29", "2024-05-29", "2025-02-28", "2025-05-29", "2026-02-27", "2028-02-28", "2030-02-27")]
    [InlineData("2023-11-30", "2024-02-29", "2024-11-30", "2025-02-28", "2025-11-29", "2027-11-29", "2029-11-29")]
    [InlineData("2024-03-01", "2024-06-01", "2025-03-01", "2025-06-01", "2026-02-28", "2028-02-29", "2030-02-28")]
    public void The_days_of_an_entry(
        string entered,
        string proposal,
        string from,
        string to,
        string least,
        string most,
        string total
    )
    {
        var one = new Residence(National, Day(entered));
        new[] { one.ProposalDue, one.MidtermFrom, one.MidtermDue, one.EarliestEnd, one.LatestFirstEnd, one.LatestEnd }.ShouldBe([
            Day(proposal),
            Day(from),
            Day(to),
            Day(least),
            Day(most),
            Day(total),
        ]);
    }

    [Theory]
    [InlineData("2024-06-01", false, null)]
    [InlineData("2024-06-02", false, "proposal_late")]
    [InlineData("2024-06-02", true, null)]
    [InlineData("2024-02-29", false, "day_before_step")]
    [InlineData("2024-07-02", true, "day_ahead")]
    public void A_proposal_three_months_to_the_day_is_in_time(string on, bool excused, string? code) =>
        (Residence.CheckProposal(Day(on), Day("2024-07-01"), excused)?.Code).ShouldBe(code);

    [Theory]
    [InlineData("2025-02-28", "midterm_too_early")]
    [InlineData("2025-03-01", null)]
    [InlineData("2025-06-01", null)]
    [InlineData("2025-06-02", "midterm_late")]
    public void A_midterm_review_has_its_window(string on, string? code) =>
        (Residence.CheckMidterm(Day(on), LongAfter, Day("2024-05-20"), null, false)?.Code).ShouldBe(code);

    [Fact]
    public void A_second_review_has_no_last_day_but_follows_the_first()
    {
        Residence.CheckMidterm(Day("2025-12-01"), LongAfter, Day("2024-05-20"), Day("2025-04-01"), false).ShouldBeNull();
        Residence
            .CheckMidterm(Day("2025-03-31"), LongAfter, Day("2024-05-20"), Day("2025-04-01"), false)
            .ShouldBe(PostdocProblems.DayBefore);
        Residence.CheckMidterm(Day("2025-04-01"), LongAfter, null, null, false).ShouldBe(PostdocProblems.ProposalMissing);
    }

    [Theory]
    [InlineData(4, "midterm_committee_size")]
    [InlineData(5, null)]
    [InlineData(7, null)]
    [InlineData(8, "midterm_committee_size")]
    public void A_committee_has_five_to_seven_experts(int size, string? code) =>
        (Residence.CheckCommittee(Experts(size), ["梁启明"])?.Code).ShouldBe(code);

    [Theory]
    [InlineData("梁启明")]
    [InlineData(" 梁 启明 ")]
    [InlineData("梁　启明")]
    public void A_mentor_is_found_in_the_committee_however_the_name_is_spaced(string name) =>
        Residence
            .CheckCommittee([.. Experts(4), new(name, "别处")], ["苏远山", "梁启明"])!
            .Code.ShouldBe("midterm_mentor_in_committee");

    [Fact]
    public void An_expert_counts_once() =>
        Residence.CheckCommittee([.. Experts(4), new("专家1", "别处")], []).ShouldBe(PostdocProblems.ExpertTwice);

    [Fact]
    public void A_refusal_says_the_figure_of_the_rule_that_applies()
    {
        var stricter = new Residence(National with { CommitteeLeast = 6, CommitteeMost = 9, ResidenceLeastMonths = 30 }, Entered);
        Says(stricter.CheckCommittee(Experts(5), []), "6 至 9 人", "6 to 9 experts");
        Says(stricter.CheckEntry(Day("2026-03-01")), "30 个月", "2026-08-31");
        Says(Residence.CheckEntry(Day("2026-02-27")), "2 年，期满日期最早为 2026-02-28", "2 years");
        Says(Residence.CheckExtension(Day("2028-02-29"), Day("2030-03-01")), "6 年", "2030-02-28");
    }

    [Theory]
    [InlineData("2026-02-27", "completion_too_early")]
    [InlineData("2026-02-28", null)]
    [InlineData("2027-02-28", null)]
    [InlineData("2027-03-01", "completion_after_end")]
    public void A_residence_is_completed_between_its_shortest_and_its_agreed_end(string leftOn, string? code) =>
        (Residence.CheckCompletion(Day("2027-02-28"), Day(leftOn), Day("2024-05-20"), "pass")?.Code).ShouldBe(code);

    [Fact]
    public void Nobody_completes_without_a_proposal_and_a_passed_review()
    {
        Residence.CheckCompletion(Day("2027-02-28"), Day("2027-02-28"), null, null).ShouldBe(PostdocProblems.ProposalMissing);
        Residence.CheckCompletion(Day("2027-02-28"), Day("2027-02-28"), Entered, null).ShouldBe(PostdocProblems.MidtermMissing);
        Residence.CheckCompletion(Day("2027-02-28"), Day("2027-02-28"), Entered, "fail").ShouldBe(PostdocProblems.MidtermMissing);
    }

    [Fact]
    public void A_timeline_shows_what_was_and_what_is_due()
    {
        var facts = new ResidenceFacts(
            PostdocState.Resident,
            Day("2027-02-28"),
            Day("2024-06-05"),
            "出差",
            null,
            null,
            [Day("2026-01-09")],
            null,
            null
        );
        Residence
            .Timeline(facts, Day("2025-06-02"))
            .Select(step => $"{step.Kind} {step.State} {step.Day:yyyy-MM-dd}")
            .ShouldBe([
                "entry done 2024-03-01",
                "proposal late 2024-06-05",
                "midterm overdue 2025-06-01",
                "extension done 2026-01-09",
                "end ahead 2027-02-28",
            ]);
        Residence.Timeline(facts, Day("2025-06-01")).ShouldContain(step => step.Kind == "midterm" && step.State == "soon");
        Residence.Timeline(facts, Day("2025-03-02")).ShouldContain(step => step.Kind == "midterm" && step.State == "ahead");
        Residence
            .Timeline(facts with { ProposalOn = null }, Day("2024-02-29"))
            .ShouldContain(step => step.Kind == "entry" && step.State == "ahead");
    }

    private static void Says(ProblemCode? problem, string zh, string en)
    {
        problem!.Zh.ShouldContain(zh);
        problem.En.ShouldContain(en);
    }

    private static CommitteeExpert[] Experts(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new CommitteeExpert($"专家{i}", "某大学"))];

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
