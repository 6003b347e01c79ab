using Microsoft.AspNetCore.Mvc;
using TalentCard.Api.Accounts;

namespace TalentCard.Api.Connect;

/// <summary>The authorization server's addresses, those of OpenIddict.</summary>
internal static class ConnectEndpoints
{
    private static readonly string[] GetOrPost = ["GET", "POST"];

    public static void MapConnect(this IEndpointRouteBuilder routes)
    {
        var connect = routes.MapGroup("/connect").AllowAnonymous().ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(SignInEndpoints.LargestForm)).AddEndpointFilter<ConnectErrorFilter>();
        connect.MapMethods("/authorize", GetOrPost, (HttpContext context, AuthorizeEndpoint endpoint) => endpoint.HandleAsync(context))
            .RequireRateLimiting(SignInServices.RateLimit);
        connect.MapPost("/token", (HttpContext context, TokenEndpoint endpoint) => endpoint.HandleAsync(context))
            .RequireRateLimiting(SignInServices.TokenRateLimit);
        connect.MapMethods("/userinfo", GetOrPost, (HttpContext context, UserInfoEndpoint endpoint) => endpoint.HandleAsync(context));
        connect.MapPost("/introspect", (HttpContext context, IntrospectionEndpoint endpoint) => endpoint.IntrospectAsync(context));
        connect.MapPost("/revoke", (HttpContext context, IntrospectionEndpoint endpoint) => endpoint.RevokeAsync(context));
        connect.MapMethods("/endsession", GetOrPost, (HttpContext context, EndSessionEndpoint endpoint) => endpoint.HandleAsync(context));

        var wellKnown = routes.MapGroup("/.well-known").AllowAnonymous().ExcludeFromDescription();
        wellKnown.MapGet("/openid-configuration", DiscoveryEndpoint.Describe);
        wellKnown.MapGet("/oauth-authorization-server", DiscoveryEndpoint.Describe);
        wellKnown.MapGet("/jwks", DiscoveryEndpoint.KeysAsync);
    }
}
