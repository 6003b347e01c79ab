using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.PersonalData;
using TalentCard.Core.PersonalData;

namespace TalentCard.Api.PersonalData;

/// <summary>The talent's rights over their data.</summary>
internal static class PersonalDataEndpoints
{
    private const string RateLimit = "personal_data";

    /// <summary>
    /// Ten exports at once, then one every six minutes: a person reads it and takes it along, a thief of tokens does not scrape.
    /// </summary>
    public static IServiceCollection AddPersonalDataRateLimit(this IServiceCollection services) =>
        services.LimitPerPerson(RateLimit, burst: 10, refill: TimeSpan.FromMinutes(6));

    public static void MapPersonalData(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/v1/me").RequireAuthorization(Policies.Talent).WithTags("My card");
        own.MapGet("/export", ExportAsync)
            .RequireRateLimiting(RateLimit)
            .WithName("exportOwnData")
            .WithSummary("Gives everything that is kept on the caller, in clear, with who looked at it.")
            .Refuses(CommonProblems.NotFound);
        own.MapGet("/erasure", OwnAsync)
            .WithName("getOwnErasure")
            .WithSummary("Gives the caller's last wish to have their data erased, and what the law keeps.");
        own.MapPost("/erasure", AskAsync)
            .WithName("requestErasure")
            .WithSummary("Asks the office to erase the caller's data.")
            .Refuses(CommonProblems.NotFound, PersonalDataProblems.ErasurePending);
        var office = routes.MapGroup("/api/v1/erasure-requests").RequireAuthorization(Policies.Office).WithTags("Personal data");
        office
            .MapGet("/", ListAsync)
            .WithName("listErasureRequests")
            .WithSummary("Lists talents' wishes to have their data erased, the last first.");
        office
            .MapPost("/{id:guid}/decision", DecideAsync)
            .WithName("decideErasure")
            .WithSummary("Decides a wish; an approved one is done at once, and for good.")
            .Refuses(CommonProblems.NotFound, PersonalDataProblems.ErasureDecided, PersonalDataProblems.ErasureCardLive);
    }

    private static async Task<Ok<PersonalDataExport>> ExportAsync(
        ExportPersonalData data,
        Actor actor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await data.ExportAsync(actor.Talent(), actor, cancel));
    }

    private static async Task<Ok<OwnErasure>> OwnAsync(ErasureStore erasures, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await erasures.OwnAsync(actor.Talent(), cancel));

    private static async Task<Created<OwnErasure>> AskAsync(
        IdempotencyKey key,
        ErasureStore erasures,
        Actor actor,
        CancellationToken cancel
    )
    {
        await erasures.AskAsync(key.Value, RequestHash.Of("requestErasure", ""), actor, cancel);
        return TypedResults.Created((string?)null, await erasures.OwnAsync(actor.Talent(), cancel));
    }

    private static async Task<Ok<Page<ErasureRequest>>> ListAsync(
        [AsParameters] ErasureQuery query,
        ErasureStore erasures,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await erasures.ListAsync(query, actor, cancel));

    private static async Task<NoContent> DecideAsync(
        Guid id,
        ErasureDecision decision,
        ErasureStore erasures,
        Actor actor,
        CancellationToken cancel
    )
    {
        await erasures.DecideAsync(id, decision, actor, cancel);
        return TypedResults.NoContent();
    }
}
