using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using TalentCard.Core.Keys;

namespace TalentCard.Api.Connect;

/// <summary>The discovery document (OpenID Connect Discovery, RFC 8414) and the keys that verify this server's tokens (RFC 7517).</summary>
internal static class DiscoveryEndpoint
{
    public static IResult Describe(HttpContext context, IOptions<ConnectOptions> options)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        var connect = options.Value;
        return Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = connect.Issuer,
            ["authorization_endpoint"] = connect.AddressOf("/connect/authorize"),
            ["token_endpoint"] = connect.AddressOf("/connect/token"),
            ["userinfo_endpoint"] = connect.AddressOf("/connect/userinfo"),
            ["introspection_endpoint"] = connect.AddressOf("/connect/introspect"),
            ["revocation_endpoint"] = connect.AddressOf("/connect/revoke"),
            ["end_session_endpoint"] = connect.AddressOf("/connect/endsession"),
            ["jwks_uri"] = connect.AddressOf("/.well-known/jwks"),
            ["scopes_supported"] = Scopes.All,
            ["response_types_supported"] = List("code"),
            ["response_modes_supported"] = List("query"),
            ["grant_types_supported"] = List("authorization_code", "refresh_token", "client_credentials"),
            ["code_challenge_methods_supported"] = List("S256"),
            ["token_endpoint_auth_methods_supported"] = List("client_secret_basic", "client_secret_post", "none"),
            ["introspection_endpoint_auth_methods_supported"] = List("client_secret_basic", "client_secret_post"),
            ["revocation_endpoint_auth_methods_supported"] = List("client_secret_basic", "client_secret_post", "none"),
            ["subject_types_supported"] = List("public"),
            ["id_token_signing_alg_values_supported"] = List("RS256"),
            ["claims_supported"] = List("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "sid", "name", "preferred_username", "roles",
                "partner_id", "service_point_id", "talent_id", "station_id", "department_id"),
            ["prompt_values_supported"] = List("none", "login", "select_account", "consent"),
            ["ui_locales_supported"] = List("zh-CN", "en"),
            ["authorization_response_iss_parameter_supported"] = true,
            ["claims_parameter_supported"] = false,
            ["request_parameter_supported"] = false,
            ["request_uri_parameter_supported"] = false,
        });
    }

    public static async Task<IResult> KeysAsync(HttpContext context, SigningKeyRing ring, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        var keys = await ring.VerifyingAsync(KeyPurpose.Tokens, cancellationToken);
        return Results.Json(new Dictionary<string, object> { ["keys"] = keys.Select(Describe).ToArray() });
    }

    private static string[] List(params string[] values) => values;

    private static Dictionary<string, string> Describe(SigningKey key)
    {
        var parameters = ((RSA)key.Key).ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = key.Kid,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }
}
