using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Overview;
using TalentCard.Core.Overview;

namespace TalentCard.Api.Overview;

/// <summary>The office's start page.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder routes)
    {
        var overview = routes.MapGroup("/api/v1/overview").RequireAuthorization(Policies.Office).WithTags("Overview");
        overview
            .MapGet("/", ReadAsync)
            .WithName("getOverview")
            .WithSummary("Counts what waits for the caller, and this week's figures beside last week's.");
        overview
            .MapGet("/charts", ReadChartsAsync)
            .WithName("getOverviewCharts")
            .WithSummary(
                "Counts a year's services by month, benefit and division; the latest with services unless said otherwise."
            );
        overview
            .MapGet("/bookings", ListBookingsAsync)
            .WithName("listBookings")
            .WithSummary("Lists a day's bookings at every service point; today unless said otherwise.");
    }

    private static async Task<Ok<OfficeOverview>> ReadAsync(OverviewStore overview, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await overview.ReadAsync(actor, cancel));

    private static async Task<Ok<OverviewCharts>> ReadChartsAsync(
        OverviewStore overview,
        Actor actor,
        CancellationToken cancel,
        [Range(2000, 2200)] int? year = null
    ) => TypedResults.Ok(await overview.ReadChartsAsync(year, actor, cancel));

    private static async Task<Ok<Page<OfficeBooking>>> ListBookingsAsync(
        [AsParameters] BookingQuery query,
        OverviewStore overview,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await overview.BookingsAsync(query, actor, cancel));
}
