using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace TalentCard.Api.Connect;

/// <summary>Registers the authorization server: OpenIddict, on the stores and the key ring of this system.</summary>
internal static class ConnectServices
{
    public static IServiceCollection AddConnect(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ConnectOptions>(configuration.GetSection("Connect"));
        services.AddSingleton<ClientStore>().AddSingleton<GrantStore>().AddSingleton<TokenStore>().AddSingleton<FreshSignIn>();
        services.AddScoped<AuthorizeEndpoint>().AddScoped<TokenEndpoint>().AddScoped<UserInfoEndpoint>().AddScoped<EndSessionEndpoint>();
        services.AddHostedService<ClientSync>();
        services.AddOpenIddict().AddCore(AddStores).AddServer(server =>
        {
            AddAddresses(server, configuration["Connect:Issuer"]?.TrimEnd('/'));
            AddRules(server);
            AddHandlers(server);
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough()
                .EnableUserInfoEndpointPassthrough().EnableEndSessionEndpointPassthrough().SuppressJsonResponseIndentation()
                // TLS may end before this process; cookies and HSTS follow the issuer's scheme.
                .DisableTransportSecurityRequirement();
        });
        return services;
    }

    private static void AddStores(OpenIddictCoreBuilder core) => core
        .SetDefaultApplicationEntity<Client>().SetDefaultAuthorizationEntity<Grant>().SetDefaultTokenEntity<Token>()
        .ReplaceApplicationStore<Client, ClientStore>(ServiceLifetime.Singleton).ReplaceApplicationManager<Client, ClientManager>()
        .ReplaceAuthorizationStore<Grant, GrantStore>(ServiceLifetime.Singleton)
        .ReplaceTokenStore<Token, TokenStore>(ServiceLifetime.Singleton);

    // The first address of each is published; the path alone is listened on, whatever name a proxy calls this host by.
    private static void AddAddresses(OpenIddictServerBuilder server, string? issuer)
    {
        if (!string.IsNullOrEmpty(issuer)) server.SetIssuer(issuer);
        server.SetAuthorizationEndpointUris(Both("connect/authorize")).SetTokenEndpointUris(Both("connect/token"))
            .SetUserInfoEndpointUris(Both("connect/userinfo")).SetIntrospectionEndpointUris(Both("connect/introspect"))
            .SetRevocationEndpointUris(Both("connect/revoke")).SetEndSessionEndpointUris(Both("connect/endsession"))
            .SetPushedAuthorizationEndpointUris(Both("connect/par")).SetJsonWebKeySetEndpointUris(Both(".well-known/jwks"))
            .SetConfigurationEndpointUris(".well-known/openid-configuration", ".well-known/oauth-authorization-server");

        string[] Both(string path) => string.IsNullOrEmpty(issuer) ? [path] : [$"{issuer}/{path}", path];
    }

