namespace TalentCard.Core;

/// <summary>A rule of the product refuses what was asked. Nothing was written. A host answers with the problem.</summary>
public sealed class RefusedException(ProblemCode problem, IReadOnlyDictionary<string, string[]>? errors = null)
    : Exception(problem.Code)
{
    /// <summary>Which refusal.</summary>
    public ProblemCode Problem { get; } = problem;

    /// <summary>What is wrong with which field, where that is known; keys are the request's member names.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; } = errors;
}
