using Quartz;
using TalentCard.Core.Hotline;

namespace TalentCard.Worker.Jobs;

/// <summary>Every ten minutes: tickets whose answer is too long overdue.</summary>
internal sealed class EscalateTickets(EscalateOverdue escalate) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await escalate.RunAsync(cancellationToken);
}
