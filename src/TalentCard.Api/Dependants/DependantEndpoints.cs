using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;
using TalentCard.Api.CardCodes;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.CardCodes;
using TalentCard.Contracts.Dependants;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Dependants;

namespace TalentCard.Api.Dependants;

/// <summary>家属: holders file their families, offices check them.</summary>
internal static class DependantEndpoints
{
    private const string Svg = "image/svg+xml";

    public static void MapDependants(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/v1/me/dependants").RequireAuthorization(Policies.Talent).WithTags("Dependants");
        own.MapGet("/", OwnAsync).WithName("listOwnDependants").WithSummary("Lists the caller's family, those last filed first.");
        own.MapPost("/", FileAsync)
            .WithName("fileDependant")
            .WithSummary("Files a member of the caller's family, for the office to check.")
            .Refuses(
                RedemptionProblems.NoCard,
                DependantProblems.AlreadyFiled,
                DependantProblems.SpouseTaken,
                DependantProblems.OwnCard,
                DependantProblems.OfAge,
                DependantProblems.TooMany
            );
        own.MapGet("/{id:guid}", ReadOwnAsync)
            .WithName("getOwnDependant")
            .WithSummary("Gives one of the caller's family.")
            .Refuses(CommonProblems.NotFound);
        own.MapPost("/{id:guid}/end", EndOwnAsync)
            .WithName("endOwnDependant")
            .WithSummary("Ends one of the caller's family; their code is good no longer.")
            .Refuses(CommonProblems.NotFound, DependantProblems.Decided);
        own.MapPost("/{id:guid}/codes", MintAsync)
            .RequireRateLimiting(CardCodeRateLimit.Policy)
            .WithName("mintDependantCode")
            .WithSummary("Makes a code of one of the caller's family, good for 60 seconds.")
            .Refuses(
                CommonProblems.NotFound,
                DependantProblems.NotActive,
                RedemptionProblems.NoCard,
                CardCodeProblems.CardSuspended,
                CardCodeProblems.CardRevoked,
                CardCodeProblems.CardExpired
            );
        own.MapGet("/{id:guid}/code.svg", MintSvgAsync)
            .RequireRateLimiting(CardCodeRateLimit.Policy)
            .WithName("drawDependantCodeSvg")
            .Produces<string>(200, Svg)
            .WithSummary("Makes a code of one of the caller's family and draws it as SVG.")
            .Refuses(
                CommonProblems.NotFound,
                DependantProblems.NotActive,
                RedemptionProblems.NoCard,
                CardCodeProblems.CardSuspended,
                CardCodeProblems.CardRevoked,
                CardCodeProblems.CardExpired
            );

        var office = routes.MapGroup("/api/v1/dependants").RequireAuthorization(Policies.Office).WithTags("Dependants");
        office.MapGet("/", ListAsync).WithName("listDependants").WithSummary("Lists holders' families, those last filed first.");
        office
            .MapGet("/{id:guid}", ReadAsync)
            .WithName("getDependant")
            .WithSummary("Gives a dependant with what proves the relation.")
            .Refuses(CommonProblems.NotFound);
        office
            .MapPost("/{id:guid}/decision", DecideAsync)
            .WithName("decideDependant")
            .WithSummary("Confirms or refuses what a holder has filed.")
            .Refuses(CommonProblems.NotFound, DependantProblems.Decided, DependantProblems.OwnCard, DependantProblems.OfAge);
        office
            .MapPost("/{id:guid}/end", EndAsync)
            .WithName("endDependant")
            .WithSummary("Ends a dependant on a ground.")
            .Refuses(CommonProblems.NotFound, DependantProblems.Decided);
    }

    private static async Task<Ok<IReadOnlyList<OwnDependant>>> OwnAsync(
        DependantStore dependants,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await dependants.OwnAsync(actor.Talent(), cancel));

    private static async Task<Created<OwnDependant>> FileAsync(
        NewDependant dependant,
        IdempotencyKey key,
        FileDependant file,
        DependantStore dependants,
        Actor actor,
        CancellationToken cancel
    )
    {
        var id = await file.FileAsync(dependant, key.Value, RequestHash.Of("fileDependant", dependant), actor, cancel);
        return TypedResults.Created($"/api/v1/me/dependants/{id}", await dependants.ReadOwnAsync(id, actor.Talent(), cancel));
    }

    private static async Task<Ok<OwnDependant>> ReadOwnAsync(
        Guid id,
        DependantStore dependants,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await dependants.ReadOwnAsync(id, actor.Talent(), cancel));

    private static async Task<NoContent> EndOwnAsync(
        Guid id,
        DependantEnd end,
        ChangeDependant change,
        Actor actor,
        CancellationToken cancel
    )
    {
        await change.EndAsync(id, end.Ground, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<CardCode>> MintAsync(
        Guid id,
        DependantStore dependants,
        Actor actor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await dependants.MintAsync(id, actor, cancel));
    }

    private static async Task<ContentHttpResult> MintSvgAsync(
        Guid id,
        DependantStore dependants,
        Actor actor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        response.Headers.CacheControl = "no-store";
        var code = await dependants.MintAsync(id, actor, cancel);
        return TypedResults.Text(code.DrawSvg(QRCodeGenerator.ECCLevel.M), Svg, Encoding.UTF8);
    }

    private static async Task<Ok<Page<DependantItem>>> ListAsync(
        [AsParameters] DependantQuery query,
        DependantStore dependants,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await dependants.ListAsync(query, actor, cancel));

    private static async Task<Ok<DependantDetail>> ReadAsync(
        Guid id,
        DependantStore dependants,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await dependants.ReadAsync(id, actor, cancel));

    private static async Task<NoContent> DecideAsync(
        Guid id,
        DependantDecision decision,
        ChangeDependant change,
        Actor actor,
        CancellationToken cancel
    )
    {
        await change.DecideAsync(id, decision, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EndAsync(
        Guid id,
        DependantEnd end,
        ChangeDependant change,
        Actor actor,
        CancellationToken cancel
    )
    {
        await change.EndAsync(id, end.Ground, actor, cancel);
        return TypedResults.NoContent();
    }
}
