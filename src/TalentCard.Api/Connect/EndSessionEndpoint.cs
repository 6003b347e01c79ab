using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using TalentCard.Api.Accounts;
using TalentCard.Api.Accounts.Pages;
using TalentCard.Core.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>
/// <c>/connect/endsession</c> (OpenID Connect RP-Initiated Logout): ends the sign-in with all that clients were given in it.
/// Without a token that shows who asks, the user is asked first. OpenIddict has judged where people may be sent.
/// </summary>
internal sealed class EndSessionEndpoint(
    GrantStore grants,
    SignInStore signIns,
    SignInSession session,
    SignOutTarget target,
    IAntiforgery antiforgery
)
{
    /// <summary>Answers a request to sign out.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var hint = (await context.AuthenticateAsync(Refusals.Scheme)).Principal;
        var who = await session.CurrentAsync(context);
        if (who is not null && who.User.Id.ToString() != hint?.GetClaim(Claims.Subject))
            return PageResults.Form<SignOutPage>(
                context,
                antiforgery,
                new() { [nameof(SignOutPage.Next)] = target.Protect(Next(request)) }
            );
        if (hint is not null && Grant.IdOf(hint) is { } grant)
        {
            // A grant of the release before belongs to no sign-in.
            await grants.RevokeAsync(grant, context.RequestAborted);
            await signIns.EndOfGrantAsync(grant, context.RequestAborted);
        }
        await session.SignOutAsync(context);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = SignInEndpoints.SignedOutPath }, [Refusals.Scheme]);
    }

    private static string? Next(OpenIddictRequest request) =>
        request.PostLogoutRedirectUri is { } uri && request.State is { } state
            ? QueryHelpers.AddQueryString(uri, "state", state)
            : request.PostLogoutRedirectUri;
}
