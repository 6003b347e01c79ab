using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Cards;
using TalentCard.Core.Cards;

namespace TalentCard.Api.Cards;

/// <summary>Batches: one person proposes cards, another approves.</summary>
internal static class CardBatchEndpoints
{
    public static void MapCardBatches(this IEndpointRouteBuilder routes)
    {
        var batches = routes.MapGroup("/api/v1/card-batches").RequireAuthorization(Policies.Office).WithTags("Card batches");
        batches
            .MapPost("/", ProposeAsync)
            .WithName("proposeCardBatch")
            .WithSummary("Proposes cards for people.")
            .Refuses(CardProblems.BatchEmpty, CardProblems.BatchNameTaken, CardProblems.HasLiveCard, CardProblems.ContractEnded);
        batches.MapGet("/", ListAsync).WithName("listCardBatches").WithSummary("Lists batches, newest first.");
        batches.MapGet("/{id:guid}", ReadAsync).WithName("getCardBatch").WithSummary("Shows a batch.");
        batches
            .MapGet("/{id:guid}/talents", ListTalentsAsync)
            .WithName("listCardBatchTalents")
            .WithSummary("Lists the people of a batch, masked.");
        batches
            .MapPost("/{id:guid}/approve", ApproveAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("approveCardBatch")
            .WithSummary("Approves a batch that another person proposed, and issues every card of it or none.")
            .Refuses(
                CardProblems.SecondPersonRequired,
                CardProblems.BatchDecided,
                CardProblems.HasLiveCard,
                CardProblems.ContractEnded
            );
        batches
            .MapPost("/{id:guid}/reject", RejectAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("rejectCardBatch")
            .WithSummary("Rejects a batch that another person proposed.")
            .Refuses(CardProblems.SecondPersonRequired, CardProblems.BatchDecided);
    }

    private static async Task<Created<CardBatch>> ProposeAsync(
        NewCardBatch batch,
        IdempotencyKey key,
        IssueCards issue,
        CardBatchStore batches,
        Actor actor,
        CancellationToken cancel
    )
    {
        var id = await issue.ProposeAsync(batch, key.Value, actor, cancel);
        return TypedResults.Created($"/api/v1/card-batches/{id}", await batches.ReadAsync(id, actor, cancel));
    }

    private static async Task<Ok<Page<CardBatch>>> ListAsync(
        [AsParameters] CardBatchQuery query,
        CardBatchStore batches,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await batches.ListAsync(query, actor, cancel));

    private static async Task<Ok<CardBatch>> ReadAsync(Guid id, CardBatchStore batches, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await batches.ReadAsync(id, actor, cancel));

    private static async Task<Ok<Page<CardBatchTalent>>> ListTalentsAsync(
        Guid id,
        [AsParameters] ListQuery query,
        CardBatchStore batches,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await batches.ListTalentsAsync(id, query, actor, cancel));

    private static Task<Ok<CardBatch>> ApproveAsync(
        Guid id,
        IssueCards issue,
        CardBatchStore batches,
        Actor actor,
        CancellationToken cancel
    ) => issue.ApproveAsync(id, actor, cancel).ThenReadAsync(() => batches.ReadAsync(id, actor, cancel));

    private static Task<Ok<CardBatch>> RejectAsync(
        Guid id,
        CardChange change,
        IssueCards issue,
        CardBatchStore batches,
        Actor actor,
        CancellationToken cancel
    ) => issue.RejectAsync(id, change.Reason, actor, cancel).ThenReadAsync(() => batches.ReadAsync(id, actor, cancel));
}
