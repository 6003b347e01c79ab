using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;
using TalentCard.Web.Shell;

namespace TalentCard.Web.Auth;

/// <summary>
/// The framework's OAuth client (code, PKCE S256, state) with what OpenID Connect adds: the issuer named in the answer is
/// checked (RFC 9207), and who signed in comes from userinfo, which must speak of the ID token's subject.
/// </summary>
internal sealed class ConnectHandler(
    IOptionsMonitor<ConnectOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeptForms keptForms)
    : OAuthHandler<ConnectOptions>(options, logger, encoder)
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string SchemeName = "connect";

    /// <summary>Name under which the ID token is kept, to be sent as a hint at sign-out.</summary>
    public const string IdToken = "id_token";

    private static readonly string[] SingleClaims = ["sub", "name", "preferred_username", "partner_id", "service_point_id", "talent_id"];

    protected override Task<HandleRequestResult> HandleRemoteAuthenticateAsync() =>
        Request.Query["iss"] == Options.Issuer
            ? base.HandleRemoteAuthenticateAsync()
            : Task.FromResult(HandleRequestResult.Fail("The answer names another issuer."));

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A script's fetch cannot follow to a sign-in page; it gets the plain answer and reloads the page itself.
        if (Request.Headers["Sec-Fetch-Mode"] is var mode && (mode == "cors" || mode == "same-origin"))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        // What a form sent is kept for the page that it stood on, which is where to come back to.
        if (!HttpMethods.IsGet(Request.Method))
        {
            properties.RedirectUri ??= Uri.TryCreate(Request.Headers.Referer, UriKind.Absolute, out var page)
                && page.Authority == Request.Host.Value ? FormAnswers.Without(page.PathAndQuery) : "/";
            await keptForms.KeepAsync(Context, properties.RedirectUri);
        }
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        base.BuildChallengeUrl(properties, redirectUri) + "&ui_locales=" + System.Globalization.CultureInfo.CurrentUICulture.Name;

    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        using var response = await Backchannel.SendAsync(request, Context.RequestAborted);
        response.EnsureSuccessStatusCode();
        using var user = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Context.RequestAborted));

        var idToken = tokens.Response!.RootElement.GetProperty(IdToken).GetString()!;
        CheckIdToken(idToken, user.RootElement.GetProperty("sub").GetString());
        properties.StoreTokens([.. properties.GetTokens(), new AuthenticationToken { Name = IdToken, Value = idToken }]);

        var person = new ClaimsIdentity(Scheme.Name, "name", "roles");
        foreach (var name in SingleClaims)
            if (user.RootElement.TryGetProperty(name, out var value) && value.GetString() is { } text) person.AddClaim(new Claim(name, text));
        if (user.RootElement.TryGetProperty("roles", out var roles))
            foreach (var role in roles.EnumerateArray()) person.AddClaim(new Claim("roles", role.GetString()!));
        // A talent opens the card on their own phone, again and again; everyone else signs in anew with each browser.
        properties.IsPersistent = person.HasClaim("roles", "talent");
        return new AuthenticationTicket(new ClaimsPrincipal(person), properties, Scheme.Name);
    }

    // OpenID Connect Core, 3.1.3.7: a token that came straight from the token endpoint needs no look at its signature, its
    // claims it does; 5.3.2: userinfo must be about the same subject.
    private void CheckIdToken(string idToken, string? subject)
    {
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(idToken.Split('.')[1]));
        var root = claims.RootElement;
        var audience = root.GetProperty("aud");
        var forUs = audience.ValueKind == JsonValueKind.Array
            ? audience.EnumerateArray().Any(one => one.GetString() == Options.ClientId)
            : audience.GetString() == Options.ClientId;
        if (root.GetProperty("iss").GetString() != Options.Issuer || !forUs || root.GetProperty("sub").GetString() != subject
            || root.GetProperty("exp").GetInt64() < TimeProvider.GetUtcNow().ToUnixTimeSeconds())
            throw new AuthenticationFailureException("The ID token is not for this sign-in.");
    }
}

/// <summary>Where the authorization server is.</summary>
internal sealed class ConnectOptions : OAuthOptions
{
    /// <summary>The issuer, exactly as it names itself; no slash at the end.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>RFC 7009.</summary>
    public string RevocationEndpoint { get; set; } = "";

    /// <summary>OpenID Connect RP-Initiated Logout.</summary>
    public string EndSessionEndpoint { get; set; } = "";
}
