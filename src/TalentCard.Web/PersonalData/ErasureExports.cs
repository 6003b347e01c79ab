using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.PersonalData;
using TalentCard.Web.Exports;

namespace TalentCard.Web.PersonalData;

/// <summary>The wishes to have data erased as a workbook.</summary>
internal static class ErasureExports
{
    public static void MapErasureExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/office").RequireAuthorization(Policies.Office).MapExport("/erasures.xlsx", ErasuresAsync);
    }

    private static Task<Results<FileStreamHttpResult, RedirectHttpResult>> ErasuresAsync(Export export) =>
        export.SendAsync<ErasureQuery, ErasureRequest>(
            export.Words["删除申请"],
            "erasures",
            "/office/erasures",
            export.Api.PersonalData.ListErasureRequestsAsync,
            ErasureColumns.Of(export.Words)
        );
}
