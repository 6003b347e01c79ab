using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace TalentCard.Web.Auth;

/// <summary>Sign-in and sign-out.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", SignIn).AllowAnonymous();
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
    }

    /// <summary>Whether a return address stays on this site.</summary>
    public static string LocalOr(string? address, string other) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)
            && !address.Any(char.IsControl) ? address : other;

    /// <summary>The page of the authorization server on which people look after their password and second factor.</summary>
    public static string AccountPage(this HttpContext context)
    {
        var connect = context.RequestServices.GetRequiredService<IOptionsMonitor<ConnectOptions>>().Get(ConnectHandler.SchemeName);
        return QueryHelpers.AddQueryString($"{connect.Issuer}/account/security", new Dictionary<string, string?>
        {
            ["client_id"] = connect.ClientId,
            ["ui_locales"] = System.Globalization.CultureInfo.CurrentUICulture.Name,
        });
    }

    private static ChallengeHttpResult SignIn(string? returnUrl) =>
        TypedResults.Challenge(new AuthenticationProperties { RedirectUri = LocalOr(returnUrl, "/") }, [ConnectHandler.SchemeName]);

    // [FromForm] makes the framework check the antiforgery token.
    private static async Task<RedirectHttpResult> SignOutAsync(
        HttpContext context, IOptionsMonitor<ConnectOptions> options, KeptForms keptForms, [FromForm] string? reason, CancellationToken cancellationToken)
    {
        _ = reason;
        keptForms.Forget(context);
        var connect = options.Get(ConnectHandler.SchemeName);
        var refreshToken = await context.GetTokenAsync("refresh_token");
        var idToken = await context.GetTokenAsync(ConnectHandler.IdToken);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (refreshToken is null || idToken is null) return TypedResults.Redirect("/");
        await RevokeAsync(connect, refreshToken, cancellationToken);
        return TypedResults.Redirect(QueryHelpers.AddQueryString(connect.EndSessionEndpoint, new Dictionary<string, string?>
        {
            ["id_token_hint"] = idToken,
            ["client_id"] = connect.ClientId,
            ["post_logout_redirect_uri"] = $"{context.Request.Scheme}://{context.Request.Host}/",
        }));
    }

    private static async Task RevokeAsync(ConnectOptions connect, string refreshToken, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["token"] = refreshToken,
            ["token_type_hint"] = "refresh_token",
            ["client_id"] = connect.ClientId,
            ["client_secret"] = connect.ClientSecret,
        });
        try
        {
            using var _ = await connect.Backchannel.PostAsync(connect.RevocationEndpoint, form, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // Signed out here all the same; the token dies of age.
        }
    }
}
