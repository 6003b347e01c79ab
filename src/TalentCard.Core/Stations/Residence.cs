using TalentCard.Contracts.Stations;

namespace TalentCard.Core.Stations;

/// <summary>
/// A residence under the rule of its day of entry: its days and what the rule refuses. A month after the 29th, 30th or 31st
/// ends with the last day of a shorter month; a residence of a year from 1 March ends on the last day of February; what is
/// due in three months is in time on that very day.
/// </summary>
/// <param name="Rule">The rule in force on the day of entry.</param>
/// <param name="EnteredOn">Day of entry.</param>
public readonly record struct Residence(PostdocRule Rule, DateOnly EnteredOn)
{
    /// <summary>The last day for the proposal.</summary>
    public DateOnly ProposalDue => EnteredOn.AddMonths(Rule.ProposalMonths);

    /// <summary>The first day for the midterm review.</summary>
    public DateOnly MidtermFrom => EnteredOn.AddMonths(Rule.MidtermFromMonths);

    /// <summary>The last day for the midterm review.</summary>
    public DateOnly MidtermDue => EnteredOn.AddMonths(Rule.MidtermToMonths);

    /// <summary>The earliest last day.</summary>
    public DateOnly EarliestEnd => EnteredOn.AddMonths(Rule.ResidenceLeastMonths).AddDays(-1);

    /// <summary>The latest last day that can be agreed at entry.</summary>
    public DateOnly LatestFirstEnd => EnteredOn.AddMonths(Rule.ResidenceMostMonths).AddDays(-1);

    /// <summary>The latest last day, extensions included.</summary>
    public DateOnly LatestEnd => EnteredOn.AddMonths(Rule.TotalMostMonths).AddDays(-1);

    /// <summary>What refuses an entry until <paramref name="plannedEnd"/>; null: nothing.</summary>
    public ProblemCode? CheckEntry(DateOnly plannedEnd) =>
        plannedEnd < EarliestEnd ? PostdocProblems.TooShort(Rule.ResidenceLeastMonths, EarliestEnd)
        : plannedEnd > LatestFirstEnd ? PostdocProblems.TooLong(Rule.ResidenceMostMonths, LatestFirstEnd)
        : null;

    /// <summary>What refuses a proposal held on a day; null: nothing.</summary>
    public ProblemCode? CheckProposal(DateOnly on, DateOnly today, bool excused) =>
        on > today ? PostdocProblems.DayAhead
        : on < EnteredOn ? PostdocProblems.DayBefore
        : on > ProposalDue && !excused ? PostdocProblems.ProposalLateAfter(Rule.ProposalMonths, ProposalDue)
        : null;

    /// <summary>What refuses a midterm review held on a day; null: nothing.</summary>
    /// <param name="on">The day.</param>
    /// <param name="today">Today in Asia/Shanghai.</param>
    /// <param name="proposalOn">Day of the proposal; null: none yet.</param>
    /// <param name="firstOn">Day of a first review that was failed; a second one has no last day.</param>
    /// <param name="excused">Whether a reason for being late is given.</param>
    public ProblemCode? CheckMidterm(DateOnly on, DateOnly today, DateOnly? proposalOn, DateOnly? firstOn, bool excused) =>
        proposalOn is null ? PostdocProblems.ProposalMissing
        : on > today ? PostdocProblems.DayAhead
        : on < MidtermFrom ? PostdocProblems.MidtermTooEarlyBefore(Rule.MidtermFromMonths, MidtermFrom)
        : on < proposalOn || on < firstOn ? PostdocProblems.DayBefore
        : firstOn is null && on > MidtermDue && !excused ? PostdocProblems.MidtermLateAfter(Rule.MidtermToMonths, MidtermDue)
        : null;

    /// <summary>What refuses an extension; null: nothing.</summary>
    public ProblemCode? CheckExtension(DateOnly plannedEnd, DateOnly newEnd) =>
        newEnd <= plannedEnd ? PostdocProblems.NoExtension
        : newEnd > LatestEnd ? PostdocProblems.TotalOf(Rule.TotalMostMonths, LatestEnd)
        : null;

    /// <summary>What refuses a completion; null: nothing.</summary>
    public ProblemCode? CheckCompletion(DateOnly plannedEnd, DateOnly leftOn, DateOnly? proposalOn, string? midtermResult) =>
        proposalOn is null ? PostdocProblems.ProposalMissing
        : midtermResult is null or "fail" ? PostdocProblems.MidtermMissing
        : leftOn < EarliestEnd ? PostdocProblems.CompletionTooEarlyBefore(Rule.ResidenceLeastMonths, EarliestEnd)
        : leftOn > plannedEnd ? PostdocProblems.CompletionAfter(plannedEnd)
        : null;

    /// <summary>What refuses a withdrawal; null: nothing.</summary>
    public ProblemCode? CheckWithdrawal(DateOnly leftOn, DateOnly today) =>
        leftOn > today ? PostdocProblems.DayAhead
        : leftOn < EnteredOn ? PostdocProblems.DayBefore
        : null;

    /// <summary>What refuses a committee; null: nothing. A name is compared without spaces and in half width.</summary>
    public ProblemCode? CheckCommittee(IReadOnlyCollection<CommitteeExpert> experts, IEnumerable<string> mentors)
    {
        if (experts.Count < Rule.CommitteeLeast || experts.Count > Rule.CommitteeMost)
            return PostdocProblems.CommitteeSizeOf(Rule.CommitteeLeast, Rule.CommitteeMost);
        var names = experts.Select(expert => Compact(expert.Name)).ToHashSet();
        if (mentors.FirstOrDefault(mentor => names.Contains(Compact(mentor))) is { } mentor)
            return PostdocProblems.MentorInCommitteeOf(mentor);
        return names.Count < experts.Count ? PostdocProblems.ExpertTwice : null;
    }

    /// <summary>A name as the committee's rule compares it.</summary>
    internal static string Compact(string name) => PlainText.Compact(name);

    /// <summary>Steps past and ahead, by day.</summary>
    /// <param name="facts">What has happened.</param>
    /// <param name="today">Today in Asia/Shanghai.</param>
    public IReadOnlyList<TimelineStep> Timeline(ResidenceFacts facts, DateOnly today)
    {
        var steps = new List<TimelineStep>
        {
            new("entry", facts.State == PostdocState.Proposed || EnteredOn > today ? "ahead" : "done", EnteredOn, null, null),
        };
        if (facts.State == PostdocState.Rejected)
            return [new TimelineStep("rejection", "done", EnteredOn, null, null)];
        if (facts.ProposalOn is { } proposal)
            steps.Add(new("proposal", proposal > ProposalDue ? "late" : "done", proposal, null, facts.ProposalNote));
        else if (facts.IsOpen)
            steps.Add(Ahead("proposal", ProposalDue, EnteredOn, today));
        if (facts.MidtermOn is { } midterm)
            steps.Add(new("midterm", midterm > MidtermDue ? "late" : "done", midterm, null, facts.MidtermNote));
        else if (facts.IsOpen)
            steps.Add(Ahead("midterm", MidtermDue, MidtermFrom, today));
        steps.AddRange(facts.ExtendedOn.Select(day => new TimelineStep("extension", "done", day, null, null)));
        if (facts.LeftOn is { } left)
            steps.Add(
                new(facts.State == PostdocState.Completed ? "completion" : "withdrawal", "done", left, null, facts.LeftNote)
            );
        else if (facts.IsOpen)
            steps.Add(Ahead("end", facts.PlannedEnd, EarliestEnd, today));
        return [.. steps.OrderBy(step => step.Day)];
    }

    private static TimelineStep Ahead(string kind, DateOnly due, DateOnly from, DateOnly today) =>
        new(
            kind,
            due < today ? "overdue"
                : due <= today.AddDays(StationDues.Days) ? "soon"
                : "ahead",
            due,
            from,
            null
        );
}

/// <summary>What has happened in a residence.</summary>
public sealed record ResidenceFacts(
    PostdocState State,
    DateOnly PlannedEnd,
    DateOnly? ProposalOn,
    string? ProposalNote,
    DateOnly? MidtermOn,
    string? MidtermNote,
    IReadOnlyList<DateOnly> ExtendedOn,
    DateOnly? LeftOn,
    string? LeftNote
)
{
    /// <summary>Whether steps are still ahead.</summary>
    public bool IsOpen => State is PostdocState.Proposed or PostdocState.Resident;
}
