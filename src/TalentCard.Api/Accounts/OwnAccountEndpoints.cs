using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using OpenIddict.Abstractions;
using TalentCard.Api.Accounts.Pages;
using TalentCard.Api.Connect;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>The pages on which a person looks after their own password and second factor.</summary>
internal static class OwnAccountEndpoints
{
    /// <summary>The page that shows both.</summary>
    public const string Path = "/account/security";

    private const string FactorPath = Path + "/second-factor";
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/security", ShowAsync);
        pages.MapPost("/security/password", ChangePasswordAsync);
        pages.MapPost("/security/recovery-codes", RenewCodesAsync);
        pages.MapGet("/security/second-factor", ShowFactorAsync);
        pages.MapPost("/security/second-factor", EnrolAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        UserStore users,
        IOpenIddictApplicationManager clients
    )
    {
        if (await session.ProvedAsync(context) is not { User: var user })
            return SignIn(context);
        var note = notes.Take(context);
        var client = context.Request.Query["client_id"].ToString() is { Length: > 0 } id
            ? await clients.FindByClientIdAsync(id, context.RequestAborted) as Client
            : null;
        return PageResults.Form<OwnAccountPage>(
            context,
            antiforgery,
            new()
            {
                [nameof(OwnAccountPage.User)] = user,
                [nameof(OwnAccountPage.CodesLeft)] = await users.CountRecoveryCodesAsync(user.Id, context.RequestAborted),
                [nameof(OwnAccountPage.Problem)] =
                    note?.Problem
                    ?? (user.PasswordTemporaryUntil is null ? null : PageTexts.For(context.Request).PasswordTemporary),
                [nameof(OwnAccountPage.Done)] = note?.Done,
                [nameof(OwnAccountPage.Query)] = context.Request.QueryString.ToString(),
                [nameof(OwnAccountPage.Back)] = client?.PostLogoutRedirectUris.FirstOrDefault(),
            }
        );
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        OwnAccount account
    )
    {
        if (await session.ProvedAsync(context) is not { } who)
            return SignIn(context);
        var form = await PageResults.ReadFormAsync(context, antiforgery);
        var texts = PageTexts.For(context.Request);
        if (form is null)
            return Say(texts.PageExpired);
        if (form["password"] != form["again"])
            return Say(texts.PasswordsDiffer);
        var temporary = who.User.PasswordTemporaryUntil is not null;
        return await account.ChangePasswordAsync(context, who, form["current"].ToString(), form["password"].ToString()) switch
        {
            PasswordChange.Done when temporary => Results.LocalRedirect(SignInEndpoints.ReturnUrl(context)),
            PasswordChange.Done => notes.Leave(
                context,
                new(Path, Done: texts.PasswordChanged),
                Path + context.Request.QueryString
            ),
            PasswordChange.Weak => Say(texts.PasswordWeak),
            _ => Say(texts.PasswordRefused),
        };

        IResult Say(string problem) => notes.Leave(context, new(Path, problem), Path + context.Request.QueryString);
    }

    private static async Task<IResult> RenewCodesAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        OwnAccount account
    )
    {
        if (await session.CurrentAsync(context) is not { User: var user })
            return SignIn(context);
        var back = Path + context.Request.QueryString;
        var form = await PageResults.ReadFormAsync(context, antiforgery);
        if (
            form is not null
            && await account.RenewCodesAsync(context, user, form["current"].ToString(), form["code"].ToString()) is { } codes
        )
            return SignInEndpoints.ShowCodes(context, notes, user, codes, back);
        var texts = PageTexts.For(context.Request);
        return notes.Leave(context, new(Path, form is null ? texts.PageExpired : texts.ProofRefused), back);
    }

    private static async Task<IResult> ShowFactorAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        IDataProtectionProvider protection
    )
    {
        if (await session.CurrentAsync(context) is not { User: var user })
            return SignIn(context);
        var note = notes.Take(context);
        var key = note?.Key ?? Totp.NewKey();
        return PageResults.Form<OwnFactorPage>(
            context,
            antiforgery,
            new()
            {
                [nameof(OwnFactorPage.User)] = user,
                [nameof(OwnFactorPage.Key)] = key,
                [nameof(OwnFactorPage.Pending)] = Protector(protection, user).Protect(Convert.ToBase64String(key), KeyLifetime),
                [nameof(OwnFactorPage.Problem)] = note?.Problem,
                [nameof(OwnFactorPage.Back)] = Path + context.Request.QueryString,
            }
        );
    }

    private static async Task<IResult> EnrolAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SignInSession session,
        FlashMessages notes,
        OwnAccount account,
        IDataProtectionProvider protection
    )
    {
        if (await session.CurrentAsync(context) is not { User: var user })
            return SignIn(context);
        var form = await PageResults.ReadFormAsync(context, antiforgery);
        var key = form is null ? null : KeyOf(form["pending"].ToString(), Protector(protection, user));
        var texts = PageTexts.For(context.Request);
        if (key is null)
            return notes.Leave(context, new(FactorPath, texts.PageExpired));
        var codes = await account.EnrolAsync(
            context,
            user,
            form!["current"].ToString(),
            form["old_code"].ToString(),
            key,
            form["code"].ToString()
        );
        return codes is null
            ? notes.Leave(context, new(FactorPath, texts.ProofRefused, Key: key))
            : SignInEndpoints.ShowCodes(context, notes, user, codes, Path + context.Request.QueryString);
    }

    // Comes back as it left, for the same person, within half an hour: nothing is kept of a factor that is not yet proved.
    private static byte[]? KeyOf(string pending, ITimeLimitedDataProtector protector)
    {
        try
        {
            return Convert.FromBase64String(protector.Unprotect(pending));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Protector(IDataProtectionProvider protection, User user) =>
        protection.CreateProtector("pending second factor", user.Id.ToString()).ToTimeLimitedDataProtector();

    private static IResult SignIn(HttpContext context) =>
        Results.LocalRedirect(SignInEndpoints.SignInUrl(Path + context.Request.QueryString, context.Request.Query["ui_locales"]));
}
