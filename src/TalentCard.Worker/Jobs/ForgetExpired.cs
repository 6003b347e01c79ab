using Quartz;
using TalentCard.Core.Database;

namespace TalentCard.Worker.Jobs;

/// <summary>Every night: idempotency keys, codes and tokens that nothing asks for any more.</summary>
internal sealed class ForgetExpired(ExpiredRows rows) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await rows.ForgetAsync(cancellationToken);
}
