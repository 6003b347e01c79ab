using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Dependants;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Dependants;

/// <summary>Holders' families as a workbook; numbers stay masked.</summary>
internal static class DependantExports
{
    public static void MapDependantExports(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/office").RequireAuthorization(Policies.Office).MapExport("/dependants.xlsx", DependantsAsync);

    private static Task<Results<FileStreamHttpResult, RedirectHttpResult>> DependantsAsync(Export export) =>
        export.SendAsync<DependantQuery, DependantItem>(
            export.Words["家属"],
            "dependants",
            "/office/dependants",
            export.Api.Dependants.ListDependantsAsync,
            DependantColumns.Of(export.Words)
        );
}
