using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using TalentCard.Api.Accounts;
using TalentCard.Api.Accounts.Pages;

namespace TalentCard.Api.Connect;

/// <summary>
/// <c>/connect/endsession</c> (OpenID Connect RP-Initiated Logout): ends the session and, with an ID token of it, its grant.
/// Without a token that shows who asks, the user is asked first.
/// </summary>
internal sealed class EndSessionEndpoint(
    ClientStore clients, GrantStore grants, TokenReader tokens, SignInSession session, SignOutTarget target, IAntiforgery antiforgery)
{
    /// <summary>Answers a request to sign out.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var parameters = await ConnectParameters.ReadAsync(context);
        var hint = parameters["id_token_hint"] is { } text ? await tokens.ReadIdTokenAsync(text, context.RequestAborted) : null;
        var next = await NextAsync(parameters, hint, context.RequestAborted);
        var who = await session.CurrentAsync(context);
        if (who is not null && who.User.Id.ToString() != hint?.Subject)
            return PageResults.Form<SignOutPage>(context, antiforgery, new() { [nameof(SignOutPage.Next)] = target.Protect(next) });
        if (hint is not null && TokenReader.GrantOf(hint) is { } grant) await grants.RevokeAsync(grant, context.RequestAborted);
        await SignInSession.SignOutAsync(context);
        return next is null ? Results.LocalRedirect("/account/signed-out") : Results.Redirect(next);
    }

    // Where to go afterwards: only where the client that the hint, or else client_id, names may send people.
    private async Task<string?> NextAsync(ConnectParameters parameters, JsonWebToken? hint, CancellationToken cancellationToken)
    {
        var audience = hint?.Audiences.FirstOrDefault();
        var clientId = parameters["client_id"];
        if (audience is not null && clientId is not null && audience != clientId) return null;
        var client = await clients.FindAsync(audience ?? clientId, cancellationToken);
        if (client is null || parameters["post_logout_redirect_uri"] is not { } uri
            || !client.PostLogoutRedirectUris.Contains(uri, StringComparer.Ordinal)) return null;
        return parameters["state"] is { } state ? QueryHelpers.AddQueryString(uri, "state", state) : uri;
    }
}
