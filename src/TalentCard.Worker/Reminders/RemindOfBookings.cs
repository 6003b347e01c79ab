using Quartz;
using TalentCard.Core.Reminders;

namespace TalentCard.Worker.Reminders;

/// <summary>Every hour: bookings of the next day.</summary>
internal sealed class RemindOfBookings(RemindPeople reminders) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await reminders.OfBookingsAsync(cancellationToken);
}
