using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Benefits;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Benefits;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The benefits and their rules as a workbook.</summary>
internal static class BenefitExports
{
    public static void MapBenefitExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/office").RequireAuthorization(Policies.CityOffice).MapExport("/benefits.xlsx", BenefitsAsync);
    }

    // A row a rule: what was in force when is the question that such a list answers.
    private static async Answer BenefitsAsync(Export export)
    {
        List<(Benefit Benefit, BenefitRule? Rule)> rows = [];
        foreach (var benefit in await export.Api.BenefitsAsync(export.Aborted))
        {
            var detail = await export.Api.Benefits.GetBenefitAsync(benefit.Code, export.Aborted);
            rows.AddRange(detail.Rules.Select(rule => (benefit, (BenefitRule?)rule)).DefaultIfEmpty((benefit, null)));
        }
        return await export.SendAsync(
            export.Words["服务事项"],
            "benefits",
            "/office/benefits",
            BenefitRuleColumns.Of(export.Words, await export.Api.ReferenceAsync(export.Aborted)),
            rows
        );
    }
}
