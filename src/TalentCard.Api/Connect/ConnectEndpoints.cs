using Microsoft.AspNetCore.Mvc;
using TalentCard.Api.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>
/// The authorization server's addresses. OpenIddict hears every request first, within authentication, and answers discovery,
/// keys, introspection, revocation and pushed requests whole; the others it hands on when it has judged them.
/// </summary>
internal static class ConnectEndpoints
{
    /// <summary>Path of the authorization endpoint.</summary>
    public const string Authorize = "/connect/authorize";
    private const string EndSession = "/connect/endsession";
    private static readonly string[] GetOrPost = ["GET", "POST"];

    public static void MapConnect(this IEndpointRouteBuilder routes)
    {
        var connect = routes
            .MapGroup("")
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(SignInEndpoints.LargestForm));
        connect
            .MapMethods(Authorize, GetOrPost, (HttpContext context, AuthorizeEndpoint endpoint) => endpoint.HandleAsync(context))
            .RequireRateLimiting(SignInServices.RateLimit);
        connect
            .MapPost("/connect/token", (HttpContext context, TokenEndpoint endpoint) => endpoint.HandleAsync(context))
            .RequireRateLimiting(SignInServices.TokenRateLimit);
        connect.MapMethods(
            "/connect/userinfo",
            GetOrPost,
            (HttpContext context, UserInfoEndpoint endpoint) => endpoint.HandleAsync(context)
        );
        connect.MapMethods(
            EndSession,
            GetOrPost,
            (HttpContext context, EndSessionEndpoint endpoint) => endpoint.HandleAsync(context)
        );
        // Never reached; they carry the limits.
        connect.MapPost("/connect/par", () => Results.NotFound()).RequireRateLimiting(SignInServices.TokenRateLimit);
        connect.MapPost("/connect/introspect", () => Results.NotFound());
        connect.MapPost("/connect/revoke", () => Results.NotFound());
    }

    /// <summary>
    /// What has to stand before OpenIddict, which answers within authentication: the limits of <c>/connect</c>, and an answer to
    /// a body that cannot be read. Everything else is limited after authentication, by who calls.
    /// </summary>
    public static void UseConnect(this WebApplication app)
    {
        app.UseWhen(IsConnect, connect => connect.UseRateLimiter().Use(AnswerUnreadableAsync));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseWhen(context => !IsConnect(context), rest => rest.UseRateLimiter());
    }

    private static bool IsConnect(HttpContext context) => context.Request.Path.StartsWithSegments("/connect");

    private static async Task AnswerUnreadableAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await next(context);
        }
        catch (Exception unreadable)
            when (unreadable is InvalidDataException or BadHttpRequestException && !context.Response.HasStarted)
        {
            var status = (unreadable as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            await Unreadable(context, status).ExecuteAsync(context);
        }
    }

    private static IResult Unreadable(HttpContext context, int status) =>
        context.Request.Path.StartsWithSegments(Authorize) ? Refusals.Page(context, Errors.InvalidRequest, status)
        : context.Request.Path.StartsWithSegments(EndSession) ? Results.LocalRedirect(SignInEndpoints.SignOutPath)
        : Results.Json(new { error = Errors.InvalidRequest, error_description = "the body cannot be read" }, statusCode: status);
}
