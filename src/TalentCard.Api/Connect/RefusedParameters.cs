using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace TalentCard.Api.Connect;

/// <summary>
/// A parameter that comes twice is an error (RFC 6749, sections 3.1 and 3.2); OpenIddict takes the two as a list.
/// </summary>
internal sealed class RepeatedParameters
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>,
        IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>,
        IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => Check(context, context.Request);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => Check(context, context.Request);

    public ValueTask HandleAsync(ValidateTokenRequestContext context) => Check(context, context.Request);

    private static ValueTask Check(BaseValidatingContext context, OpenIddictRequest request)
    {
        if (request.GetParameters().Any(parameter => parameter.Value.Count > 1))
            context.Reject(Errors.InvalidRequest, "a parameter was sent twice");
        return default;
    }
}

/// <summary>
/// A scope that the client may not have, or that its grant does not hold, is <c>invalid_scope</c> (RFC 6749, section 5.2);
/// OpenIddict has other words. A scope that nobody knows is passed over at the authorization endpoint (OpenID Connect Core,
/// section 3.1.2.1) and refused at the token endpoint.
/// </summary>
internal sealed class RefusedScopes(IOpenIddictApplicationManager clients)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>,
        IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>,
        IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    private const string NotTheClients = "the client may not ask for one of the scopes";

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => AskedForAsync(context, context.Request);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => AskedForAsync(context, context.Request);

    public async ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var asked = Scopes.Parse(context.Request.Scope);
        if (await ClientAsync(context.Request, context.CancellationToken) is not { } client)
            return;
        var allowed = context.Request.IsClientCredentialsGrantType()
            ? client.Scopes.Except(ScopeCatalog.Personal)
            : client.Scopes;
        if (asked.Except(allowed).Any())
            context.Reject(Errors.InvalidScope, NotTheClients);
        else if (context.RefreshTokenPrincipal is { } held && !asked.All(held.HasScope))
            context.Reject(Errors.InvalidScope, "the grant does not hold one of the scopes");
    }

    private async ValueTask AskedForAsync(BaseValidatingContext context, OpenIddictRequest request)
    {
        // RFC 6749, section 3.3: a request without a scope is refused as such, where the server has no default.
        if (request.Scope is null)
            context.Reject(Errors.InvalidScope, "scope is missing");
        else if (
            await ClientAsync(request, context.CancellationToken) is { } client
            && Scopes.Parse(request.Scope).Intersect(Scopes.All).Except(client.Scopes).Any()
        )
            context.Reject(Errors.InvalidScope, NotTheClients);
    }

    private async ValueTask<Client?> ClientAsync(OpenIddictRequest request, CancellationToken cancel) =>
        request.ClientId is { Length: > 0 } id ? await clients.FindByClientIdAsync(id, cancel) as Client : null;
}
