using Refit;
using TalentCard.Contracts.Overview;

namespace TalentCard.Client.Overview;

/// <summary>The office's start page.</summary>
public interface IOverviewApi
{
    /// <summary>Counts what waits for the caller, and this week's figures beside last week's.</summary>
    [Get("/api/v1/overview")]
    Task<OfficeOverview> GetOverviewAsync(CancellationToken cancel);

    /// <summary>
    /// Counts a year's services by month, benefit and division; the latest with services unless said otherwise.
    /// </summary>
    [Get("/api/v1/overview/charts")]
    Task<OverviewCharts> GetOverviewChartsAsync(int? year, CancellationToken cancel);

    /// <summary>Lists a day's bookings at every service point; today unless said otherwise.</summary>
    [Get("/api/v1/overview/bookings")]
    Task<Page<OfficeBooking>> ListBookingsAsync([Query] BookingQuery query, CancellationToken cancel);
}
