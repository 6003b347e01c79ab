using Microsoft.AspNetCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using TalentCard.Api.Accounts;
using TalentCard.Contracts.Security;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace TalentCard.Api.Connect;

/// <summary>
/// The issuer exactly as configured: OpenIddict keeps it as a URI, which ends in a slash where there is no path.
/// </summary>
internal sealed class ExactIssuer(IOptions<ConnectOptions> options)
    : IOpenIddictServerHandler<GenerateTokenContext>,
        IOpenIddictServerHandler<ApplyConfigurationResponseContext>,
        IOpenIddictServerHandler<ApplyAuthorizationResponseContext>,
        IOpenIddictServerHandler<ApplyIntrospectionResponseContext>
{
    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        context.Principal.SetClaim(Claims.Private.Issuer, options.Value.Issuer);
        return default;
    }

    public ValueTask HandleAsync(ApplyConfigurationResponseContext context) => Put(context.Response, "issuer");

    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context) => Put(context.Response, Parameters.Iss);

    public ValueTask HandleAsync(ApplyIntrospectionResponseContext context) => Put(context.Response, Claims.Issuer);

    private ValueTask Put(OpenIddictResponse response, string name)
    {
        if (response.HasParameter(name))
            response[name] = options.Value.Issuer;
        return default;
    }
}

/// <summary>
/// OpenIddict sends no refused request back to its client. Here one goes back, as RFC 6749, section 4.1.2.1, says, where client
/// and address belong together; one that may be sent nowhere gets a page.
/// </summary>
internal sealed class RefusedRequests(IOpenIddictApplicationManager clients)
    : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.Error is null || context.RedirectUri is not null)
            return;
        var client = context.Request?.ClientId is { Length: > 0 } id
            ? (Client?)await clients.FindByClientIdAsync(id, context.CancellationToken)
            : null;
        if (client is not null && client.RedirectUris.Contains(context.Request!.RedirectUri, StringComparer.Ordinal))
        {
            context.RedirectUri = context.Request.RedirectUri;
            // Whatever mode it asked for: one that there is not brings it back all the same.
            context.ResponseMode = context.Request.IsFragmentResponseMode() ? ResponseModes.Fragment : ResponseModes.Query;
            return;
        }
        var code =
            client is null ? "unknown_client"
            : context.Request!.RequestUri is null ? "unknown_redirect_uri"
            : context.Error;
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        await Refusals.Page(http, code).ExecuteAsync(http);
        context.HandleRequest();
    }
}

/// <summary>
/// Who cannot be sent where a faulty request to sign out wants them is still asked whether to sign out (OpenID Connect
/// RP-Initiated Logout, section 4: no redirection to an address that was not checked).
/// </summary>
internal sealed class RefusedSignOuts(SignInSession session) : IOpenIddictServerHandler<ApplyEndSessionResponseContext>
{
    public async ValueTask HandleAsync(ApplyEndSessionResponseContext context)
    {
        if (context.Error is null)
            return;
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        var nobody = await session.CurrentAsync(http) is null;
        http.Response.Redirect(nobody ? SignInEndpoints.SignedOutPath : SignInEndpoints.SignOutPath);
        context.HandleRequest();
    }
}

/// <summary>
/// Of a token that is neither an access nor a refresh token introspection says that it is not active (RFC 7662, section 2.2).
/// </summary>
internal sealed class InactiveTokens : IOpenIddictServerHandler<ApplyIntrospectionResponseContext>
{
    public ValueTask HandleAsync(ApplyIntrospectionResponseContext context)
    {
        if (context.Error == Errors.UnsupportedTokenType)
            context.Response.Error = Errors.InvalidToken;
        return default;
    }
}

/// <summary>The token endpoint's answer names its scopes and its whole lifetime.</summary>
internal sealed class WholeAnswers : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType != OpenIddictServerEndpointType.Token || context.AccessTokenPrincipal is null)
            return default;
        context.Response.Scope = string.Join(' ', context.AccessTokenPrincipal.GetScopes());
        context.Response.ExpiresIn = (long)ConnectOptions.AccessTokenLifetime.TotalSeconds;
        return default;
    }
}

/// <summary>No error names a page about it (<c>error_uri</c>): OpenIddict's are its own documentation.</summary>
internal sealed class OwnErrors : IOpenIddictServerHandler<ProcessChallengeContext>, IOpenIddictServerHandler<ProcessErrorContext>
{
    public ValueTask HandleAsync(ProcessChallengeContext context) => Clear(context.Response);

    public ValueTask HandleAsync(ProcessErrorContext context) => Clear(context.Response);

    private static ValueTask Clear(OpenIddictResponse response)
    {
        response.ErrorUri = null;
        return default;
    }
}

/// <summary>What discovery says beside that which OpenIddict knows.</summary>
internal sealed class MoreDiscovery : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.Metadata["ui_locales_supported"] = new OpenIddictParameter(["zh-CN", "en"]);
        context.Metadata["acr_values_supported"] = new OpenIddictParameter([Identities.SingleFactor, Identities.MultiFactor]);
        // Those of the key ring, not of the key that OpenIddict was given and never signs with.
        context.IdTokenSigningAlgorithms.Clear();
        context.IdTokenSigningAlgorithms.Add(Algorithms.RsaSha256);
        // Public clients have no secret; introspection is not for them.
        context.TokenEndpointAuthenticationMethods.Add(ClientAuthenticationMethods.None);
        context.RevocationEndpointAuthenticationMethods.Add(ClientAuthenticationMethods.None);
        context.PushedAuthorizationEndpointAuthenticationMethods.Add(ClientAuthenticationMethods.None);
        return default;
    }
}

/// <summary>Discovery and keys may be kept for five minutes.</summary>
internal sealed class CachedDiscovery
    : IOpenIddictServerHandler<ApplyConfigurationResponseContext>,
        IOpenIddictServerHandler<ApplyJsonWebKeySetResponseContext>
{
    public ValueTask HandleAsync(ApplyConfigurationResponseContext context) => Keep(context.Transaction);

    public ValueTask HandleAsync(ApplyJsonWebKeySetResponseContext context) => Keep(context.Transaction);

    private static ValueTask Keep(OpenIddictServerTransaction transaction)
    {
        transaction.GetHttpRequest()!.HttpContext.Response.Headers.CacheControl = "public, max-age=300";
        return default;
    }
}

/// <summary>Writes down which client could not show who it is.</summary>
internal sealed class RefusedClients(SecurityRecorder events, ClientStore clients) : IOpenIddictServerHandler<ProcessErrorContext>
{
    public async ValueTask HandleAsync(ProcessErrorContext context)
    {
        if (context.Error != Errors.InvalidClient)
            return;
        // Only the id of a client that there is: anything else is what somebody typed.
        var known = context.Request?.ClientId is { Length: > 0 } id
            ? await clients.FindByClientIdAsync(id, context.CancellationToken)
            : null;
        await events.RecordAsync(SecurityEventKind.WrongClientSecret, "client", known?.ClientId ?? "");
    }
}
