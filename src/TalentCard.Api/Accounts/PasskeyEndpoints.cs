using Microsoft.AspNetCore.Antiforgery;
using TalentCard.Api.Accounts.Pages;

namespace TalentCard.Api.Accounts;

/// <summary>Signing in by a passkey, on the page that asks for the password or the one after it.</summary>
internal static class PasskeyEndpoints
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/sign-in/passkey/options", OptionsAsync);
        pages.MapPost("/sign-in/passkey", SignInAsync);
        pages.MapPost("/second-factor/passkey/options", SecondOptionsAsync);
        pages.MapPost("/second-factor/passkey", SecondFactorAsync);
    }

    // Asked by the page's script: what it cannot show as a page comes as a sentence.
    private static async Task<IResult> OptionsAsync(HttpContext context, IAntiforgery antiforgery, PasskeySignIn passkeys) =>
        await PageResults.ReadFormAsync(context, antiforgery) is null
            ? Expired(context)
            : Results.Content(await passkeys.OptionsAsync(context, halfway: null), "application/json");

    private static async Task<IResult> SecondOptionsAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        PasskeySignIn passkeys
    ) =>
        await session.HalfwayAsync(context) is not { TwoFactorEnabled: true } user
        || await PageResults.ReadFormAsync(context, antiforgery) is null
            ? Expired(context)
            : Results.Content(await passkeys.OptionsAsync(context, user), "application/json");

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        PasskeySignIn passkeys,
        FlashMessages notes
    )
    {
        var form = await PageResults.ReadFormAsync(context, antiforgery);
        var (step, user) = form is null
            ? (SignInStep.Refused, null)
            : await passkeys.JudgeAsync(context, form["credential"].ToString(), halfway: null);
        if (user is not null)
            return Results.LocalRedirect(SignInEndpoints.NextOf(context, user));
        var texts = PageTexts.For(context.Request);
        var problem =
            form is null ? texts.PageExpired
            : step == SignInStep.Expired ? texts.PasswordExpired
            : PasskeyTexts.For(texts).Refused;
        return PageResults.Refused<SignInPage>(context, antiforgery, notes, new(SignInEndpoints.SignInPath, problem), []);
    }

    private static async Task<IResult> SecondFactorAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        PasskeySignIn passkeys,
        FlashMessages notes
    )
    {
        if (await session.HalfwayAsync(context) is not { TwoFactorEnabled: true } halfway)
            return Results.LocalRedirect(SignInEndpoints.Onwards(context, SignInEndpoints.SignInPath));
        var form = await PageResults.ReadFormAsync(context, antiforgery);
        if (form is not null && (await passkeys.JudgeAsync(context, form["credential"].ToString(), halfway)).User is { } user)
            return Results.LocalRedirect(SignInEndpoints.NextOf(context, user));
        var texts = PageTexts.For(context.Request);
        return PageResults.Refused<SecondFactorPage>(
            context,
            antiforgery,
            notes,
            new(SignInEndpoints.SecondFactorPath, form is null ? texts.PageExpired : PasskeyTexts.For(texts).Refused),
            new() { [nameof(SecondFactorPage.HasPasskey)] = true }
        );
    }

    private static IResult Expired(HttpContext context) =>
        Results.Text(PageTexts.For(context.Request).PageExpired, statusCode: StatusCodes.Status400BadRequest);
}
