using Quartz;
using TalentCard.Core.Database;

namespace TalentCard.Worker.Jobs;

/// <summary>Every night: the ledgers' partitions of the months ahead.</summary>
internal sealed class PreparePartitions(MonthPartitions partitions) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await partitions.PrepareAsync(cancellationToken);
}
