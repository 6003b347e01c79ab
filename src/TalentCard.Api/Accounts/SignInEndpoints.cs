using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentCard.Api.Accounts.Pages;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>The pages on which people sign in and out, under <c>/account</c>.</summary>
internal static class SignInEndpoints
{
    /// <summary>The largest form that these pages take, in bytes.</summary>
    public const int LargestForm = 64 * 1024;

    /// <summary>The page that asks for name and password.</summary>
    public const string SignInPath = "/account/sign-in";

    /// <summary>The page that asks for the second factor.</summary>
    public const string SecondFactorPath = "/account/second-factor";

    private const string EnrolPath = "/account/second-factor/enrol";
    private const string CodesPath = "/account/recovery-codes";
    private const string SignedInPath = "/account/signed-in";

    /// <summary>Where a passkey signs in; <c>/options</c> below it gives the challenge.</summary>
    public const string PasskeyPath = "/account/sign-in/passkey";

    /// <summary>Where a passkey follows the password.</summary>
    public const string SecondPasskeyPath = "/account/second-factor/passkey";

    /// <summary>The page that asks whether to sign out.</summary>
    public const string SignOutPath = "/account/sign-out";

    /// <summary>The page after that.</summary>
    public const string SignedOutPath = "/account/signed-out";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var pages = routes
            .MapGroup("/account")
            .AllowAnonymous()
            .ExcludeFromDescription()
            .RequireRateLimiting(SignInServices.RateLimit)
            .WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        pages.MapGet("/sign-in", ShowSignIn);
        pages.MapPost("/sign-in", SignInAsync);
        pages.MapGet("/second-factor", ShowSecondFactorAsync);
        pages.MapPost("/second-factor", GiveSecondFactorAsync);
        pages.MapGet("/second-factor/enrol", ShowEnrolmentAsync);
        pages.MapPost("/second-factor/enrol", EnrolAsync);
        pages.MapGet("/recovery-codes", ShowCodesAsync);
        pages.MapGet("/signed-in", ShowSignedInAsync);
        OwnAccountEndpoints.Map(pages);
        OwnSignInEndpoints.Map(pages);
        OwnPasskeyEndpoints.Map(pages);
        PasskeyEndpoints.Map(pages);
        pages.MapGet("/sign-out", ShowSignOut);
        pages.MapPost("/sign-out", SignOutAsync);
        pages.MapGet("/signed-out", ShowSignedOut);
    }

    /// <summary>The address of the sign-in page that leads back to <paramref name="returnUrl"/>.</summary>
    public static string SignInUrl(string returnUrl, string? locales) => Url(SignInPath, returnUrl, locales);

    /// <summary>Shows new recovery codes: at once, or to a browser after a redirect, so that nothing is sent twice.</summary>
    /// <param name="context">The request.</param>
    /// <param name="notes">Carries the codes over the redirect.</param>
    /// <param name="user">Whose they are.</param>
    /// <param name="codes">The codes.</param>
    /// <param name="next">Where to go on to.</param>
    public static IResult ShowCodes(
        HttpContext context,
        FlashMessages notes,
        User user,
        IReadOnlyList<string> codes,
        string next
    ) =>
        FlashMessages.IsNavigation(context)
            ? notes.Leave(
                context,
                new(CodesPath, User: user.Id, Codes: codes),
                Url(CodesPath, next, context.Request.Query["ui_locales"])
            )
            : Codes(context, codes, next);

    private static RazorComponentResult<SignInPage> ShowSignIn(HttpContext context, IAntiforgery antiforgery, FlashMessages notes)
    {
        var note = notes.Take(context);
        return PageResults.Form<SignInPage>(
            context,
            antiforgery,
            new() { [nameof(SignInPage.Problem)] = note?.Problem, [nameof(SignInPage.UserName)] = note?.UserName }
        );
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        PasswordSignIn signIn,
        FlashMessages notes
    )
    {
        var form = await PageResults.ReadFormAsync(context, antiforgery);
        var texts = PageTexts.For(context.Request);
        if (form is null)
            return Again(texts.PageExpired, null);
        var userName = form["user_name"].ToString();
        return await signIn.ByPasswordAsync(context, userName, form["password"].ToString()) switch
        {
            SignInStep.Done => Results.LocalRedirect(ReturnUrl(context)),
            SignInStep.NewPassword => Results.LocalRedirect(Onwards(context, OwnAccountEndpoints.Path)),
            SignInStep.SecondFactor => Results.LocalRedirect(Onwards(context, SecondFactorPath)),
            SignInStep.Enrolment => Results.LocalRedirect(Onwards(context, EnrolPath)),
            SignInStep.Expired => Again(texts.PasswordExpired, userName),
            _ => Again(texts.SignInRefused, userName),
        };

        IResult Again(string problem, string? name) =>
            PageResults.Refused<SignInPage>(
                context,
                antiforgery,
                notes,
                new(SignInPath, problem, name),
                new() { [nameof(SignInPage.UserName)] = name }
            );
    }

    private static async Task<IResult> ShowSecondFactorAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        PasskeyStore passkeys
    )
    {
        if (await session.HalfwayAsync(context) is not { TwoFactorEnabled: true } user)
            return Results.LocalRedirect(Onwards(context, SignInPath));
        return PageResults.Form<SecondFactorPage>(
            context,
            antiforgery,
            new()
            {
                [nameof(SecondFactorPage.Problem)] = notes.Take(context)?.Problem,
                [nameof(SecondFactorPage.HasPasskey)] = (await passkeys.ListAsync(user.Id, context.RequestAborted)).Count > 0,
            }
        );
    }

    private static async Task<IResult> GiveSecondFactorAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        PasswordSignIn signIn,
        FlashMessages notes
    )
    {
        if (await session.HalfwayAsync(context) is not { TwoFactorEnabled: true } user)
            return Results.LocalRedirect(Onwards(context, SignInPath));
        var form = await PageResults.ReadFormAsync(context, antiforgery);
        var step = form is null ? SignInStep.Refused : await signIn.BySecondFactorAsync(context, user, form["code"].ToString());
        if (step != SignInStep.Refused)
            return Results.LocalRedirect(NextOf(context, user));
        var texts = PageTexts.For(context.Request);
        return PageResults.Refused<SecondFactorPage>(
            context,
            antiforgery,
            notes,
            new(SecondFactorPath, form is null ? texts.PageExpired : texts.CodeRefused),
            new() { [nameof(SecondFactorPage.HasPasskey)] = false }
        );
    }

    private static async Task<IResult> ShowEnrolmentAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        PasswordSignIn signIn,
        FlashMessages notes
    )
    {
        if (await session.HalfwayAsync(context) is not { TwoFactorEnabled: false } user)
            return Results.LocalRedirect(Onwards(context, SignInPath));
        var parameters = await EnrolmentAsync(user, signIn);
        parameters[nameof(EnrolPage.Problem)] = notes.Take(context)?.Problem;
        return PageResults.Form<EnrolPage>(context, antiforgery, parameters);
    }

    private static async Task<IResult> EnrolAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        PasswordSignIn signIn,
        FlashMessages notes
    )
    {
        if (await session.HalfwayAsync(context) is not { TwoFactorEnabled: false } user)
            return Results.LocalRedirect(Onwards(context, SignInPath));
        var form = await PageResults.ReadFormAsync(context, antiforgery);
        if (form is not null && await signIn.EnrolAsync(context, user, form["code"].ToString()) is { } codes)
            return ShowCodes(context, notes, user, codes, NextOf(context, user));
        var texts = PageTexts.For(context.Request);
        return PageResults.Refused<EnrolPage>(
            context,
            antiforgery,
            notes,
            new(EnrolPath, form is null ? texts.PageExpired : texts.CodeRefused),
            await EnrolmentAsync(user, signIn)
        );
    }

    private static async Task<Dictionary<string, object?>> EnrolmentAsync(User user, PasswordSignIn signIn) =>
        new() { [nameof(EnrolPage.Key)] = await signIn.KeyToEnrolAsync(user), [nameof(EnrolPage.UserName)] = user.UserName };

    // For as long as the note lasts: whoever reloads by mistake must not have lost them.
    private static async Task<IResult> ShowCodesAsync(HttpContext context, SignInSession session, FlashMessages notes) =>
        await session.ProvedAsync(context) is { User: var user }
        && notes.Read(context) is { Codes: { } codes } note
        && note.User == user.Id
            ? Codes(context, codes, NextOf(context, user))
            : Results.LocalRedirect(ReturnUrl(context));

    private static RazorComponentResult<RecoveryCodesPage> Codes(HttpContext context, IReadOnlyList<string> codes, string next) =>
        PageResults.Page<RecoveryCodesPage>(
            context,
            new() { [nameof(RecoveryCodesPage.Codes)] = codes, [nameof(RecoveryCodesPage.Next)] = next }
        );

    private static async Task<IResult> ShowSignedInAsync(HttpContext context, SignInSession session)
    {
        if (await session.CurrentAsync(context) is null)
            return Results.LocalRedirect(SignInPath);
        var texts = PageTexts.For(context.Request);
        return PageResults.Message(context, texts.SignedIn, texts.SignedInHint);
    }

    private static RazorComponentResult<SignOutPage> ShowSignOut(HttpContext context, IAntiforgery antiforgery) =>
        PageResults.Form<SignOutPage>(context, antiforgery, []);

    private static async Task<IResult> SignOutAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        SignOutTarget target
    )
    {
        if (await PageResults.ReadFormAsync(context, antiforgery) is not { } form)
            return PageResults.Form<SignOutPage>(context, antiforgery, [], StatusCodes.Status400BadRequest);
        await session.SignOutAsync(context);
        return target.Unprotect(form["next"]) is { } next ? Results.Redirect(next) : Results.LocalRedirect(SignedOutPath);
    }

    private static RazorComponentResult<MessagePage> ShowSignedOut(HttpContext context)
    {
        var texts = PageTexts.For(context.Request);
        return PageResults.Message(context, texts.SignedOut, texts.SignedOutHint);
    }

    /// <summary>Where a sign-in leads to: whoever came by a temporary password chooses another first.</summary>
    public static string NextOf(HttpContext context, User user) =>
        user.PasswordTemporaryUntil is null ? ReturnUrl(context) : Onwards(context, OwnAccountEndpoints.Path);

    /// <summary>
    /// Where a page leads when it is done: only ever to the authorization endpoint, which judges the rest, and to the account's
    /// own page.
    /// </summary>
    public static string ReturnUrl(HttpContext context)
    {
        var url = context.Request.Query["return_url"].ToString();
        return
            (
                url.StartsWith("/connect/authorize?", StringComparison.Ordinal)
                || url.Split('?')[0] is OwnAccountEndpoints.Path or OwnSignInEndpoints.Path or OwnPasskeyEndpoints.Path
            ) && !url.Any(char.IsControl)
            ? url
            : SignedInPath;
    }

    /// <summary>Another page of the same sign-in.</summary>
    public static string Onwards(HttpContext context, string path) =>
        Url(path, context.Request.Query["return_url"], context.Request.Query["ui_locales"]);

    private static string Url(string path, string? returnUrl, string? locales) =>
        path
        + QueryString.Create(
            new Dictionary<string, string?> { ["return_url"] = returnUrl, ["ui_locales"] = locales }.Where(pair =>
                !string.IsNullOrEmpty(pair.Value)
            )
        );
}
