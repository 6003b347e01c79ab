using Microsoft.AspNetCore.Antiforgery;
using TalentCard.Api.Accounts.Pages;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>The page on which a person sees where they are signed in, and ends what they do not know.</summary>
internal static class OwnSignInEndpoints
{
    /// <summary>The page.</summary>
    public const string Path = "/account/sign-ins";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-ins", ShowAsync);
        pages.MapPost("/sign-ins", EndAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        SignInStore signIns
    )
    {
        if (await session.CurrentAsync(context) is not { } who)
            return SignIn(context);
        var note = notes.Take(context);
        return PageResults.Form<OwnSignInsPage>(
            context,
            antiforgery,
            new()
            {
                [nameof(OwnSignInsPage.SignIns)] = await signIns.ListAsync(who.User.Id, context.RequestAborted),
                [nameof(OwnSignInsPage.Current)] = who.Session,
                [nameof(OwnSignInsPage.Problem)] = note?.Problem,
                [nameof(OwnSignInsPage.Done)] = note?.Done,
                [nameof(OwnSignInsPage.Query)] = context.Request.QueryString.ToString(),
            }
        );
    }

    private static async Task<IResult> EndAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        SignInStore signIns
    )
    {
        if (await session.CurrentAsync(context) is not { } who)
            return SignIn(context);
        var form = await PageResults.ReadFormAsync(context, antiforgery);
        var texts = PageTexts.For(context.Request);
        if (form is null || !Guid.TryParse(form["id"], out var id))
            return notes.Leave(context, new(Path, texts.PageExpired));
        try
        {
            var actor = who.User.ToActor(context.Connection.RemoteIpAddress?.ToString());
            await signIns.EndAsync(id, who.User.Id, reason: null, actor, context.RequestAborted);
        }
        catch (RefusedException)
        {
            return notes.Leave(context, new(Path, SignInTexts.For(texts).Gone));
        }
        return notes.Leave(context, new(Path, Done: SignInTexts.For(texts).Ended));
    }

    private static IResult SignIn(HttpContext context) =>
        Results.LocalRedirect(SignInEndpoints.SignInUrl(Path + context.Request.QueryString, context.Request.Query["ui_locales"]));
}
