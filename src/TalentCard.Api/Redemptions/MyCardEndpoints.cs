using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Partners;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Redemptions;

/// <summary>The talent's own card and services.</summary>
internal static class MyCardEndpoints
{
    public static void MapMyCard(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/v1/me").RequireAuthorization(Policies.Talent).WithTags("My card");
        own.MapGet("/card", ReadAsync)
            .WithName("getOwnCard")
            .WithSummary("Shows the caller's card and what is left on it.")
            .Refuses(RedemptionProblems.NoCard);
        own.MapGet("/redemptions", HistoryAsync)
            .WithName("listOwnRedemptions")
            .WithSummary("Lists the services that the caller had, newest first.");
        own.MapGet("/redemptions/{id:guid}", ServiceAsync)
            .WithName("getOwnRedemption")
            .WithSummary("Shows a service that the caller had.");
        own.MapPut("/redemptions/{id:guid}/rating", RateAsync)
            .WithName("rateOwnRedemption")
            .WithSummary("Rates a service that the caller had, or changes the rating, for 30 days after it.")
            .Refuses(RedemptionProblems.RatingOfReversed, RedemptionProblems.RatingWindowOver);
        own.MapGet("/places", PlacesAsync)
            .WithName("listOwnPlaces")
            .WithSummary("Lists where the caller's card can be used, the nearest to a county first.");
    }

    private static async Task<Ok<MyCard>> ReadAsync(MyCardStore cards, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await cards.ReadAsync(actor.Talent(), cancel));

    private static async Task<Ok<Page<MyRedemption>>> HistoryAsync(
        [AsParameters] ListQuery query,
        MyCardStore cards,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await cards.HistoryAsync(actor.Talent(), query, cancel));

    private static async Task<Ok<MyRedemption>> ServiceAsync(Guid id, MyCardStore cards, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await cards.ReadServiceAsync(actor.Talent(), id, cancel));

    private static async Task<Ok<MyRedemption>> RateAsync(
        Guid id,
        RatingRequest request,
        RateService services,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await services.RateAsync(actor.Talent(), id, request, actor, cancel));

    private static async Task<Ok<Places>> PlacesAsync(
        PlaceStore places,
        Actor actor,
        CancellationToken cancel,
        [StringLength(40)] string? benefit = null,
        [StringLength(40)] string? division = null
    ) => TypedResults.Ok(await places.NearAsync(actor.Talent(), benefit, division, cancel));
}
