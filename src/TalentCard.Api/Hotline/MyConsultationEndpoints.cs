using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Hotline;

namespace TalentCard.Api.Hotline;

/// <summary>What a talent asks the hotline from their phone, and what became of it.</summary>
internal static class MyConsultationEndpoints
{
    public static void MapMyConsultations(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/v1/me/consultations").RequireAuthorization(Policies.Talent).WithTags("My consultations");
        own.MapPost("/", AskAsync)
            .WithName("askHotline")
            .WithSummary("Asks the hotline a question.")
            .Refuses(Contracts.Problems.CommonProblems.NotFound);
        own.MapGet("/", ListAsync)
            .WithName("listOwnConsultations")
            .WithSummary("Lists the caller's matters, by phone or from the app, newest first.");
        own.MapGet("/{id:guid}", ReadAsync)
            .WithName("getOwnConsultation")
            .WithSummary("Shows a matter with its course and its answer.");
        own.MapPost("/{id:guid}/supplements", SupplementAsync)
            .WithName("supplementConsultation")
            .WithSummary("Answers what the department asked; the deadline runs on.")
            .Refuses(HotlineProblems.MovedOn);
    }

    private static async Task<Created<MyConsultationDetail>> AskAsync(
        MyNewConsultation consultation,
        IdempotencyKey key,
        TakeConsultation take,
        MyConsultationStore consultations,
        Actor actor,
        CancellationToken cancel
    )
    {
        var id = await take.AskAsync(consultation, key.Value, RequestHash.Of("askHotline", consultation), actor, cancel);
        return TypedResults.Created($"/api/v1/me/consultations/{id}", await consultations.ReadAsync(actor.Talent(), id, cancel));
    }

    private static async Task<Ok<Page<MyConsultation>>> ListAsync(
        [AsParameters] ListQuery query,
        MyConsultationStore consultations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await consultations.ListAsync(actor.Talent(), query, cancel));

    private static async Task<Ok<MyConsultationDetail>> ReadAsync(
        Guid id,
        MyConsultationStore consultations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await consultations.ReadAsync(actor.Talent(), id, cancel));

    private static Task<Ok<MyConsultationDetail>> SupplementAsync(
        Guid id,
        MySupplement supplement,
        ChangeTicket tickets,
        MyConsultationStore consultations,
        Actor actor,
        CancellationToken cancel
    ) =>
        tickets
            .ApplyAsync(id, TicketAction.Supplement, supplement.Text, actor, cancel)
            .ThenReadAsync(() => consultations.ReadAsync(actor.Talent(), id, cancel));
}
