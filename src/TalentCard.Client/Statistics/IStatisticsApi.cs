using Refit;
using TalentCard.Contracts.Statistics;

namespace TalentCard.Client.Statistics;

/// <summary>Statistics.</summary>
public interface IStatisticsApi
{
    /// <summary>
    /// Counts services by day, week, month, benefit, partner, service point, tier or division; people and times apart.
    /// </summary>
    [Get("/api/v1/statistics/services")]
    Task<ServiceStatistics> GetServiceStatisticsAsync([Query] ServiceQuery query, string? by, CancellationToken cancel);

    /// <summary>Counts services by weekday and hour.</summary>
    [Get("/api/v1/statistics/services/hours")]
    Task<IReadOnlyList<BusyHour>> GetBusyHoursAsync([Query] ServiceQuery query, CancellationToken cancel);

    /// <summary>Counts how far the tickets received in a period have come, step by step.</summary>
    [Get("/api/v1/statistics/tickets/funnel")]
    Task<IReadOnlyList<FunnelStep>> GetTicketFunnelAsync(
        DateOnly? from,
        DateOnly? to,
        string? kind,
        Guid? department,
        CancellationToken cancel
    );

    /// <summary>Counts who entered and left each postdoc station, and who was there at the end.</summary>
    [Get("/api/v1/statistics/stations")]
    Task<IReadOnlyList<StationMoves>> GetStationStatisticsAsync(DateOnly? from, DateOnly? to, CancellationToken cancel);

    /// <summary>Counts the visits of each think-tank expert.</summary>
    [Get("/api/v1/statistics/experts")]
    Task<IReadOnlyList<ExpertVisits>> GetExpertStatisticsAsync(DateOnly? from, DateOnly? to, CancellationToken cancel);

    /// <summary>Counts what the screen in the hall shows: of a year, or of the last ten.</summary>
    [Get("/api/v1/statistics/wallboard")]
    Task<WallboardFigures> GetWallboardFiguresAsync(int? year, CancellationToken cancel);

    /// <summary>Counts a day's services again from the ledger.</summary>
    [Post("/api/v1/statistics/days/{day}/recount")]
    Task RecountDayAsync(DateOnly day, CancellationToken cancel);
}
