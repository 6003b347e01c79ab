namespace TalentCard.Web.Auth;

/// <summary>Names and options of this site's cookies. <c>__Host-</c> binds a cookie to this host, to https and to the whole
/// site; browsers refuse it on plain http, where <c>Authentication:RequireHttps</c> is false.</summary>
internal static class SiteCookies
{
    /// <summary>Whether the site is served over https alone.</summary>
    public static bool Https(IConfiguration configuration) => configuration.GetValue("Authentication:RequireHttps", true);

    /// <summary>The full name of a cookie.</summary>
    public static string Name(IConfiguration configuration, string name) => Https(configuration) ? $"__Host-{name}" : name;

    /// <inheritdoc cref="Name(IConfiguration, string)" />
    public static string Name(HttpContext context, string name) =>
        Name(context.RequestServices.GetRequiredService<IConfiguration>(), name);

    /// <summary>A choice that a browser keeps for a year.</summary>
    public static CookieOptions Kept(HttpContext context) =>
        new()
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Https(context.RequestServices.GetRequiredService<IConfiguration>()),
            IsEssential = true,
        };
}
