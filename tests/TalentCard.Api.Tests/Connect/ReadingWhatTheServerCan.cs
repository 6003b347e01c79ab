using System.Net;
using System.Text.Json.Nodes;

namespace TalentCard.Api.Tests.Connect;

/// <summary>The discovery document says all of what the server does and no more (OpenID Connect Discovery, section 3).</summary>
public sealed class ReadingWhatTheServerCan(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/oauth-authorization-server")]
    public async Task Finds_it_whole_and_true(string path)
    {
        using var browser = api.Browser();
        using var answer = await browser.GetAsync(path);
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        var expected = JsonNode.Parse(
            $$"""
            {
              "issuer": "{{api.Issuer}}",
              "authorization_endpoint": "{{api.Issuer}}/connect/authorize",
              "token_endpoint": "{{api.Issuer}}/connect/token",
              "introspection_endpoint": "{{api.Issuer}}/connect/introspect",
              "end_session_endpoint": "{{api.Issuer}}/connect/endsession",
              "revocation_endpoint": "{{api.Issuer}}/connect/revoke",
              "userinfo_endpoint": "{{api.Issuer}}/connect/userinfo",
              "pushed_authorization_request_endpoint": "{{api.Issuer}}/connect/par",
              "jwks_uri": "{{api.Issuer}}/.well-known/jwks",
              "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
              "response_types_supported": ["code"],
              "response_modes_supported": ["query"],
              "scopes_supported": [
                "admin", "audit", "calls", "card", "hotline", "office", "offline_access", "openid", "profile", "redeem",
                "settlements", "stations", "thinktank", "verify"],
              "claims_supported": [
                "acr", "amr", "at_hash", "aud", "auth_time", "department_id", "exp", "iat", "iss", "name", "nonce", "partner_id",
                "preferred_username", "roles", "service_point_id", "sid", "station_id", "sub", "talent_id"],
              "id_token_signing_alg_values_supported": ["RS256"],
              "code_challenge_methods_supported": ["S256"],
              "subject_types_supported": ["public"],
              "prompt_values_supported": ["consent", "login", "none", "select_account"],
              "acr_values_supported": ["https://refeds.org/profile/mfa", "https://refeds.org/profile/sfa"],
              "ui_locales_supported": ["en", "zh-CN"],
              "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
              "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
              "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
              "pushed_authorization_request_endpoint_auth_methods_supported": [
                "client_secret_basic", "client_secret_post", "none"],
              "require_pushed_authorization_requests": false,
              "tls_client_certificate_bound_access_tokens": false,
              "claims_parameter_supported": false,
              "request_parameter_supported": false,
              "request_uri_parameter_supported": false,
              "authorization_response_iss_parameter_supported": true
            }
            """
        )!;
        Lines(found).ShouldBe(Lines(expected));
    }

    [Theory]
    [InlineData("/connect/token", HttpStatusCode.BadRequest, "invalid_grant")]
    [InlineData("/connect/revoke", HttpStatusCode.OK, "")]
    [InlineData("/connect/par", HttpStatusCode.Created, "request_uri")]
    public async Task Finds_where_a_client_without_a_secret_may_come(string path, HttpStatusCode expected, string word)
    {
        using var browser = api.Browser();
        var (status, body) = await browser.ClientAsync(
            path,
            ("client_id", "public"),
            ("client_secret", null),
            ("token", path == "/connect/par" ? null : "x"),
            ("grant_type", "refresh_token"),
            ("refresh_token", "x"),
            ("response_type", "code"),
            ("redirect_uri", ApiWithItsIssuer.RedirectUri),
            ("scope", "openid"),
            ("code_challenge", Browser.Challenge),
            ("code_challenge_method", "S256")
        );
        status.ShouldBe(expected, body.ToString());
        body.ToString().ShouldContain(word);
    }

    // The order of members and of values has no meaning.
    private static string[] Lines(JsonNode document) =>
        [
            .. document
                .AsObject()
                .Select(member =>
                    $"{member.Key}: {(member.Value is JsonArray values
            ? string.Join(' ', values.Select(value => value!.GetValue<string>()).Order(StringComparer.Ordinal))
            : member.Value!.ToJsonString())}"
                )
                .Order(StringComparer.Ordinal),
        ];
}
