namespace TalentCard.Api.Security;

/// <summary>
/// Headers of every answer. The sign-in pages and the description set their own policy; nothing else is a page.
/// </summary>
internal static class ApiHeaders
{
    public static void UseApiHeaders(this WebApplication app)
    {
        var https = app.Configuration["Connect:Issuer"]?.StartsWith("https:", StringComparison.Ordinal) ?? true;
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    Write(context, https);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }

    private static void Write(HttpContext context, bool https)
    {
        var headers = context.Response.Headers;
        // Written here because an error's answer drops what was written before it.
        if (https && context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        if (!headers.ContainsKey("Referrer-Policy"))
            headers["Referrer-Policy"] = "no-referrer";
        // Rows about people stay out of every cache between here and the caller.
        if (headers.CacheControl.Count == 0 && context.Request.Path.StartsWithSegments("/api"))
            headers.CacheControl = "no-store";
    }
}
