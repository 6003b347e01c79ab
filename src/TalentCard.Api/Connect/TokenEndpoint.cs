using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using TalentCard.Core.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>
/// <c>/connect/token</c>: authorization_code, refresh_token and client_credentials. OpenIddict has judged the request and whether
/// the grant is live; what is left is whose tokens they are and what the user's roles still allow.
/// </summary>
internal sealed class TokenEndpoint(
    IOpenIddictApplicationManager clients,
    IOpenIddictAuthorizationManager grants,
    SignInStore signIns,
    TimeProvider time
)
{
    /// <summary>Answers a token request.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
            return await ActForItselfAsync(request, context.RequestAborted);
        var ticket = (await context.AuthenticateAsync(Refusals.Scheme)).Principal!;
        var grant = (Grant)(await grants.FindByIdAsync(ticket.GetAuthorizationId()!, context.RequestAborted))!;
        // The nonce was for the first ID token alone (OpenID Connect Core, section 12.2).
        if (request.IsRefreshTokenGrantType())
        {
            ticket.RemoveClaims(Claims.Private.Nonce);
            if (grant.LastUsedAt < time.GetUtcNow().AddMinutes(-1))
                await signIns.NoteUseAsync(grant.Id, context.RequestAborted);
        }
        // Roles taken away since the sign-in take their scopes with them.
        var scopes = Scopes.AllowedFor(grant.User!, grant.Scopes);
        var principal = Identities.Of(grant.User!, grant, scopes, Identities.MethodsOf(ticket));
        principal.SetRefreshTokenLifetime(Shorter(grant.ExpiresAt - time.GetUtcNow(), ConnectOptions.RefreshTokenLifetime));
        return Results.SignIn(principal, authenticationScheme: Refusals.Scheme);
    }

    private async Task<IResult> ActForItselfAsync(OpenIddictRequest request, CancellationToken cancel)
    {
        var client = (Client)(await clients.FindByClientIdAsync(request.ClientId!, cancel))!;
        var scopes = request.Scope is null ? [.. client.Scopes.Except(ScopeCatalog.Personal)] : Scopes.Parse(request.Scope);
        return Results.SignIn(Identities.Of(client, scopes), authenticationScheme: Refusals.Scheme);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
