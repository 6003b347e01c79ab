using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Settlements;
using TalentCard.Core.Settlements;

namespace TalentCard.Api.Settlements;

/// <summary>结算: what partners are owed, and by what prices.</summary>
internal static class SettlementEndpoints
{
    private static readonly ProblemCode[] StepRefusals =
    [
        CommonProblems.NotFound,
        CommonProblems.PreconditionRequired,
        CommonProblems.Stale,
        SettlementProblems.WrongState,
    ];

    public static void MapSettlements(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/v1/settlements").RequireAuthorization(Policies.Settlements).WithTags("Settlements");
        all.MapGet("/", ListAsync).WithName("listSettlements").WithSummary("Lists statements, the last drawn up first.");
        all.MapPost("/months", DrawUpAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("drawUpSettlements")
            .WithSummary("Draws up a month that is over, for all partners.")
            .Refuses(SettlementProblems.MonthNotOver, SettlementProblems.MonthDrawnUp);
        all.MapGet("/{id:guid}", ReadAsync)
            .WithName("getSettlement")
            .WithSummary("Shows a statement with its steps.")
            .Refuses(CommonProblems.NotFound);
        all.MapGet("/{id:guid}/lines", LinesAsync)
            .WithName("listSettlementLines")
            .WithSummary("Lists a statement's lines, the newest first.")
            .Refuses(CommonProblems.NotFound);
        all.MapPost("/{id:guid}/confirm", ConfirmAsync)
            .RequireAuthorization(Policies.SettlementPartner)
            .WithName("confirmSettlement")
            .WithSummary("Finds a statement right, as its partner.")
            .Refuses(StepRefusals);
        all.MapPost("/{id:guid}/dispute", DisputeAsync)
            .RequireAuthorization(Policies.SettlementPartner)
            .WithName("disputeSettlement")
            .WithSummary("Finds lines of a statement wrong, as its partner.")
            .Refuses(StepRefusals);
        all.MapPost("/{id:guid}/answer", AnswerAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("answerSettlement")
            .WithSummary("Answers a partner's dispute.")
            .Refuses(StepRefusals);
        all.MapPost("/{id:guid}/approve", ApproveAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("approveSettlement")
            .WithSummary("Approves a statement and hands it to finance; not by whoever answered a dispute.")
            .Refuses([.. StepRefusals, SettlementProblems.SecondPerson]);
        all.MapPost("/{id:guid}/pay", PayAsync)
            .RequireAuthorization(Policies.SettlementPayment)
            .WithName("paySettlement")
            .WithSummary("Notes that a statement was paid.")
            .Refuses(StepRefusals);

        var prices = routes.MapGroup("/api/v1/prices").RequireAuthorization(Policies.Prices).WithTags("Settlements");
        prices.MapGet("/", PricesAsync).WithName("listServicePrices").WithSummary("Lists prices, the last set first.");
        prices
            .MapPost("/", SetPriceAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("setServicePrice")
            .WithSummary("Sets the price of a benefit from a day on.")
            .Refuses(SettlementProblems.PriceTaken);
    }

    private static async Task<Ok<Page<Settlement>>> ListAsync(
        [AsParameters] SettlementQuery query,
        SettlementStore settlements,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await settlements.ListAsync(query, actor, cancel));

    private static async Task<Ok<DrawnUp>> DrawUpAsync(
        DrawUpRequest request,
        DrawUpSettlements drawUp,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await drawUp.ExecuteAsync(request.Month, actor, cancel));

    private static async Task<Ok<SettlementDetail>> ReadAsync(
        Guid id,
        SettlementStore settlements,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await settlements.ReadAsync(id, actor, cancel));

    private static async Task<Ok<Page<SettlementLine>>> LinesAsync(
        Guid id,
        [AsParameters] SettlementLineQuery query,
        SettlementStore settlements,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await settlements.LinesAsync(id, query, actor, cancel));

    private static Task<Ok<SettlementDetail>> ConfirmAsync(
        Guid id,
        IfMatch ifMatch,
        ChangeSettlement change,
        SettlementStore settlements,
        Actor actor,
        CancellationToken cancel
    ) => change.ConfirmAsync(id, ifMatch.Version, actor, cancel).ThenReadAsync(() => settlements.ReadAsync(id, actor, cancel));

    private static Task<Ok<SettlementDetail>> DisputeAsync(
        Guid id,
        DisputeRequest request,
        IfMatch ifMatch,
        ChangeSettlement change,
        SettlementStore settlements,
        Actor actor,
        CancellationToken cancel
    ) =>
        change
            .DisputeAsync(id, ifMatch.Version, request.Lines, actor, cancel)
            .ThenReadAsync(() => settlements.ReadAsync(id, actor, cancel));

    private static Task<Ok<SettlementDetail>> AnswerAsync(
        Guid id,
        AnswerRequest request,
        IfMatch ifMatch,
        ChangeSettlement change,
        SettlementStore settlements,
        Actor actor,
        CancellationToken cancel
    ) =>
        change
            .AnswerAsync(id, ifMatch.Version, request.Answer, actor, cancel)
            .ThenReadAsync(() => settlements.ReadAsync(id, actor, cancel));

    private static Task<Ok<SettlementDetail>> ApproveAsync(
        Guid id,
        IfMatch ifMatch,
        ChangeSettlement change,
        SettlementStore settlements,
        Actor actor,
        CancellationToken cancel
    ) => change.ApproveAsync(id, ifMatch.Version, actor, cancel).ThenReadAsync(() => settlements.ReadAsync(id, actor, cancel));

    private static Task<Ok<SettlementDetail>> PayAsync(
        Guid id,
        SettlementPayment request,
        IfMatch ifMatch,
        ChangeSettlement change,
        SettlementStore settlements,
        Actor actor,
        CancellationToken cancel
    ) =>
        change
            .PayAsync(id, ifMatch.Version, request.Reference, actor, cancel)
            .ThenReadAsync(() => settlements.ReadAsync(id, actor, cancel));

    private static async Task<Ok<Page<ServicePrice>>> PricesAsync(
        [AsParameters] ServicePriceQuery query,
        ServicePriceStore prices,
        CancellationToken cancel
    ) => TypedResults.Ok(await prices.ListAsync(query, cancel));

    private static async Task<Ok<ServicePrice>> SetPriceAsync(
        ServicePriceRequest request,
        IdempotencyKey key,
        ServicePriceStore prices,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await prices.SetAsync(request, key.Value, RequestHash.Of("setServicePrice", request), actor, cancel));
}
