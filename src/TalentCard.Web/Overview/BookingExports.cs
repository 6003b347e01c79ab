using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Overview;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Overview;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The bookings as a workbook.</summary>
internal static class BookingExports
{
    public static void MapBookingExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/office").RequireAuthorization(Policies.Office).MapExport("/bookings.xlsx", BookingsAsync);
    }

    private static async Answer BookingsAsync(Export export) =>
        await export.SendAsync<BookingQuery, OfficeBooking>(
            export.Words["预约一览"],
            "reservations",
            "/office/bookings",
            export.Api.Overview.ListBookingsAsync,
            BookingColumns.Of(export.Words, await export.Api.BenefitsAsync(export.Aborted))
        );
}
