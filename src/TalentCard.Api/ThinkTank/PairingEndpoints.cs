using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.ThinkTank;

namespace TalentCard.Api.ThinkTank;

/// <summary>结对: a term's pairing is solved, compared, and adopted by a second person.</summary>
internal static class PairingEndpoints
{
    public static void MapPairings(this IEndpointRouteBuilder routes)
    {
        var offices = routes.MapGroup("/api/v1/think-tank").RequireAuthorization(Policies.Office).WithTags("Pairing");
        var tank = routes.MapGroup("/api/v1/think-tank").RequireAuthorization(Policies.CityOffice).WithTags("Pairing");
        tank.MapGet("/terms", TermsAsync).WithName("listPairingTerms").WithSummary("Lists the terms, the latest first.");
        tank.MapPost("/terms", OpenTermAsync)
            .WithName("openPairingTerm")
            .WithSummary("Opens a term.")
            .Refuses(ThinkTankProblems.NameTaken);
        offices
            .MapGet("/pairings", PairingsAsync)
            .WithName("listPairings")
            .WithSummary(
                "Lists the pairings that were adopted, those that began last first; of an expert or a village where asked."
            );
        tank.MapGet("/proposals", ListAsync).WithName("listProposals").WithSummary("Lists proposals, newest first.");
        tank.MapPost("/proposals", SolveAsync)
            .WithName("solvePairing")
            .WithSummary("Finds the best pairing under locks and bans and keeps it as a proposal.")
            .Refuses(ThinkTankProblems.NameTaken, ThinkTankProblems.LocksImpossible);
        tank.MapGet("/proposals/{id:guid}", ReadAsync)
            .WithName("getProposal")
            .WithSummary(
                "Shows a proposal: its pairs with reasons, the experts' load, and what stands in the way of key villages."
            );
        tank.MapGet("/proposals/{id:guid}/comparison", CompareAsync)
            .WithName("compareProposals")
            .WithSummary("Shows two proposals beside each other.");
        tank.MapPost("/proposals/{id:guid}/adopt", AdoptAsync)
            .WithName("adoptProposal")
            .WithSummary("Makes a proposal of somebody else the term's pairing.")
            .Refuses(ThinkTankProblems.SecondPersonRequired, ThinkTankProblems.ProposalDecided, ThinkTankProblems.TermChanged);
        tank.MapPost("/proposals/{id:guid}/reject", RejectAsync)
            .WithName("rejectProposal")
            .WithSummary("Rejects a proposal of somebody else.")
            .Refuses(ThinkTankProblems.SecondPersonRequired, ThinkTankProblems.ProposalDecided);
    }

    private static async Task<Ok<IReadOnlyList<PairingTerm>>> TermsAsync(ProposalStore proposals, CancellationToken cancel) =>
        TypedResults.Ok(await proposals.TermsAsync(cancel));

    private static async Task<Created<PairingTerm>> OpenTermAsync(
        PairingTermRequest request,
        IdempotencyKey idempotencyKey,
        ProposalStore proposals,
        Actor actor,
        CancellationToken cancel
    )
    {
        var term = await proposals.OpenTermAsync(
            request,
            idempotencyKey.Value,
            RequestHash.Of("openPairingTerm", request),
            actor,
            cancel
        );
        return TypedResults.Created($"/api/v1/think-tank/terms/{term.Id}", term);
    }

    private static async Task<Ok<Page<AdoptedPairing>>> PairingsAsync(
        [AsParameters] PairingQuery query,
        PairingStore pairings,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await pairings.ListAsync(query, actor, cancel));

    private static async Task<Ok<Page<ProposalSummary>>> ListAsync(
        [AsParameters] ProposalQuery query,
        ProposalStore proposals,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await proposals.ListAsync(query, actor, cancel));

    private static async Task<Created<Proposal>> SolveAsync(
        SolveRequest request,
        IdempotencyKey idempotencyKey,
        ProposePairings propose,
        ProposalStore proposals,
        Actor actor,
        CancellationToken cancel
    )
    {
        var id = await propose.SolveAsync(request, idempotencyKey.Value, RequestHash.Of("solvePairing", request), actor, cancel);
        return TypedResults.Created($"/api/v1/think-tank/proposals/{id}", await proposals.ReadAsync(id, actor, cancel));
    }

    private static async Task<Ok<Proposal>> ReadAsync(Guid id, ProposalStore proposals, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await proposals.ReadAsync(id, actor, cancel));

    private static async Task<Ok<ProposalComparison>> CompareAsync(
        Guid id,
        Guid with,
        ProposalStore proposals,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await proposals.CompareAsync(id, with, actor, cancel));

    private static Task<Ok<Proposal>> AdoptAsync(
        Guid id,
        DecideProposal decide,
        ProposalStore proposals,
        Actor actor,
        CancellationToken cancel
    ) => decide.AdoptAsync(id, actor, cancel).ThenReadAsync(() => proposals.ReadAsync(id, actor, cancel));

    private static Task<Ok<Proposal>> RejectAsync(
        Guid id,
        DecisionRequest decision,
        DecideProposal decide,
        ProposalStore proposals,
        Actor actor,
        CancellationToken cancel
    ) => decide.RejectAsync(id, decision.Reason, actor, cancel).ThenReadAsync(() => proposals.ReadAsync(id, actor, cancel));
}
