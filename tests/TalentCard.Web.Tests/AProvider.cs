using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TalentCard.Web.Tests;

/// <summary>
/// An OpenID provider in this process, in place of the network behind the Web: it answers as one should, but for what a test
/// makes it say wrong. Its endpoints lie where only its discovery document tells.
/// </summary>
public sealed class AProvider : HttpMessageHandler
{
    /// <summary>Its name and address.</summary>
    public const string Issuer = "https://sign-in.test";

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "provider" };

    /// <summary>Whether it answers at all.</summary>
    public bool Up { get; set; } = true;

    /// <summary>Whether it takes pushed authorization requests (RFC 9126).</summary>
    public bool TakesPushed { get; set; }

    /// <summary>What a pushed request is answered with.</summary>
    public HttpStatusCode Pushes { get; set; } = HttpStatusCode.Created;

    /// <summary>Who signs in.</summary>
    public string Role { get; set; } = "auditor";

    /// <summary>How long an access token lives, in seconds.</summary>
    public int Lifetime { get; set; } = 600;

    /// <summary>The nonce that was asked with.</summary>
    public string? Nonce { get; set; }

    /// <summary>What stands in the ID token beside what belongs there, or in its place.</summary>
    public Dictionary<string, object?> Instead { get; } = [];

    /// <summary>Signs the ID token in place of its own key.</summary>
    public SecurityKey? ForeignKey { get; set; }

    /// <summary>Of whom userinfo speaks.</summary>
    public string Subject { get; set; } = "person";

    /// <summary>What a refresh is answered with.</summary>
    public HttpStatusCode Refreshes { get; set; } = HttpStatusCode.OK;

    /// <summary>The forms that were posted, by their endpoint.</summary>
    public ConcurrentQueue<(string Path, IReadOnlyDictionary<string, string> Form)> Posted { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Up)
            throw new HttpRequestException("Connection refused");
        request.RequestUri!.GetLeftPart(UriPartial.Authority).ShouldBe(Issuer);
        var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var form = QueryHelpers.ParseQuery(sent).ToDictionary(field => field.Key, field => field.Value.ToString());
        if (request.Method == HttpMethod.Post)
            Posted.Enqueue((request.RequestUri.AbsolutePath, form));
        return request.RequestUri.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => Json(Discovery()),
            "/here/keys" => Json(new { keys = new[] { Published() } }),
            "/here/push" when Pushes != HttpStatusCode.Created => Json(new { error = "temporarily_unavailable" }, Pushes),
            "/here/push" => Json(new { request_uri = "urn:pushed:1", expires_in = 60 }, Pushes),
            "/here/token" when form["grant_type"] == "refresh_token" => Json(Tokens(600), Refreshes),
            "/here/token" => Json(Tokens(Lifetime, IdToken())),
            "/here/userinfo" => Json(
                new
                {
                    sub = Subject,
                    name = "张三",
                    preferred_username = "zhang",
                    roles = new[] { Role },
                }
            ),
            "/here/revoke" => new HttpResponseMessage(HttpStatusCode.OK),
            var path => throw new InvalidOperationException($"{path} is no endpoint."),
        };
    }

    protected override void Dispose(bool disposing)
    {
        key.Rsa.Dispose();
        base.Dispose(disposing);
    }

    private static HttpResponseMessage Json(object value, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = JsonContent.Create(value) };

    private Dictionary<string, object> Discovery()
    {
        var document = new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/here/authorize",
            ["token_endpoint"] = $"{Issuer}/here/token",
            ["userinfo_endpoint"] = $"{Issuer}/here/userinfo",
            ["revocation_endpoint"] = $"{Issuer}/here/revoke",
            ["end_session_endpoint"] = $"{Issuer}/here/end",
            ["jwks_uri"] = $"{Issuer}/here/keys",
            ["authorization_response_iss_parameter_supported"] = true,
        };
        if (TakesPushed)
            document["pushed_authorization_request_endpoint"] = $"{Issuer}/here/push";
        return document;
    }

    private Dictionary<string, string> Published()
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private static Dictionary<string, object> Tokens(int lifetime, string? idToken = null)
    {
        var tokens = new Dictionary<string, object>
        {
            ["access_token"] = "an access token",
            ["token_type"] = "Bearer",
            ["expires_in"] = lifetime,
            ["refresh_token"] = "a refresh token",
        };
        if (idToken is not null)
            tokens["id_token"] = idToken;
        return tokens;
    }

    private string IdToken()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Issuer,
            ["aud"] = "talentcard-web",
            ["sub"] = "person",
            ["nonce"] = Nonce,
            ["iat"] = now,
            ["exp"] = now + 600,
        };
        foreach (var (name, value) in Instead)
            claims[name] = value;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            System.Text.Json.JsonSerializer.Serialize(claims.Where(claim => claim.Value is not null).ToDictionary()),
            new SigningCredentials(ForeignKey ?? key, SecurityAlgorithms.RsaSha256)
        );
    }
}
