using Quartz;
using TalentCard.Core.Statistics;

namespace TalentCard.Worker.Statistics;

/// <summary>Every five minutes: counts what the ledger of services has gained.</summary>
internal sealed class RollUpStatistics(RollUp rollUp) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await rollUp.RunAsync(cancellationToken);
}
