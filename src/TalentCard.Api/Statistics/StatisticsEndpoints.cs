using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Statistics;
using TalentCard.Core.Statistics;

namespace TalentCard.Api.Statistics;

/// <summary>Counts for the office. Periods are days in Asia/Shanghai; without one it is this year until today.</summary>
internal static class StatisticsEndpoints
{
    public static void MapStatistics(this IEndpointRouteBuilder routes)
    {
        var statistics = routes.MapGroup("/api/v1/statistics").RequireAuthorization(Policies.Office).WithTags("Statistics");
        statistics
            .MapGet("/services", ReadServicesAsync)
            .WithName("getServiceStatistics")
            .WithSummary(
                "Counts services by day, week, month, benefit, partner, service point, tier or division; people and times apart."
            );
        statistics
            .MapGet("/services/hours", ReadHoursAsync)
            .WithName("getBusyHours")
            .WithSummary("Counts services by weekday and hour.");
        statistics
            .MapGet("/tickets/funnel", ReadFunnelAsync)
            .WithName("getTicketFunnel")
            .WithSummary("Counts how far the tickets received in a period have come, step by step.");
        statistics
            .MapGet("/stations", ReadStationsAsync)
            .WithName("getStationStatistics")
            .WithSummary("Counts who entered and left each postdoc station, and who was there at the end.");
        statistics
            .MapGet("/experts", ReadExpertsAsync)
            .WithName("getExpertStatistics")
            .WithSummary("Counts the visits of each think-tank expert.");
        statistics
            .MapGet("/wallboard", ReadWallboardAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("getWallboardFigures")
            .WithSummary("Counts what the screen in the hall shows: of a year, or of the last ten.");
        statistics
            .MapPost("/days/{day}/recount", RecountAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("recountDay")
            .WithSummary("Counts a day's services again from the ledger.");
    }

    private static async Task<Ok<ServiceStatistics>> ReadServicesAsync(
        [AsParameters] ServiceQuery query,
        ServiceStatisticsStore services,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel,
        [StringLength(20)] string by = "month"
    )
    {
        if (!ServiceStatisticsStore.Sides.Contains(by))
            throw Refused("by", string.Join(", ", ServiceStatisticsStore.Sides));
        return TypedResults.Ok(await services.ReadAsync(FilterOf(query, time), by, actor, cancel));
    }

    private static async Task<Ok<IReadOnlyList<BusyHour>>> ReadHoursAsync(
        [AsParameters] ServiceQuery query,
        ServiceStatisticsStore services,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await services.ReadHoursAsync(FilterOf(query, time), actor, cancel));

    private static async Task<Ok<IReadOnlyList<FunnelStep>>> ReadFunnelAsync(
        FieldStatisticsStore fields,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel,
        [SensibleDay] DateOnly? from = null,
        [SensibleDay] DateOnly? to = null,
        [StringLength(40)] string? kind = null,
        Guid? department = null
    )
    {
        var (first, last) = Period(time, from, to);
        return TypedResults.Ok(await fields.ReadFunnelAsync(first, last, kind, department, actor, cancel));
    }

    private static async Task<Ok<IReadOnlyList<StationMoves>>> ReadStationsAsync(
        FieldStatisticsStore fields,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel,
        [SensibleDay] DateOnly? from = null,
        [SensibleDay] DateOnly? to = null
    )
    {
        var (first, last) = Period(time, from, to);
        return TypedResults.Ok(await fields.ReadStationsAsync(first, last, actor, cancel));
    }

    private static async Task<Ok<IReadOnlyList<ExpertVisits>>> ReadExpertsAsync(
        FieldStatisticsStore fields,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel,
        [SensibleDay] DateOnly? from = null,
        [SensibleDay] DateOnly? to = null
    )
    {
        var (first, last) = Period(time, from, to);
        return TypedResults.Ok(await fields.ReadExpertsAsync(first, last, actor, cancel));
    }

    private static async Task<Ok<WallboardFigures>> ReadWallboardAsync(
        WallboardStore hall,
        Actor actor,
        CancellationToken cancel,
        [Range(2000, 2200)] int? year = null
    ) => TypedResults.Ok(await hall.ReadAsync(year, actor, cancel));

    private static async Task<NoContent> RecountAsync(DateOnly day, RollUp rollUp, Actor actor, CancellationToken cancel)
    {
        if (day.Year is < 2000 or > 2200)
            throw Refused("day", "between 2000 and 2200");
        await rollUp.RecountAsync(day, actor, cancel);
        return TypedResults.NoContent();
    }

    private static ServiceFilter FilterOf(ServiceQuery query, TimeProvider time)
    {
        var (first, last) = Period(time, query.From, query.To);
        return new ServiceFilter(first, last, query);
    }

    private static (DateOnly From, DateOnly To) Period(TimeProvider time, DateOnly? from, DateOnly? to)
    {
        var last = to ?? time.Today();
        return (from ?? new DateOnly(last.Year, 1, 1), last);
    }

    private static RefusedException Refused(string field, string what) => Refuse.Field(field, what);
}
