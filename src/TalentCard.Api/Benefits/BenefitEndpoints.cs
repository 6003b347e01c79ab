using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Benefits;
using TalentCard.Core.Benefits;

namespace TalentCard.Api.Benefits;

/// <summary>服务事项 and the rules by which they are given.</summary>
internal static class BenefitEndpoints
{
    public static void MapBenefits(this IEndpointRouteBuilder routes)
    {
        var benefits = routes.MapGroup("/api/v1/benefits").WithTags("Benefits");
        benefits
            .MapGet("/", ListAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithName("listBenefits")
            .WithSummary("Lists the benefits, each with the rule in force today.");
        var office = benefits.MapGroup("").RequireAuthorization(Policies.CityOffice);
        office
            .MapPost("/", CreateAsync)
            .WithName("createBenefit")
            .WithSummary("Adds a benefit; it is given from its first rule's day on.")
            .Refuses(BenefitProblems.CodeTaken);
        office
            .MapGet("/{code}", ReadAsync)
            .WithName("getBenefit")
            .WithSummary("Shows a benefit with its past, present and coming rules.");
        office.MapPut("/{code}", EditAsync).WithName("editBenefit").WithSummary("Changes the texts of a benefit.");
        office
            .MapPut("/{code}/rules/{validFrom}", SetRuleAsync)
            .WithName("setBenefitRule")
            .WithSummary("Sets the rule that holds from a day on, tomorrow at the earliest; the past keeps its rules.")
            .Refuses(BenefitProblems.RuleInForce);
    }

    private static async Task<Ok<IReadOnlyList<Benefit>>> ListAsync(BenefitStore benefits, CancellationToken cancel) =>
        TypedResults.Ok(await benefits.ListAsync(cancel));

    private static async Task<Created<Benefit>> CreateAsync(
        NewBenefit benefit,
        IdempotencyKey key,
        BenefitStore benefits,
        Actor actor,
        CancellationToken cancel
    )
    {
        var created = await benefits.CreateAsync(benefit, key.Value, RequestHash.Of("createBenefit", benefit), actor, cancel);
        return TypedResults.Created($"/api/v1/benefits/{created.Code}", created);
    }

    private static async Task<Ok<BenefitDetail>> ReadAsync(
        [StringLength(40)] string code,
        BenefitStore benefits,
        CancellationToken cancel
    ) => TypedResults.Ok(await benefits.ReadAsync(code, cancel));

    private static async Task<Ok<Benefit>> EditAsync(
        [StringLength(40)] string code,
        BenefitTexts texts,
        IfMatch ifMatch,
        BenefitStore benefits,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await benefits.EditAsync(code, ifMatch.Version, texts, actor, cancel));

    private static async Task<Ok<BenefitRule>> SetRuleAsync(
        [StringLength(40)] string code,
        DateOnly validFrom,
        BenefitRuleRequest rule,
        BenefitStore benefits,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await benefits.SetRuleAsync(code, validFrom, rule, actor, cancel));
}
