using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Jobs;

/// <summary>Refusals around background jobs.</summary>
public static class JobProblems
{
    /// <summary>Somebody has run the failed job again, or dropped it, already.</summary>
    public static readonly ProblemCode FailureDecided = new(
        "failure_decided",
        409,
        "这项失败已被处理，请刷新页面。",
        "Somebody has dealt with this failure already; reload the page."
    );
}
