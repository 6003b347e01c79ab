using TalentCard.Contracts.Dependants;

namespace TalentCard.Core.Dependants;

/// <summary>What is done to a dependant.</summary>
public enum DependantAction
{
    /// <summary>An office has checked it and confirms it.</summary>
    Approve,

    /// <summary>An office has checked it and does not.</summary>
    Refuse,

    /// <summary>It ends, on a ground.</summary>
    End,
}

/// <summary>The life of a dependant, without a database.</summary>
public static class DependantLife
{
    /// <summary>The age at which a child is no dependant any more.</summary>
    public const int OfAge = 18;

    /// <summary>The most that a holder has on file, waiting and confirmed together.</summary>
    public const int Most = 10;

    /// <summary>Every change after the filing.</summary>
    public static readonly Transitions<string, DependantAction> Changes = new(
        (_, _) => DependantProblems.Decided,
        ("filed", DependantAction.Approve, "active"),
        ("filed", DependantAction.Refuse, "refused"),
        ("filed", DependantAction.End, "ended"),
        ("active", DependantAction.End, "ended")
    );

    /// <summary>The last day of a dependant: for a child the day before it is 18; null: while the holder's card lasts.</summary>
    /// <param name="relation">What they are to the holder.</param>
    /// <param name="birth">Their date of birth.</param>
    public static DateOnly? LastDay(string relation, DateOnly birth) =>
        relation == "child" ? birth.AddYears(OfAge).AddDays(-1) : null;
}
