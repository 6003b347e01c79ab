using System.Globalization;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>The office hours.</summary>
public sealed class OfficeHoursStore(Db db, TimeProvider time, AuditTrail audit) : DatedRuleStore<OfficeHours>(db, time, audit)
{
    /// <inheritdoc />
    private protected override DatedRuleTable Table { get; } = new("office_hours", ["periods"], WorkingTimeProblems.InForce);

    /// <summary>Sets the office hours that begin on a day, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException">The day has begun, or the hours overlap.</exception>
    public Task<OfficeHours> SetAsync(DateOnly validFrom, OfficeHoursRequest request, Actor actor, CancellationToken cancel)
    {
        Check(request);
        return SetAsync(
            actor,
            validFrom,
            new { Periods = request.Periods.Select(Write).ToArray() },
            new AuditEvent(
                "working_time.set_hours",
                "office_hours",
                validFrom.ToString("O", CultureInfo.InvariantCulture),
                Details: request
            ),
            cancel
        );
    }

    /// <summary>Reads a stretch of office hours, such as <c>08:30-12:00</c>.</summary>
    internal static OfficePeriod Parse(string period) =>
        new(TimeOnly.Parse(period[..5], CultureInfo.InvariantCulture), TimeOnly.Parse(period[6..], CultureInfo.InvariantCulture));

    /// <inheritdoc />
    private protected override async Task<List<OfficeHours>> QueryAsync(Session session, string sql, object? values) =>
        (await session.ListAsync<Row>(sql, values)).ConvertAll(row => new OfficeHours(
            row.ValidFrom,
            Array.ConvertAll(row.Periods, Parse),
            row.CreatedByName,
            row.CreatedAt
        ));

    private static void Check(OfficeHoursRequest request)
    {
        var last = TimeOnly.MinValue;
        foreach (var period in request.Periods)
        {
            if (
                period is null
                || period.Closes <= period.Opens
                || period.Opens < last
                || period.Opens.Second + period.Closes.Second > 0
            )
                throw Refuse.Field("periods", "not in order, or overlapping");
            last = period.Closes;
        }
    }

    private static string Write(OfficePeriod period) =>
        string.Create(CultureInfo.InvariantCulture, $"{period.Opens:HH:mm}-{period.Closes:HH:mm}");

    private sealed record Row(DateOnly ValidFrom, string[] Periods, string CreatedByName, DateTimeOffset CreatedAt);
}
