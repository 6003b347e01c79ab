using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

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
        address is ['/', ..]
        && !address.StartsWith("//", StringComparison.Ordinal)
        && !address.StartsWith("/\\", StringComparison.Ordinal)
        && !address.Any(char.IsControl)
            ? address
            : other;

    /// <summary>The page of the authorization server on which people look after their password and second factor.</summary>
    public static string AccountPage(this HttpContext context)
    {
        var client = context.RequestServices.GetRequiredService<AuthorizationServer>().Client;
        return QueryHelpers.AddQueryString(
            $"{client.Authority}/account/security",
            new Dictionary<string, string?>
            {
                ["client_id"] = client.ClientId,
                ["ui_locales"] = System.Globalization.CultureInfo.CurrentUICulture.Name,
            }
        );
    }

    private static ChallengeHttpResult SignIn(string? returnUrl) =>
        TypedResults.Challenge(new AuthenticationProperties { RedirectUri = LocalOr(returnUrl, "/") });

    // [FromForm] makes the framework check the antiforgery token.
    private static async Task<RedirectHttpResult> SignOutAsync(
        HttpContext context,
        AuthorizationServer server,
        FormDrafts keptForms,
        [FromForm] string? reason,
        CancellationToken cancel
    )
    {
        _ = reason;
        await keptForms.ForgetAsync(context);
        var refreshToken = await context.GetTokenAsync("refresh_token");
        var idToken = await context.GetTokenAsync("id_token");
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (refreshToken is null || idToken is null)
            return TypedResults.Redirect("/");
        var endpoints = await server.DiscoverAsync(cancel);
        if (endpoints.RevocationEndpoint is { } revoke)
            await RevokeAsync(server, revoke, refreshToken, cancel);
        if (endpoints.EndSessionEndpoint is null)
            return TypedResults.Redirect("/");
        // Not by the scheme's own sign-out, which would come back with a state that nothing here needs.
        return TypedResults.Redirect(
            QueryHelpers.AddQueryString(
                endpoints.EndSessionEndpoint,
                new Dictionary<string, string?>
                {
                    ["id_token_hint"] = idToken,
                    ["client_id"] = server.Client.ClientId,
                    ["post_logout_redirect_uri"] = $"{context.Request.Scheme}://{context.Request.Host}/",
                }
            )
        );
    }

    private static async Task RevokeAsync(
        AuthorizationServer server,
        string endpoint,
        string refreshToken,
        CancellationToken cancel
    )
    {
        try
        {
            using var _ = await server.PostAsync(
                endpoint,
                new() { ["token"] = refreshToken, ["token_type_hint"] = "refresh_token" },
                cancel
            );
        }
        catch (HttpRequestException)
        {
            // Signed out here all the same; the token dies of age.
        }
    }
}