    private static void AddRules(OpenIddictServerBuilder server)
    {
        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow();
        // RefusedScopes judges scopes, and FindByClientId has the rest of what a client may do.
        server.DisableScopeValidation().IgnoreScopePermissions().RegisterScopes([.. Scopes.All]).RegisterClaims(
            Claims.AuthenticationTime, Claims.AuthenticationContextReference, Claims.AuthenticationMethodReference, Claims.Nonce,
            Claims.AccessTokenHash, Identities.Session, Claims.Name, Claims.PreferredUsername, "roles", "partner_id", "service_point_id",
            "talent_id", "station_id", "department_id");
        server.SetAccessTokenLifetime(ConnectOptions.AccessTokenLifetime).SetIdentityTokenLifetime(ConnectOptions.IdTokenLifetime)
            .SetAuthorizationCodeLifetime(ConnectOptions.CodeLifetime)
            .SetRefreshTokenLifetime(ConnectOptions.RefreshTokenLifetime).SetRefreshTokenReuseLeeway(TimeSpan.Zero);
        // RFC 9068 access tokens that any resource server can read. What only we read is sealed by Data Protection, whose keys lie in
        // the database; of the two keys here none is ever used (SigningKeys), but OpenIddict does not start without.
        server.DisableAccessTokenEncryption().UseReferenceRefreshTokens().UseDataProtection().PreferDefaultAccessTokenFormat();
        server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32))).AddEphemeralSigningKey();
        server.Configure(options =>
        {
            options.RequestTokenLifetime = ConnectOptions.PushedRequestLifetime;
            options.CodeChallengeMethods.IntersectWith([CodeChallengeMethods.Sha256]);
            options.ResponseModes.IntersectWith([ResponseModes.Query]);
            options.ResponseTypes.IntersectWith([ResponseTypes.Code]);
        });
    }

    // Each stands right before or after the handler that it completes, or in the place of one that it replaces.
    private static void AddHandlers(OpenIddictServerBuilder server)
    {
        Add<GenerateTokenContext, SigningKeys>(Protection.AttachSecurityCredentials.Descriptor.Order + 1);
        Add<ValidateTokenContext, SigningKeys>(Protection.ResolveTokenValidationParameters.Descriptor.Order + 1);
        Replace<HandleJsonWebKeySetRequestContext, SigningKeys>(Discovery.AttachSigningKeys.Descriptor);

        Add<GenerateTokenContext, ExactIssuer>(Protection.AttachSecurityCredentials.Descriptor.Order + 2);
        Add<ApplyConfigurationResponseContext, ExactIssuer>(int.MinValue + 1);
        Add<ApplyIntrospectionResponseContext, ExactIssuer>(int.MinValue + 1);
        Add<ApplyAuthorizationResponseContext, ExactIssuer>(Authentication.AttachIssuer.Descriptor.Order + 1);
        Add<ApplyAuthorizationResponseContext, RefusedRequests>(Authentication.InferResponseMode.Descriptor.Order + 1);
        Add<ApplyEndSessionResponseContext, RefusedSignOuts>(int.MinValue + 1);
        Add<ApplyIntrospectionResponseContext, InactiveTokens>(Introspection.NormalizeErrorResponse.Descriptor.Order - 1);
        Add<ProcessSignInContext, WholeAnswers>(AttachSignInParameters.Descriptor.Order + 1);
        Add<ApplyConfigurationResponseContext, CachedDiscovery>(int.MinValue + 2);
        Add<ApplyJsonWebKeySetResponseContext, CachedDiscovery>(int.MinValue + 2);

        Add<ValidateAuthorizationRequestContext, RepeatedParameters>(Authentication.ValidateClientRedirectUri.Descriptor.Order + 1);
        Add<ValidatePushedAuthorizationRequestContext, RepeatedParameters>(int.MinValue + 1);
        Add<ValidateTokenRequestContext, RepeatedParameters>(int.MinValue + 1);
        Add<ValidateAuthorizationRequestContext, RefusedScopes>(Authentication.ValidateClientRedirectUri.Descriptor.Order + 2);
        Add<ValidatePushedAuthorizationRequestContext, RefusedScopes>(Authentication.ValidatePushedClientRedirectUri.Descriptor.Order + 1);
        Add<ValidateTokenRequestContext, RefusedScopes>(Exchange.ValidateAuthentication.Descriptor.Order + 1);

        Add<GenerateTokenContext, TokenRow>(Protection.AttachSecurityCredentials.Descriptor.Order - 1);
        Replace<GenerateTokenContext, StoredTokens>(Protection.AttachTokenPayload.Descriptor);
        Replace<ProcessSignInContext, RedeemedOnce>(RedeemTokenEntry.Descriptor);
        Add<ValidateTokenContext, LiveAccessTokens>(Protection.ValidateAuthorizationEntry.Descriptor.Order + 1);
        Replace<HandleRevocationRequestContext, RevokedTokens>(Revocation.RevokeToken.Descriptor);

        void Add<TContext, THandler>(int order)
            where TContext : BaseContext where THandler : class, IOpenIddictServerHandler<TContext> =>
            server.AddEventHandler<TContext>(handler => handler.UseScopedHandler<THandler>().SetOrder(order));

        void Replace<TContext, THandler>(OpenIddictServerHandlerDescriptor descriptor)
            where TContext : BaseContext where THandler : class, IOpenIddictServerHandler<TContext>
        {
            server.RemoveEventHandler(descriptor);
            Add<TContext, THandler>(descriptor.Order);
        }
    }
}
