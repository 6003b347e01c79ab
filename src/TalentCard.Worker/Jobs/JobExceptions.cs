using TalentCard.Contracts.Jobs;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// A run failed. Hangfire keeps and shows what an exception says, and the message of the real one may hold a person's data:
/// this one says its kind and type alone.
/// </summary>
internal sealed class JobFailedException(JobError error) : Exception(error.ToLine())
{
    public JobError Error { get; } = error;
}

/// <summary>Another run of the same job goes on.</summary>
internal sealed class JobHeldException() : Exception("The job runs already.");
