using OpenIddict.Server;
using static Microsoft.Extensions.DependencyInjection.ServiceLifetime;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace TalentCard.Api.Connect;

/// <summary>
/// Where our handlers stand among OpenIddict's, which run one after the other for every event: at its beginning, right before or
/// after the one that they complete, or in the place of one. One instance of a handler serves every request, unless it needs
/// what belongs to a request.
/// </summary>
internal static class ConnectHandlers
{
    public static void AddHandlers(this OpenIddictServerBuilder server)
    {
        AddRequests(server);
        AddTokens(server);
        AddAnswers(server);
    }

    private static void AddRequests(OpenIddictServerBuilder server)
    {
        server.First<ExtractUserInfoRequestContext, BareUserInfo>();
        server.First<ValidateAuthorizationRequestContext, RepeatedParameters>();
        server.First<ValidatePushedAuthorizationRequestContext, RepeatedParameters>();
        server.First<ValidateTokenRequestContext, RepeatedParameters>();
        server.After<ValidateAuthorizationRequestContext, RefusedScopes>(
            Authentication.ValidateClientRedirectUri.Descriptor,
            Scoped
        );
        server.After<ValidatePushedAuthorizationRequestContext, RefusedScopes>(
            Authentication.ValidatePushedClientRedirectUri.Descriptor,
            Scoped
        );
        server.After<ValidateTokenRequestContext, RefusedScopes>(Exchange.ValidateAuthentication.Descriptor, Scoped);
    }

    private static void AddTokens(OpenIddictServerBuilder server)
    {
        server.Before<GenerateTokenContext, TokenRow>(Protection.AttachSecurityCredentials.Descriptor);
        server.After<GenerateTokenContext, SigningKeys>(Protection.AttachSecurityCredentials.Descriptor);
        server.After<GenerateTokenContext, ExactIssuer>(Protection.AttachSecurityCredentials.Descriptor);
        server.Replace<GenerateTokenContext, StoredTokens>(Protection.AttachTokenPayload.Descriptor);
        server.After<ValidateTokenContext, SigningKeys>(Protection.ResolveTokenValidationParameters.Descriptor);
        server.After<ValidateTokenContext, LiveAccessTokens>(Protection.ValidateAuthorizationEntry.Descriptor);
        server.RemoveEventHandler(RedeemTokenEntry.Descriptor);
        server.After<ProcessSignInContext, RedeemedOnce>(EvaluateGeneratedTokens.Descriptor);
        server.Replace<HandleRevocationRequestContext, RevokedTokens>(Revocation.RevokeToken.Descriptor);
        server.Replace<HandleJsonWebKeySetRequestContext, SigningKeys>(Discovery.AttachSigningKeys.Descriptor);
    }

    private static void AddAnswers(OpenIddictServerBuilder server)
    {
        server.After<HandleConfigurationRequestContext, MoreDiscovery>(Discovery.AttachAdditionalMetadata.Descriptor);
        server.First<ApplyConfigurationResponseContext, ExactIssuer>();
        server.First<ApplyConfigurationResponseContext, CachedDiscovery>();
        server.First<ApplyJsonWebKeySetResponseContext, CachedDiscovery>();
        server.First<ApplyIntrospectionResponseContext, ExactIssuer>();
        server.Before<ApplyIntrospectionResponseContext, InactiveTokens>(Introspection.NormalizeErrorResponse.Descriptor);
        server.After<ApplyAuthorizationResponseContext, ExactIssuer>(Authentication.AttachIssuer.Descriptor);
        server.After<ApplyAuthorizationResponseContext, RefusedRequests>(Authentication.InferResponseMode.Descriptor, Scoped);
        server.First<ApplyEndSessionResponseContext, RefusedSignOuts>(Scoped);
        server.After<ProcessSignInContext, WholeAnswers>(AttachSignInParameters.Descriptor);
        server.After<ProcessChallengeContext, OwnErrors>(AttachDefaultChallengeError.Descriptor);
        server.After<ProcessErrorContext, OwnErrors>(AttachErrorParameters.Descriptor);
        server.After<ProcessErrorContext, RefusedClients>(AttachErrorParameters.Descriptor);
    }

    private static void First<TContext, THandler>(this OpenIddictServerBuilder server, ServiceLifetime lifetime = Singleton)
        where TContext : BaseContext
        where THandler : class, IOpenIddictServerHandler<TContext> => server.Add<TContext, THandler>(int.MinValue, lifetime);

    private static void Before<TContext, THandler>(this OpenIddictServerBuilder server, OpenIddictServerHandlerDescriptor other)
        where TContext : BaseContext
        where THandler : class, IOpenIddictServerHandler<TContext> => server.Add<TContext, THandler>(other.Order - 1, Singleton);

    private static void After<TContext, THandler>(
        this OpenIddictServerBuilder server,
        OpenIddictServerHandlerDescriptor other,
        ServiceLifetime lifetime = Singleton
    )
        where TContext : BaseContext
        where THandler : class, IOpenIddictServerHandler<TContext> => server.Add<TContext, THandler>(other.Order + 1, lifetime);

    private static void Replace<TContext, THandler>(this OpenIddictServerBuilder server, OpenIddictServerHandlerDescriptor other)
        where TContext : BaseContext
        where THandler : class, IOpenIddictServerHandler<TContext>
    {
        server.RemoveEventHandler(other);
        server.Add<TContext, THandler>(other.Order, Singleton);
    }

    private static void Add<TContext, THandler>(this OpenIddictServerBuilder server, int order, ServiceLifetime lifetime)
        where TContext : BaseContext
        where THandler : class, IOpenIddictServerHandler<TContext> =>
        server.AddEventHandler<TContext>(handler =>
            handler.SetOrder(order).SetServiceDescriptor(ServiceDescriptor.Describe(typeof(THandler), typeof(THandler), lifetime))
        );
}
