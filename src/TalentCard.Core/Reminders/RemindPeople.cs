using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Reminders;

/// <summary>
/// Reads what comes due and writes it to the outbox, in one statement each. A person is told each step of a fact once; of
/// several steps that an outage missed only the latest, and no earlier one after it. Nobody is told of what passed long ago.
/// </summary>
public sealed class RemindPeople(Db db, TimeProvider time)
{
    /// <summary>Cards, residences of postdocs, visits, articles and the notice on next year's holidays.</summary>
    /// <returns>How many messages were new.</returns>
    public async Task<int> OfDatesAsync(CancellationToken cancel) =>
        await RemindAsync(ReminderFacts.Cards, cancel)
        + await RemindAsync(ReminderFacts.Postdocs, cancel)
        + await RemindAsync(ReminderFacts.Visits, cancel)
        + await RemindAsync(ReminderFacts.Articles, cancel)
        + await RemindAsync(ReminderFacts.HolidayNotices, cancel);

    /// <summary>Tickets: due today, overdue, escalated, to be followed up.</summary>
    /// <returns>How many messages were new.</returns>
    public async Task<int> OfTicketsAsync(CancellationToken cancel) =>
        await RemindAsync(ReminderFacts.TicketsDue, cancel)
        + await RemindAsync(ReminderFacts.TicketsEscalated, cancel)
        + await RemindAsync(ReminderFacts.FollowUps, cancel);

    /// <summary>Bookings: from four in the afternoon those of the next day; before ten those of today that were missed.</summary>
    /// <returns>How many messages were new.</returns>
    public Task<int> OfBookingsAsync(CancellationToken cancel) => RemindAsync(ReminderFacts.Bookings, cancel);

    private async Task<int> RemindAsync(string facts, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var session = await db.OpenAsync(cancel);
        // The facts are one of our own constants; what they compare with are parameters.
        return await session.ExecuteAsync(
            $"""
            insert into messages (id, kind, recipient_id, fact, step, arguments, created_at, expires_at)
            select gen_random_uuid(), x.kind, x.recipient_id, x.fact, x.step::text, x.arguments, @now, x.expires_at
            from ({facts}) x
            where x.step is not null and not exists (
                select from messages m where m.recipient_id = x.recipient_id and m.fact = x.fact
                    and nullif(m.step, '')::int <= x.step)
            on conflict (recipient_id, fact, step) do nothing
            """,
            new
            {
                now,
                Today = now.ToLocalDate(),
                Hour = now.ToLocalTimeOfDay().Hour,
                Tomorrow = now.ToLocalDate().AddDays(1).StartOfDay(),
                KnownYears = PublicHolidays.Years.ToArray(),
            }
        );
    }
}
