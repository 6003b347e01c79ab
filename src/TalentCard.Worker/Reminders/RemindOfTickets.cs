using Quartz;
using TalentCard.Core.Reminders;

namespace TalentCard.Worker.Reminders;

/// <summary>Every quarter of an hour: tickets that wait for somebody.</summary>
internal sealed class RemindOfTickets(RemindPeople reminders) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await reminders.OfTicketsAsync(cancellationToken);
}
