using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Organisations;
using TalentCard.Core.Organisations;

namespace TalentCard.Api.Organisations;

/// <summary>单位库.</summary>
internal static class OrganisationEndpoints
{
    public static void MapOrganisations(this IEndpointRouteBuilder routes)
    {
        var organisations = routes
            .MapGroup("/api/v1/organisations")
            .RequireAuthorization(Policies.Office)
            .WithTags("Organisations");
        organisations.MapGet("/", ListAsync).WithName("listOrganisations").WithSummary("Lists organisations, newest first.");
        organisations
            .MapPost("/", CreateAsync)
            .WithName("createOrganisation")
            .WithSummary("Takes an organisation in, and links what bears its name.")
            .Refuses(OrganisationProblems.CreditCodeTaken, OrganisationProblems.CreditCodeWrong, AccessProblems.OtherDivision);
        organisations
            .MapGet("/unmatched", UnmatchedAsync)
            .WithName("listUnmatchedNames")
            .WithSummary("Lists names that lists hold and the register does not know, with what they may mean.");
        organisations
            .MapPost("/unmatched", MatchAsync)
            .WithName("matchName")
            .WithSummary("Says which organisation a name means, and links its rows.")
            .Refuses(OrganisationProblems.Merged);
        organisations
            .MapGet("/{id:guid}", ReadAsync)
            .WithName("getOrganisation")
            .WithSummary("Shows an organisation with what hangs on it; one that was merged says where it went.");
        organisations
            .MapPut("/{id:guid}", EditAsync)
            .WithName("editOrganisation")
            .WithSummary("Changes or closes an organisation.")
            .Refuses(
                OrganisationProblems.CreditCodeTaken,
                OrganisationProblems.CreditCodeWrong,
                OrganisationProblems.Merged,
                AccessProblems.OtherDivision
            );
        organisations
            .MapPost("/{id:guid}/merge", MergeAsync)
            .WithName("mergeOrganisation")
            .WithSummary("Merges an organisation into another, which is the answer.")
            .Refuses(OrganisationProblems.Merged);
    }

    private static async Task<Ok<Page<Organisation>>> ListAsync(
        [AsParameters] OrganisationQuery query,
        OrganisationStore organisations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await organisations.ListAsync(query, actor, cancel));

    private static async Task<Created<Organisation>> CreateAsync(
        OrganisationRequest request,
        IdempotencyKey key,
        OrganisationStore organisations,
        Actor actor,
        CancellationToken cancel
    )
    {
        var hash = RequestHash.Of("createOrganisation", request);
        var organisation = await organisations.CreateAsync(request, key.Value, hash, actor, cancel);
        return TypedResults.Created($"/api/v1/organisations/{organisation.Id}", organisation);
    }

    private static async Task<Ok<Page<UnmatchedName>>> UnmatchedAsync(
        [AsParameters] ListQuery query,
        MatchOrganisations matching,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await matching.ListAsync(query, actor, cancel));

    private static async Task<Ok<MatchAnswer>> MatchAsync(
        MatchRequest request,
        MatchOrganisations matching,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await matching.MatchAsync(request, actor, cancel));

    private static async Task<Ok<OrganisationDetail>> ReadAsync(
        Guid id,
        OrganisationStore organisations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await organisations.ReadAsync(id, actor, cancel));

    private static async Task<Ok<Organisation>> EditAsync(
        Guid id,
        OrganisationRequest request,
        IfMatch ifMatch,
        OrganisationStore organisations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await organisations.EditAsync(id, ifMatch.Version, request, actor, cancel));

    private static async Task<Ok<Organisation>> MergeAsync(
        Guid id,
        MergeRequest request,
        IfMatch ifMatch,
        MergeOrganisations merging,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await merging.MergeAsync(id, ifMatch.Version, request.Into, actor, cancel));
}
