using Microsoft.AspNetCore.Antiforgery;
using TalentCard.Api.Accounts.Pages;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>The page on which a person sees, adds and removes passkeys.</summary>
internal static class OwnPasskeyEndpoints
{
    /// <summary>The page.</summary>
    public const string Path = "/account/passkeys";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/passkeys", ShowAsync);
        pages.MapPost("/passkeys", AddAsync);
        pages.MapPost("/passkeys/options", OptionsAsync);
        pages.MapPost("/passkeys/remove", RemoveAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        PasskeyStore passkeys
    )
    {
        if (await session.CurrentAsync(context) is not { User: var user })
            return SignIn(context);
        var note = notes.Take(context);
        return PageResults.Form<OwnPasskeysPage>(
            context,
            antiforgery,
            new()
            {
                [nameof(OwnPasskeysPage.User)] = user,
                [nameof(OwnPasskeysPage.Passkeys)] = await passkeys.ListAsync(user.Id, context.RequestAborted),
                [nameof(OwnPasskeysPage.Name)] = OwnPasskeys.NameOf(context),
                [nameof(OwnPasskeysPage.Query)] = context.Request.QueryString.ToString(),
                [nameof(OwnPasskeysPage.Problem)] = note?.Problem,
                [nameof(OwnPasskeysPage.Done)] = note?.Done,
            }
        );
    }

    // Asked by the page's script: what it cannot show as a page comes as a sentence.
    private static async Task<IResult> OptionsAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        OwnPasskeys passkeys
    )
    {
        var who = await session.CurrentAsync(context);
        var texts = PageTexts.For(context.Request);
        if (who is null || await PageResults.ReadFormAsync(context, antiforgery) is not { } form)
            return Results.Text(texts.PageExpired, statusCode: StatusCodes.Status400BadRequest);
        return await passkeys.OptionsAsync(context, who.User, form["current"].ToString()) is { } options
            ? Results.Content(options, "application/json")
            : Results.Text(texts.PasswordRefused, statusCode: StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> AddAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        OwnPasskeys passkeys
    )
    {
        if (await session.CurrentAsync(context) is not { User: var user })
            return SignIn(context);
        var texts = PageTexts.For(context.Request);
        if (await PageResults.ReadFormAsync(context, antiforgery) is not { } form)
            return notes.Leave(context, new(Path, texts.PageExpired));
        var words = PasskeyTexts.For(texts);
        return await passkeys.AddAsync(context, user, form["name"].ToString().Trim(), form["credential"].ToString())
            ? notes.Leave(context, new(Path, Done: words.Added))
            : notes.Leave(context, new(Path, words.AddRefused));
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        OwnPasskeys passkeys
    )
    {
        if (await session.CurrentAsync(context) is not { } who)
            return SignIn(context);
        var texts = PageTexts.For(context.Request);
        if (await PageResults.ReadFormAsync(context, antiforgery) is not { } form || !Guid.TryParse(form["id"], out var id))
            return notes.Leave(context, new(Path, texts.PageExpired));
        var words = PasskeyTexts.For(texts);
        return await passkeys.RemoveAsync(context, who, id, form["current"].ToString())
            ? notes.Leave(context, new(Path, Done: words.Removed))
            : notes.Leave(context, new(Path, words.RemoveRefused));
    }

    private static IResult SignIn(HttpContext context) =>
        Results.LocalRedirect(SignInEndpoints.SignInUrl(Path + context.Request.QueryString, context.Request.Query["ui_locales"]));
}
