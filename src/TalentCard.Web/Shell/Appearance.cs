using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentCard.Web.Auth;

namespace TalentCard.Web.Shell;

/// <summary>How the reader wants pages to look; a cookie remembers it. What was never chosen follows the device.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="Size"><c>normal</c> or <c>large</c> (长辈版).</param>
/// <param name="Contrast"><c>high</c> or <c>system</c>.</param>
internal sealed record Appearance(string Theme, string Size, string Contrast)
{
    private const string Cookie = "talentcard-look";
    private const string Follow = "system";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/appearance", Choose).AllowAnonymous();

    /// <summary>The reader's choice.</summary>
    public static Appearance Of(HttpContext context) =>
        context.Request.Cookies[SiteCookies.Name(context, Cookie)]?.Split('.') is [var theme, var size, var contrast]
            ? Checked(theme, size, contrast)
            : Checked(null, null, null);

    // Each button of the menu sends one of the three; the others stay.
    private static RedirectHttpResult Choose(
        HttpContext context,
        [FromForm] string? theme,
        [FromForm] string? size,
        [FromForm] string? contrast,
        [FromForm] string? returnUrl
    )
    {
        var now = Of(context);
        var look = Checked(theme ?? now.Theme, size ?? now.Size, contrast ?? now.Contrast);
        context.Response.Cookies.Append(
            SiteCookies.Name(context, Cookie),
            $"{look.Theme}.{look.Size}.{look.Contrast}",
            SiteCookies.Kept(context)
        );
        return TypedResults.LocalRedirect(SignInEndpoints.LocalOr(returnUrl, "/"));
    }

    private static Appearance Checked(string? theme, string? size, string? contrast) =>
        new(
            theme is "light" or "dark" ? theme : Follow,
            size is "large" ? size : "normal",
            contrast is "high" ? contrast : Follow
        );
}
