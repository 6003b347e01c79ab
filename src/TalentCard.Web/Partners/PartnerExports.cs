using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Partners;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Partners;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The partners and their service points as workbooks.</summary>
internal static class PartnerExports
{
    public static void MapPartnerExports(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office").RequireAuthorization(Policies.Office);
        office.MapExport("/partners.xlsx", PartnersAsync);
        office.MapExport("/service-points.xlsx", ServicePointsAsync);
    }

    private static async Answer PartnersAsync(Export export) =>
        await export.SendAsync<ListQuery, Partner>(
            export.Words["合作单位"],
            "partners",
            "/office/partners",
            export.Api.Partners.ListPartnersAsync,
            PartnerColumns.Of(export.Words, await export.Api.ReferenceAsync(export.Aborted))
        );

    private static async Answer ServicePointsAsync(Export export) =>
        await export.SendAsync<ListQuery, ServicePoint>(
            export.Words["服务点"],
            "service_points",
            "/office/partners",
            export.Api.Partners.ListAllServicePointsAsync,
            PartnerColumns.OfServicePoints(export.Words, await export.Api.ReferenceAsync(export.Aborted))
        );
}
