using Quartz;
using TalentCard.Core.Reminders;

namespace TalentCard.Worker.Reminders;

/// <summary>Every morning: dates that come near.</summary>
internal sealed class RemindOfDates(RemindPeople reminders) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await reminders.OfDatesAsync(cancellationToken);
}
