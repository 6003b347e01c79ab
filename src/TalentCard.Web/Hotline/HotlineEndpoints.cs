using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Hotline;
using TalentCard.Web.Auth;

namespace TalentCard.Web.Hotline;

/// <summary>What the hotline's scripts ask for: parts of a page while somebody types, and what happens meanwhile.</summary>
internal static class HotlineEndpoints
{
    public static void MapHotline(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/hotline").RequireAuthorization(Policies.Hotline);
        staff.MapGet("/events", EventsAsync).WithMetadata(new BackgroundRequest());
        staff.MapPost("/tickets/{id:guid}/viewers", ViewersAsync);
        var desk = routes.MapGroup("/hotline").RequireAuthorization(Policies.HotlineDesk);
        desk.MapPost("/caller", CallerAsync);
        desk.MapPost("/similar", SimilarAsync);
    }

    private static async Task<RazorComponentResult<CallerPanel>> CallerAsync(
        IFormCollection form,
        TalentCardClient api,
        CancellationToken cancel
    )
    {
        var typed = new CallForm(form);
        // A number in the middle of being typed finds nobody yet.
        if (typed.Text("phone") is not { Length: >= 7 } phone)
            return new RazorComponentResult<CallerPanel>(new { });
        try
        {
            var caller = await api.Hotline.FindCallerAsync(new CallerLookup(phone), cancel);
            return new RazorComponentResult<CallerPanel>(new { Caller = caller, Reference = await api.ReferenceAsync(cancel) });
        }
        catch (ApiProblemException refused) when (refused.Problem.Status != StatusCodes.Status401Unauthorized)
        {
            return new RazorComponentResult<CallerPanel>(new { refused.Problem });
        }
    }

    private static async Task<RazorComponentResult<SimilarPanel>> SimilarAsync(
        int matter,
        IFormCollection form,
        TalentCardClient api,
        CancellationToken cancel
    )
    {
        var typed = new CallForm(form);
        var words = typed.Words(matter);
        var similar = words.Length < 2 ? null : await api.SimilarAsync(words, typed.Text("phone"), cancel);
        return new RazorComponentResult<SimilarPanel>(new { Similar = similar, Matter = matter });
    }

    private static async Task<RazorComponentResult<ViewerList>> ViewersAsync(
        Guid id,
        IFormCollection _,
        TalentCardClient api,
        CancellationToken cancel
    ) => new(new { Viewers = await api.LookAsync(id, cancel) });

    // The Api's stream, passed on: the browser holds a cookie, the token stays here. Whoever leaves ends both.
    private static async Task EventsAsync(HttpContext context, TalentCardClient api, IHostApplicationLifetime host)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        try
        {
            using var events = await api.Hotline.WatchHotlineAsync(end.Token);
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            await context.Response.Body.FlushAsync(end.Token);
            await using var stream = await events.Content.ReadAsStreamAsync(end.Token);
            await stream.CopyToAsync(context.Response.Body, 1024, end.Token);
        }
        catch (ApiProblemException refused) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = refused.Problem.Status;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
        {
            // The stream ended; the browser comes back by itself.
        }
    }
}
