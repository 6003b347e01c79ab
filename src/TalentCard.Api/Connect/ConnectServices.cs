using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>Registers the authorization server: OpenIddict, on the stores and the key ring of this system.</summary>
internal static class ConnectServices
{
    public static IServiceCollection AddConnect(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ConnectOptions>(configuration.GetSection("Connect"));
        services.AddSingleton<ClientStore>().AddSingleton<GrantStore>().AddSingleton<TokenStore>().AddSingleton<FreshSignIn>();
        services
            .AddScoped<AuthorizeEndpoint>()
            .AddScoped<TokenEndpoint>()
            .AddScoped<UserInfoEndpoint>()
            .AddScoped<EndSessionEndpoint>();
        services.AddHostedService<ClientSync>();
        services
            .AddOpenIddict()
            .AddCore(AddStores)
            .AddServer(server =>
            {
                AddAddresses(server, configuration["Connect:Issuer"]?.TrimEnd('/'));
                AddRules(server);
                server.AddHandlers();
                server
                    .UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .EnableUserInfoEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .SuppressJsonResponseIndentation()
                    // TLS may end before this process; cookies and HSTS follow the issuer's scheme.
                    .DisableTransportSecurityRequirement();
            });
        return services;
    }

    private static void AddStores(OpenIddictCoreBuilder core) =>
        core.SetDefaultApplicationEntity<Client>()
            .SetDefaultAuthorizationEntity<Grant>()
            .SetDefaultTokenEntity<Token>()
            .ReplaceApplicationStore<Client, ClientStore>(ServiceLifetime.Singleton)
            .ReplaceApplicationManager<Client, ClientManager>()
            .ReplaceAuthorizationManager<Grant, GrantManager>()
            .ReplaceTokenManager<Token, TokenManager>()
            .ReplaceAuthorizationStore<Grant, GrantStore>(ServiceLifetime.Singleton)
            .ReplaceTokenStore<Token, TokenStore>(ServiceLifetime.Singleton)
            .DisableEntityCaching();

    // The first address of each is published; the path alone is listened on, whatever name a proxy calls this host by.
    private static void AddAddresses(OpenIddictServerBuilder server, string? issuer)
    {
        if (!string.IsNullOrEmpty(issuer))
            server.SetIssuer(issuer);
        server
            .SetAuthorizationEndpointUris(Both("connect/authorize"))
            .SetTokenEndpointUris(Both("connect/token"))
            .SetUserInfoEndpointUris(Both("connect/userinfo"))
            .SetIntrospectionEndpointUris(Both("connect/introspect"))
            .SetRevocationEndpointUris(Both("connect/revoke"))
            .SetEndSessionEndpointUris(Both("connect/endsession"))
            .SetPushedAuthorizationEndpointUris(Both("connect/par"))
            .SetJsonWebKeySetEndpointUris(Both(".well-known/jwks"))
            .SetConfigurationEndpointUris(".well-known/openid-configuration", ".well-known/oauth-authorization-server");

        string[] Both(string path) => string.IsNullOrEmpty(issuer) ? [path] : [$"{issuer}/{path}", path];
    }

    private static void AddRules(OpenIddictServerBuilder server)
    {
        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow();
        // RefusedScopes judges scopes, and FindByClientId has the rest of what a client may do.
        server
            .DisableScopeValidation()
            .IgnoreScopePermissions()
            .RegisterScopes([.. Scopes.All])
            .RegisterClaims(
                Claims.AuthenticationTime,
                Claims.AuthenticationContextReference,
                Claims.AuthenticationMethodReference,
                Claims.Nonce,
                Claims.AccessTokenHash,
                Identities.Session,
                Claims.Name,
                Claims.PreferredUsername,
                "roles",
                "partner_id",
                "service_point_id",
                "talent_id",
                "station_id",
                "department_id"
            );
        server
            .SetAccessTokenLifetime(ConnectOptions.AccessTokenLifetime)
            .SetIdentityTokenLifetime(ConnectOptions.IdTokenLifetime)
            .SetAuthorizationCodeLifetime(ConnectOptions.CodeLifetime)
            .SetRefreshTokenLifetime(ConnectOptions.RefreshTokenLifetime)
            .SetRefreshTokenReuseLeeway(TimeSpan.Zero);
        // RFC 9068 access tokens that any resource server can read. What only we read is sealed by Data Protection, whose keys
        // lie in the database; of the two keys here none is ever used (SigningKeys), but OpenIddict does not start without.
        server.DisableAccessTokenEncryption().UseReferenceRefreshTokens().UseDataProtection().PreferDefaultAccessTokenFormat();
        // An elliptic one is made in no time.
        server
            .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
            .AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256);
        server.Configure(options =>
        {
            options.ClientAuthenticationMethods.Remove(ClientAuthenticationMethods.PrivateKeyJwt);
            options.RequestTokenLifetime = ConnectOptions.PushedRequestLifetime;
            options.CodeChallengeMethods.IntersectWith([CodeChallengeMethods.Sha256]);
            options.ResponseModes.IntersectWith([ResponseModes.Query]);
            options.ResponseTypes.IntersectWith([ResponseTypes.Code]);
        });
    }
}
