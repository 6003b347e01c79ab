using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using TalentCard.Api.Accounts;
using TalentCard.Core.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>
/// <c>/connect/token</c>: authorization_code, refresh_token and client_credentials. OpenIddict has judged the request; what is
/// left is whose tokens they are and what the user's roles still allow.
/// </summary>
internal sealed class TokenEndpoint(
    IOpenIddictApplicationManager clients, IOpenIddictAuthorizationManager grants, UserStore users, SignInSession session,
    TimeProvider time)
{
    /// <summary>Answers a token request.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType()) return await ActForItselfAsync(request, context.RequestAborted);
        var ticket = (await context.AuthenticateAsync(Refusals.Scheme)).Principal!;
        var grant = (Grant)(await grants.FindByIdAsync(ticket.GetAuthorizationId()!, context.RequestAborted))!;
        var user = await users.FindAsync(grant.UserId, context.RequestAborted);
        if (user is null || !user.IsUsable(session.IsDemo) || user.SecurityStamp != grant.SecurityStamp)
            return Refusals.Refuse(Errors.InvalidGrant, "the user's sign-in is no longer valid");
        // The nonce was for the first ID token alone (OpenID Connect Core, section 12.2).
        if (request.IsRefreshTokenGrantType()) ticket.RemoveClaims(Claims.Private.Nonce);
        // Roles taken away since the sign-in take their scopes with them.
        var principal = Identities.Of(user, grant, Scopes.AllowedFor(user, grant.Scopes), Identities.HasSecondFactor(ticket));
        principal.SetRefreshTokenLifetime(Shorter(grant.ExpiresAt - time.GetUtcNow(), ConnectOptions.RefreshTokenLifetime));
        return Results.SignIn(principal, authenticationScheme: Refusals.Scheme);
    }

    private async Task<IResult> ActForItselfAsync(OpenIddictRequest request, CancellationToken cancellationToken)
    {
        var client = (Client)(await clients.FindByClientIdAsync(request.ClientId!, cancellationToken))!;
        var scopes = request.Scope is null ? [.. client.Scopes.Except(Scopes.Personal)] : Scopes.Parse(request.Scope);
        return Results.SignIn(Identities.Of(client, scopes), authenticationScheme: Refusals.Scheme);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
