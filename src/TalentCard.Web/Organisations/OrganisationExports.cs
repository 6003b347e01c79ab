using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Organisations;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Organisations;

/// <summary>The register of organisations as a workbook.</summary>
internal static class OrganisationExports
{
    public static void MapOrganisationExports(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/office").RequireAuthorization(Policies.Office).MapExport("/organisations.xlsx", OrganisationsAsync);

    private static async Task<Results<FileStreamHttpResult, RedirectHttpResult>> OrganisationsAsync(Export export) =>
        await export.SendAsync<OrganisationQuery, Organisation>(
            export.Words["单位库"],
            "organisations",
            "/office/organisations",
            export.Api.Organisations.ListOrganisationsAsync,
            OrganisationColumns.Of(export.Words, await export.Api.ReferenceAsync(export.Aborted))
        );
}
