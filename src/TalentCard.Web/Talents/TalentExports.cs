using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Talents;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Talents;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The talents and the lists that they came from as workbooks.</summary>
internal static class TalentExports
{
    public static void MapTalentExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/office").RequireAuthorization(Policies.Office).MapExport("/talents.xlsx", TalentsAsync);
        routes.MapGroup("/office").RequireAuthorization(Policies.CityOffice).MapExport("/imports.xlsx", ImportsAsync);
    }

    private static async Answer TalentsAsync(Export export) =>
        await export.SendAsync<TalentQuery, TalentSummary>(
            export.Words["人才名单"],
            "talents",
            "/office/talents",
            export.Api.Talents.ListTalentsAsync,
            TalentColumns.Of(export.Words, await export.Api.ReferenceAsync(export.Aborted))
        );

    private static Answer ImportsAsync(Export export) =>
        export.SendAsync<TalentImportQuery, TalentImportSummary>(
            export.Words["导入名单"],
            "talent_imports",
            "/office/imports",
            export.Api.Talents.ListTalentImportsAsync,
            ImportColumns.Of(export.Words)
        );
}
