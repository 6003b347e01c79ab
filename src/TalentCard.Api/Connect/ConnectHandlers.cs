using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace TalentCard.Api.Connect;

/// <summary>
/// Where our handlers stand among OpenIddict's, which run one after the other for every event: at its beginning, right before or
/// after the one that they complete, or in the place of one.
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
        server.After<ValidateAuthorizationRequestContext, RefusedScopes>(Authentication.ValidateClientRedirectUri.Descriptor);
        server.After<ValidatePushedAuthorizationRequestContext, RefusedScopes>(
            Authentication.ValidatePushedClientRedirectUri.Descriptor);
        server.After<ValidateTokenRequestContext, RefusedScopes>(Exchange.ValidateAuthentication.Descriptor);
    }

    private static void AddTokens(OpenIddictServerBuilder server)
    {
        server.Before<GenerateTokenContext, TokenRow>(Protection.AttachSecurityCredentials.Descriptor);
        server.After<GenerateTokenContext, SigningKeys>(Protection.AttachSecurityCredentials.Descriptor);
        server.After<GenerateTokenContext, ExactIssuer>(Protection.AttachSecurityCredentials.Descriptor);
        server.Replace<GenerateTokenContext, StoredTokens>(Protection.AttachTokenPayload.Descriptor);
        server.After<ValidateTokenContext, SigningKeys>(Protection.ResolveTokenValidationParameters.Descriptor);
        server.After<ValidateTokenContext, LiveAccessTokens>(Protection.ValidateAuthorizationEntry.Descriptor);
        server.Replace<ProcessSignInContext, RedeemedOnce>(RedeemTokenEntry.Descriptor);
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
        server.After<ApplyAuthorizationResponseContext, RefusedRequests>(Authentication.InferResponseMode.Descriptor);
        server.First<ApplyEndSessionResponseContext, RefusedSignOuts>();
        server.After<ProcessSignInContext, WholeAnswers>(AttachSignInParameters.Descriptor);
        server.After<ProcessChallengeContext, OwnErrors>(AttachDefaultChallengeError.Descriptor);
        server.After<ProcessErrorContext, OwnErrors>(AttachErrorParameters.Descriptor);
    }

    private static void First<TContext, THandler>(this OpenIddictServerBuilder server)
        where TContext : BaseContext where THandler : class, IOpenIddictServerHandler<TContext> =>
        server.Add<TContext, THandler>(int.MinValue);

    private static void Before<TContext, THandler>(this OpenIddictServerBuilder server, OpenIddictServerHandlerDescriptor other)
        where TContext : BaseContext where THandler : class, IOpenIddictServerHandler<TContext> =>
        server.Add<TContext, THandler>(other.Order - 1);

    private static void After<TContext, THandler>(this OpenIddictServerBuilder server, OpenIddictServerHandlerDescriptor other)
        where TContext : BaseContext where THandler : class, IOpenIddictServerHandler<TContext> =>
        server.Add<TContext, THandler>(other.Order + 1);

    private static void Replace<TContext, THandler>(this OpenIddictServerBuilder server, OpenIddictServerHandlerDescriptor other)
        where TContext : BaseContext where THandler : class, IOpenIddictServerHandler<TContext>
    {
        server.RemoveEventHandler(other);
        server.Add<TContext, THandler>(other.Order);
    }

    private static void Add<TContext, THandler>(this OpenIddictServerBuilder server, int order)
        where TContext : BaseContext where THandler : class, IOpenIddictServerHandler<TContext> =>
        server.AddEventHandler<TContext>(handler => handler.UseScopedHandler<THandler>().SetOrder(order));
}
