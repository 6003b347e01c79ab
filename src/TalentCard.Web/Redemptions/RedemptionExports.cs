using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Redemptions;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Redemptions;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The ledger as a workbook.</summary>
internal static class RedemptionExports
{
    public static void MapRedemptionExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/office").RequireAuthorization(Policies.Office).MapExport("/redemptions.xlsx", RedemptionsAsync);
    }

    private static async Answer RedemptionsAsync(Export export) =>
        await export.SendAsync<RedemptionQuery, RedemptionItem>(
            export.Words["核销记录"],
            "redemptions",
            "/office/redemptions",
            export.Api.Redemptions.ListRedemptionsAsync,
            RedemptionColumns.Of(export.Words, await export.Api.ReferenceAsync(export.Aborted))
        );
}
