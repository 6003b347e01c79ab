using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Web.Redemptions.Desk;

/// <summary>
/// The desk's forms. Each does its step, keeps what came of it as a screen, and leads there (post, redirect, get).
/// </summary>
internal static class DeskEndpoints
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services.AddSingleton<DeskScreens>();

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk").RequireAuthorization(Policies.Verify);
        desk.MapPost("/scan", ScanAsync);
        desk.MapPost("/record", RecordAsync);
        desk.MapPost("/undo", UndoAsync);
        desk.MapGet("/{screen:guid}/photo", PhotoAsync);
    }

    /// <summary>Who is at the desk, and at which service point.</summary>
    public static (string Person, Guid ServicePoint) Operator(this HttpContext context) =>
        (
            context.User.FindFirst("sub")!.Value,
            Guid.TryParse(context.User.FindFirst("service_point_id")?.Value, out var point) ? point : Guid.Empty
        );

    private static async Task<RedirectHttpResult> ScanAsync(
        HttpContext context,
        TalentCardClient api,
        DeskScreens screens,
        TimeProvider time,
        [FromForm] string? code,
        CancellationToken cancel
    )
    {
        var (person, servicePoint) = context.Operator();
        if (string.IsNullOrWhiteSpace(code))
            return TypedResults.LocalRedirect("/desk");
        var screen = new DeskScreen(person, time.GetUtcNow());
        try
        {
            var answer = await api.VerifyAsync(code.Trim(), servicePoint, cancel);
            screen = screen with { Answer = answer, TypedCode = answer.Verdict == Verdicts.Malformed.Code ? code : null };
        }
        catch (ApiProblemException exception) when (Stays(exception))
        {
            screen = screen with { Problem = exception.Problem, TypedCode = code };
        }
        return TypedResults.LocalRedirect(await screens.ShowAsync(screen, cancel));
    }

    private static async Task<RedirectHttpResult> RecordAsync(
        HttpContext context,
        TalentCardClient api,
        DeskScreens screens,
        TimeProvider time,
        [FromForm] RecordForm form,
        CancellationToken cancel
    )
    {
        var (person, _) = context.Operator();
        if (await screens.FindAsync(form.Screen, person, cancel) is not { Answer.Verification: { } verification } shown)
            return TypedResults.LocalRedirect("/desk");
        var screen = shown with { At = time.GetUtcNow(), Problem = null, Undone = false };
        var request = new RedemptionRequest(
            verification,
            form.Benefit,
            [.. (form.Companions ?? []).Where(relation => !string.IsNullOrEmpty(relation))],
            new RedemptionChecks(
                form.Face == "yes",
                string.IsNullOrWhiteSpace(form.IdLast4) ? null : form.IdLast4.Trim().ToUpperInvariant()
            )
        );
        try
        {
            var made = await api.RedeemAsync(request, form.Key, cancel);
            screen = screen with { Recorded = [made, .. shown.Recorded?.Where(one => one.Id != made.Id) ?? []] };
        }
        catch (ApiProblemException exception) when (Stays(exception))
        {
            screen = screen with { Problem = exception.Problem };
        }
        return TypedResults.LocalRedirect(await screens.ShowAsync(screen, cancel));
    }

    private static async Task<RedirectHttpResult> UndoAsync(
        HttpContext context,
        TalentCardClient api,
        DeskScreens screens,
        TimeProvider time,
        [FromForm] Guid redemption,
        [FromForm] string reason,
        [FromForm] string key,
        CancellationToken cancel
    )
    {
        var screen = new DeskScreen(context.Operator().Person, time.GetUtcNow());
        try
        {
            await api.ReverseAsync(redemption, reason, key, cancel);
            screen = screen with { Undone = true };
        }
        catch (ApiProblemException exception) when (Stays(exception))
        {
            screen = screen with { Problem = exception.Problem };
        }
        return TypedResults.LocalRedirect(await screens.ShowAsync(screen, cancel));
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> PhotoAsync(
        Guid screen,
        HttpContext context,
        TalentCardClient api,
        DeskScreens screens,
        CancellationToken cancel
    )
    {
        if (
            (await screens.FindAsync(screen, context.Operator().Person, cancel))?.Answer
            is not { Card.PhotoUrl: not null, Verification: { } verification }
        )
            return TypedResults.NotFound();
        try
        {
            var photo = await api.Redemptions.GetVerifiedPhotoAsync(verification, cancel);
            context.Response.RegisterForDispose(photo);
            return TypedResults.Stream(
                await photo.Content.ReadAsStreamAsync(cancel),
                photo.Content.Headers.ContentType?.ToString()
            );
        }
        catch (ApiProblemException)
        {
            return TypedResults.NotFound();
        }
    }

    // A sign-in that ended leads to the sign-in page; everything else is said at the desk.
    private static bool Stays(ApiProblemException exception) => exception.Problem.Status != StatusCodes.Status401Unauthorized;

    // What a form leaves out stays as it is here; a constructor's parameter would be required.
    private sealed class RecordForm
    {
        public Guid Screen { get; init; }
        public string Benefit { get; init; } = "";
        public string Key { get; init; } = "";

        // null: the benefit takes none along.
        public string[]? Companions { get; init; }
        public string? Face { get; init; }
        public string? IdLast4 { get; init; }
    }
}
