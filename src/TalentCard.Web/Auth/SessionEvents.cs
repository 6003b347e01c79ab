using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace TalentCard.Web.Auth;

/// <summary>
/// What stands behind the session's cookie. It names a session by a key; every sign-in begins one under a new key and ends the
/// one that was there, whoever's it was. (The framework's <see cref="ITicketStore"/> goes on under the key that the request
/// brought.)
/// </summary>
internal sealed class SessionEvents(
    SessionStore sessions,
    SessionRefresh refresh,
    LiveSessions live,
    FormDrafts drafts,
    ILogger<SessionEvents> logger
) : CookieAuthenticationEvents
{
    private const string KeyClaim = "session";

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var (http, person) = (context.HttpContext, context.Principal!);
        await EndAsync(http, context.Options);
        var ticket = new AuthenticationTicket(person, context.Properties.Clone(), context.Scheme.Name);
        var key = await sessions.BeginAsync(ticket, http.RequestAborted);
        drafts.Know(http, person.FindFirst("sub")!.Value);
        // What the cookie holds: the key, and no token.
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(KeyClaim, key)], context.Scheme.Name));
        context.Properties.StoreTokens([]);
    }

    public override Task SigningOut(CookieSigningOutContext context) => EndAsync(context.HttpContext, context.Options);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var (http, cancel) = (context.HttpContext, context.HttpContext.RequestAborted);
        var key = context.Principal?.FindFirst(KeyClaim)?.Value;
        var session = key is null ? null : await sessions.UseAsync(key, context.Properties, http);
        session = session is null ? null : await refresh.RefreshAsync(key!, session, cancel);
        if (session is null || !await live.IsLiveAsync(key!, session, http))
        {
            if (session is not null)
                await sessions.EndAsync(key!, cancel);
            context.RejectPrincipal();
            return;
        }
        context.ReplacePrincipal(session.Principal);
        context.Properties.StoreTokens(session.Properties.GetTokens());
    }

    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (http, properties) = (context.HttpContext, context.Properties);
        // A script's fetch cannot follow to a sign-in page; it gets the plain answer and reloads the page itself.
        if (http.Request.Headers["Sec-Fetch-Mode"] is var mode && (mode == "cors" || mode == "same-origin"))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        // What a form sent is kept for the page that it stood on, which is where to come back to.
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            properties.RedirectUri ??=
                Uri.TryCreate(http.Request.Headers.Referer, UriKind.Absolute, out var page)
                && page.Authority == http.Request.Host.Value
                    ? PostRedirectGet.Without(page.PathAndQuery)
                    : "/";
            await drafts.KeepAsync(http, properties.RedirectUri);
        }
        try
        {
            await http.ChallengeAsync(ConnectSignIn.Scheme, properties);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            // Its discovery document or the pushed request: the server is away, or does not know this client.
            logger.LogError(exception, "The authorization server cannot be asked to sign anybody in.");
            throw new ApiProblemException(ApiProblem.Unavailable, exception);
        }
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // The session that the request's cookie names, whatever the request makes of it.
    private async Task EndAsync(HttpContext http, CookieAuthenticationOptions options)
    {
        if (
            options.CookieManager.GetRequestCookie(http, options.Cookie.Name!) is { } cookie
            && options.TicketDataFormat.Unprotect(cookie)?.Principal.FindFirst(KeyClaim)?.Value is { } key
        )
            await sessions.EndAsync(key, http.RequestAborted);
    }
}
