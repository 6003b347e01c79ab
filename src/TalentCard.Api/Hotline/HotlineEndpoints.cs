using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Accounts;
using TalentCard.Core.Hotline;

namespace TalentCard.Api.Hotline;

/// <summary>人才服务专线: callers and calls, consultations, what happens now, and the rates.</summary>
internal static class HotlineEndpoints
{
    // Shorter than an access token's life: who comes back shows a new one.
    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(9);

    public static void MapHotline(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/api/v1/hotline/calls", AnnounceAsync)
            .RequireAuthorization(Policies.Calls)
            .WithTags("Hotline")
            .WithName("announceCall")
            .WithSummary("Announces a ringing call to the agents' pages; for the telephone exchange.");

        var all = routes.MapGroup("/api/v1/hotline").RequireAuthorization(Policies.Hotline).WithTags("Hotline");
        all.MapGet("/events", Events)
            .WithName("watchHotline")
            .WithSummary(
                "Streams what happens, as server-sent events, for nine minutes; then come back. Each event only says to look again."
            );
        all.MapGet("/departments", DepartmentsAsync)
            .WithName("listDepartments")
            .WithSummary("Lists the departments that answer tickets.");
        all.MapGet("/filters", FiltersAsync).WithName("listSavedFilters").WithSummary("Lists the caller's saved filters.");
        all.MapPost("/filters", SaveFilterAsync)
            .WithName("saveFilter")
            .WithSummary("Saves a filter under a name; the same name replaces it.");
        all.MapDelete("/filters/{id:guid}", ForgetFilterAsync).WithName("forgetFilter").WithSummary("Forgets a saved filter.");

        var desk = routes.MapGroup("/api/v1/hotline").RequireAuthorization(Policies.HotlineDesk).WithTags("Hotline");
        desk.MapPost("/callers/lookup", FindCallerAsync)
            .WithName("findCaller")
            .WithSummary("Finds a caller by number: the talent, the card, open tickets, last calls.");
        desk.MapGet("/calls/{id:guid}", ReadCallAsync)
            .WithName("getCall")
            .WithSummary("Opens an announced call with its caller.");
        desk.MapPost("/consultations", TakeAsync)
            .WithName("takeConsultation")
            .WithSummary("Takes a call or a visit with one to five matters, each answered, dispatched or left to be dispatched.")
            .Refuses(HotlineProblems.CallTaken, HotlineProblems.FollowUpFirst);
        desk.MapGet("/consultations/{id:guid}", ReadConsultationAsync)
            .WithName("getConsultation")
            .WithSummary("Shows a consultation with its tickets.");

        var rates = routes.MapGroup("/api/v1/hotline/rates").RequireAuthorization(Policies.TicketDesk).WithTags("Hotline");
        rates
            .MapGet("/", RatesAsync)
            .WithName("getRates")
            .WithSummary("Counts answered, on time, solved and satisfied of the consultations received in a period.");
        rates
            .MapGet("/tickets", RateTicketsAsync)
            .WithName("listRateTickets")
            .WithSummary("Lists the tickets behind a count of the rates, newest first.");
    }

    private static async Task<Created<AnnouncedCall>> AnnounceAsync(
        RingingCall call,
        IdempotencyKey key,
        CallerStore callers,
        Actor actor,
        CancellationToken cancel
    )
    {
        var announced = await callers.AnnounceAsync(call, key.Value, RequestHash.Of("announceCall", call), actor, cancel);
        return TypedResults.Created($"/api/v1/hotline/calls/{announced.Id}", announced);
    }

    private static ServerSentEventsResult<HotlineEvent> Events(
        HotlineNotices notices,
        EndedTokens ended,
        Actor actor,
        HttpContext context,
        CancellationToken cancel
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(EventsAsync(notices, ended, actor, context.User, cancel));
    }

    private static async IAsyncEnumerable<SseItem<HotlineEvent>> EventsAsync(
        HotlineNotices notices,
        EndedTokens ended,
        Actor actor,
        ClaimsPrincipal token,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(LongestStream);
        await foreach (var notice in notices.WatchAsync(end.Token))
        {
            if (await ended.IncludeAsync(token, end.Token))
                yield break;
            if (notice.Kind == "alive" || HotlineNotices.IsFor(actor, notice))
                yield return new SseItem<HotlineEvent>(notice, notice.Kind);
        }
    }

    private static async Task<Ok<IReadOnlyList<Department>>> DepartmentsAsync(TicketStore tickets, CancellationToken cancel) =>
        TypedResults.Ok(await tickets.DepartmentsAsync(cancel));

    private static async Task<Ok<IReadOnlyList<SavedFilter>>> FiltersAsync(
        SavedFilterStore filters,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await filters.ListAsync(actor, cancel));

    private static async Task<Ok<SavedFilter>> SaveFilterAsync(
        NewSavedFilter filter,
        SavedFilterStore filters,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await filters.SaveAsync(filter, actor, cancel));

    private static async Task<NoContent> ForgetFilterAsync(
        Guid id,
        SavedFilterStore filters,
        Actor actor,
        CancellationToken cancel
    )
    {
        await filters.ForgetAsync(id, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Caller>> FindCallerAsync(
        CallerLookup lookup,
        CallerStore callers,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await callers.FindAsync(lookup.Phone, actor, cancel));

    private static async Task<Ok<CallAtTheDesk>> ReadCallAsync(
        Guid id,
        CallerStore callers,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await callers.ReadCallAsync(id, actor, cancel));

    private static async Task<Created<Consultation>> TakeAsync(
        NewConsultation consultation,
        IdempotencyKey key,
        TakeConsultation take,
        CallerStore callers,
        Actor actor,
        CancellationToken cancel
    )
    {
        var id = await take.TakeAsync(consultation, key.Value, RequestHash.Of("takeConsultation", consultation), actor, cancel);
        return TypedResults.Created(
            $"/api/v1/hotline/consultations/{id}",
            await callers.ReadConsultationAsync(id, actor, cancel)
        );
    }

    private static async Task<Ok<Consultation>> ReadConsultationAsync(
        Guid id,
        CallerStore callers,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await callers.ReadConsultationAsync(id, actor, cancel));

    private static async Task<Ok<Rates>> RatesAsync(
        [AsParameters] RateQuery query,
        RateStore rates,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel
    )
    {
        var (first, last) = PeriodOf(query.From, query.To, time);
        return TypedResults.Ok(await rates.ReadAsync(first, last, query.By, actor, cancel));
    }

    private static async Task<Ok<Page<TicketSummary>>> RateTicketsAsync(
        [AsParameters] RateTicketQuery query,
        RateStore rates,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel
    )
    {
        var (first, last) = PeriodOf(query.From, query.To, time);
        return TypedResults.Ok(await rates.ListAsync(first, last, query, actor, cancel));
    }

    // The last year unless said otherwise.
    private static (DateOnly First, DateOnly Last) PeriodOf(DateOnly? from, DateOnly? to, TimeProvider time)
    {
        var last = to ?? time.Today();
        return (from ?? (last.Year > 1 ? last.AddYears(-1) : last), last);
    }
}
