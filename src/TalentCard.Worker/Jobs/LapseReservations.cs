using Quartz;
using TalentCard.Core.Redemptions;

namespace TalentCard.Worker.Jobs;

/// <summary>Every quarter of an hour: bookings whose day is over.</summary>
internal sealed class LapseReservations(ReservationStore reservations, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await reservations.LapseAsync(time.GetUtcNow(), cancellationToken);
}
