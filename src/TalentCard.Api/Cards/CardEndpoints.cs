using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Cards;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Cards;

/// <summary>Cards that are issued: lists, history and every change of their state.</summary>
internal static class CardEndpoints
{
    public static void MapCards(this IEndpointRouteBuilder routes)
    {
        var cards = routes.MapGroup("/api/v1/cards").RequireAuthorization(Policies.Office).WithTags("Cards");
        cards
            .MapGet("/", ListAsync)
            .WithName("listCards")
            .WithSummary(
                "Lists cards, newest first or in the order asked for (number, name, validTo; -number the other way round)."
            );
        cards.MapGet("/{id:guid}", ReadAsync).WithName("getCard").WithSummary("Shows a card with its history.");
        cards
            .MapPost("/{id:guid}/suspend", SuspendAsync)
            .WithName("suspendCard")
            .WithSummary("Suspends a card: every function stops at once.")
            .Refuses(CardProblems.IsSuspended, CardProblems.IsExpired, CardProblems.IsRevoked, CardProblems.IsReplaced);
        cards
            .MapPost("/{id:guid}/resume", ResumeAsync)
            .WithName("resumeCard")
            .WithSummary("Resumes a suspended card.")
            .Refuses(CardProblems.IsActive, CardProblems.IsExpired, CardProblems.IsRevoked, CardProblems.IsReplaced);
        cards
            .MapPost("/{id:guid}/revoke", RevokeAsync)
            .WithName("revokeCard")
            .WithSummary("Revokes a card for good.")
            .Refuses(CardProblems.IsRevoked, CardProblems.IsReplaced);
        cards
            .MapPost("/{id:guid}/replace", ReplaceAsync)
            .WithName("replaceCard")
            .WithSummary("Ends a card and issues another in its place, with what was used and booked.")
            .Refuses(CardProblems.IsExpired, CardProblems.IsRevoked, CardProblems.IsReplaced);
        cards
            .MapPost("/{id:guid}/renew", RenewAsync)
            .WithName("renewCard")
            .WithSummary("Renews a card from 30 days before its last day.")
            .Refuses(
                CardProblems.TooEarlyToRenew,
                CardProblems.ContractEndsFirst,
                CardProblems.IsSuspended,
                CardProblems.IsRevoked,
                CardProblems.IsReplaced
            );
        cards
            .MapPost("/{id:guid}/identity-check/reopen", ReopenIdentityCheckAsync)
            .WithName("reopenIdentityCheck")
            .WithSummary("Opens a card's identity check again that misses have closed for the day.")
            .Refuses(RedemptionProblems.IdentityCheckOpen);
        routes
            .MapPost("/api/v1/me/card/suspend", SuspendOwnAsync)
            .RequireAuthorization(Policies.Talent)
            .WithTags("Cards")
            .WithName("suspendOwnCard")
            .WithSummary("Suspends the caller's own card.")
            .Refuses(Contracts.Problems.CommonProblems.NotFound, CardProblems.IsSuspended, CardProblems.IsExpired);
    }

    private static async Task<Ok<Page<CardSummary>>> ListAsync(
        [AsParameters] CardQuery query,
        CardStore cards,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await cards.ListAsync(query, actor, cancel));

    private static async Task<Ok<CardDetail>> ReadAsync(Guid id, CardStore cards, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await cards.ReadAsync(id, actor, cancel));

    private static async Task<Ok<CardSummary>> SuspendAsync(
        Guid id,
        CardChange change,
        ChangeCard cards,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await cards.ApplyAsync(id, CardAction.Suspend, change.Reason, actor, cancel));

    private static async Task<Ok<CardSummary>> ResumeAsync(
        Guid id,
        CardChange change,
        ChangeCard cards,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await cards.ApplyAsync(id, CardAction.Resume, change.Reason, actor, cancel));

    private static async Task<Ok<CardSummary>> RevokeAsync(
        Guid id,
        CardChange change,
        ChangeCard cards,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await cards.ApplyAsync(id, CardAction.Revoke, change.Reason, actor, cancel));

    private static async Task<NoContent> ReopenIdentityCheckAsync(
        Guid id,
        CardChange change,
        IdentityCheck identity,
        Actor actor,
        CancellationToken cancel
    )
    {
        await identity.ReopenAsync(id, change.Reason, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Created<CardSummary>> ReplaceAsync(
        Guid id,
        CardChange change,
        ChangeCard cards,
        Actor actor,
        CancellationToken cancel
    )
    {
        var card = await cards.ReplaceAsync(id, change.Reason, actor, cancel);
        return TypedResults.Created($"/api/v1/cards/{card.Id}", card);
    }

    private static async Task<Ok<CardSummary>> RenewAsync(
        Guid id,
        CardChange change,
        ChangeCard cards,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await cards.RenewAsync(id, change.Reason, actor, cancel));

    private static async Task<Ok<CardSummary>> SuspendOwnAsync(
        CardChange change,
        ChangeCard cards,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await cards.SuspendOwnAsync(change.Reason, actor, cancel));
}
