using System.Security.Cryptography;
using TalentCard.Web.Auth;

namespace TalentCard.Web.Shell;

/// <summary>Headers that keep the browser from doing what these pages never ask for.</summary>
internal static class SecurityHeaders
{
    private const string NonceKey = "csp-nonce";
    private const string PositionKey = "position";

    /// <summary>The nonce of the <c>style</c> and <c>script</c> elements within this answer: colours that are data (tiers) come
    /// in one, and what the first paint of a start page needs.</summary>
    public static string Nonce(this HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce)
            context.Items[NonceKey] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        return nonce;
    }

    /// <summary>Whether a part of this answer is swapped into a page that has its styles, and whose policy knows another
    /// nonce.</summary>
    public static bool AsksForPart(this HttpContext context) => context.Request.Headers.ContainsKey("HX-Request");

    /// <summary>Lets this page ask the browser where it is; no other may.</summary>
    public static void AllowPosition(this HttpContext context) => context.Items[PositionKey] = true;

    /// <summary>The nonce that this answer's page uses; null where it uses none.</summary>
    public static string? PeekNonce(this HttpContext context) => context.Items[NonceKey] as string;

    /// <summary>Whether this page may ask for the position.</summary>
    public static bool MayAskPosition(this HttpContext context) => context.Items.ContainsKey(PositionKey);

    /// <summary>Allows the nonce of a page that was rendered before.</summary>
    public static void SetNonce(this HttpContext context, string nonce) => context.Items[NonceKey] = nonce;

    public static void UseSecurityHeaders(this WebApplication app)
    {
        // A form may end in a redirect to the authorization server (sign-out, a session that ended).
        var authority = new Uri(app.Configuration["Authentication:Authority"]!).GetLeftPart(UriPartial.Authority);
        var https = SiteCookies.Https(app.Configuration);
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    Write(context, authority, https);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }

    private static void Write(HttpContext context, string authority, bool https)
    {
        var headers = context.Response.Headers;
        var self = context.Items[NonceKey] is string nonce ? $"'self' 'nonce-{nonce}'" : "'self'";
        // A file that somebody attached brings a stricter one of its own.
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src {self} 'wasm-unsafe-eval'; style-src {self}; img-src 'self' data: blob:; font-src 'self'; "
                + $"connect-src 'self'; manifest-src 'self'; form-action 'self' {authority}; base-uri 'none'; frame-ancestors 'none'";
        // Written here because an error's page drops what was written before it.
        if (https && context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] =
            $"camera=(self), geolocation=({(context.Items.ContainsKey(PositionKey) ? "self" : "")}), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Pages show a person's data; they stay out of every cache. Assets set their own.
        if (!headers.ContainsKey("Cache-Control"))
            headers.CacheControl = "no-store";
    }
}
