using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TalentCard.Core.Keys;

namespace TalentCard.Api.Tests.Connect;

/// <summary>Only a token of the issuer, for the Api, in force and unaltered, opens the Api.</summary>
public sealed class CallingWithAToken(ApiWithItsIssuer api) : TestsOfASession(api)
{
    private string access = "";
    private string idToken = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (access, idToken) = await TokensAsync();
    }

    [Fact]
    public async Task Of_the_issuer_is_answered() => (await StatusAsync(access)).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));

    [Fact]
    public Task That_was_altered_is_refused()
    {
        var parts = access.Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        payload["roles"] = new JsonArray("admin");
        return ShouldBeRefusedAsync($"{parts[0]}.{Encode(payload)}.{parts[2]}");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    public Task Of_algorithm_none_or_of_a_shared_key_is_refused(string algorithm)
    {
        var header = Encode(
            new JsonObject
            {
                ["alg"] = algorithm,
                ["typ"] = "at+jwt",
                ["kid"] = new JsonWebToken(access).Kid,
            }
        );
        var signature =
            algorithm == "HS256"
                ? Base64Url.EncodeToString(
                    HMACSHA256.HashData("key"u8, Encoding.ASCII.GetBytes($"{header}.{access.Split('.')[1]}"))
                )
                : "";
        return ShouldBeRefusedAsync($"{header}.{access.Split('.')[1]}.{signature}");
    }

    [Fact]
    public Task Signed_by_another_key_is_refused()
    {
        var foreign = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = new JsonWebToken(access).Kid };
        return ShouldBeRefusedAsync(Forge(foreign, _ => { }));
    }

    [Fact]
    public Task That_is_an_ID_token_is_refused() => ShouldBeRefusedAsync(idToken);

    [Fact]
    public Task For_another_audience_is_refused() => ShouldBeRefusedAsync(payload => payload["aud"] = "another-api");

    [Fact]
    public Task Of_another_issuer_is_refused() => ShouldBeRefusedAsync(payload => payload["iss"] = "https://another.example");

    [Fact]
    public Task That_has_expired_is_refused() =>
        ShouldBeRefusedAsync(payload => payload["exp"] = Api.Clock.GetUtcNow().AddMinutes(-1).ToUnixTimeSeconds());

    [Fact]
    public async Task Without_one_is_a_plain_challenge()
    {
        using var answer = await Browser.GetAsync("/api/v1/me");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        using var userInfo = await Browser.GetAsync("/connect/userinfo");
        userInfo.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        userInfo.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Fact]
    public async Task That_was_revoked_is_inactive()
    {
        (await Browser.ClientAsync("/connect/revoke", ("token", access), ("token_type_hint", "access_token"))).Status.ShouldBe(
            HttpStatusCode.OK
        );
        (await Browser.IsActiveAsync(access)).ShouldBeFalse();
        using var userInfo = await Browser.CallAsync("/connect/userinfo", access);
        userInfo.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Of_another_client_is_unknown_to_introspection_and_not_revoked()
    {
        var (_, answer) = await Browser.ClientAsync("/connect/introspect", ("client_id", "other"), ("token", access));
        answer.EnumerateObject().Select(member => member.Name).ShouldBe(["active"]);
        answer.GetProperty("active").GetBoolean().ShouldBeFalse();
        // RFC 7009, section 2.2: a token that is invalid for the client is answered as if it had been revoked; it says nothing of
        // others'.
        var (status, _) = await Browser.ClientAsync("/connect/revoke", ("client_id", "other"), ("token", access));
        status.ShouldBe(HttpStatusCode.OK);
        (await Browser.IsActiveAsync(access)).ShouldBeTrue();
    }

    // RFC 7662, section 2.1: who asks must show who it is.
    [Fact]
    public async Task Of_a_client_without_a_secret_is_not_introspected_by_it()
    {
        (string, string?)[] client = [("client_id", "public"), ("client_secret", null)];
        var (_, tokens) = await Browser.RedeemAsync(await Browser.CodeAsync(client[0], ("scope", "openid")), client);
        var token = tokens.GetProperty("access_token").GetString();
        RedeemingACode.ShouldBe(
            await Browser.ClientAsync("/connect/introspect", [("token", token), .. client]),
            "unauthorized_client"
        );
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("a.b.c")]
    [InlineData("' or 1=1 --😀\u202e")]
    public async Task Of_no_sense_is_inactive_and_its_revocation_is_no_error(string token)
    {
        (await Browser.IsActiveAsync(token)).ShouldBeFalse();
        (await Browser.ClientAsync("/connect/revoke", ("token", token))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/connect/introspect")]
    [InlineData("/connect/revoke")]
    [InlineData("/connect/token")]
    public async Task Needs_a_form_of_bearable_size_and_a_known_client(string path)
    {
        using var json = await Browser.PostAsync(path, new StringContent("{}", Encoding.UTF8, "application/json"));
        json.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        json.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var flood = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("token", new string('x', 10 * 1024 * 1024))]),
            Headers = { ExpectContinue = true },
        };
        using var huge = await Browser.SendAsync(flood);
        huge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var twice = await Browser.PostAsync(
            path,
            new FormUrlEncodedContent([new("client_id", "web"), new("client_id", "web")])
        );
        twice.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("token", "x"), new("grant_type", "client_credentials")]),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String("web:wrong"u8));
        using var wrong = await Browser.SendAsync(request);
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Headers.WwwAuthenticate.ToString().ShouldStartWith("Basic");
    }

    // Signed by the issuer's own key, so that nothing but the change can be the reason.
    private async Task ShouldBeRefusedAsync(Action<JsonNode> change)
    {
        var ring = Api.Services.GetRequiredService<SigningKeyRing>();
        var key = new ECDsaSecurityKey(
            (ECDsa)(await ring.CurrentAsync(KeyPurpose.AccessTokens, TestContext.Current.CancellationToken)).Key
        )
        {
            KeyId = new JsonWebToken(access).Kid,
        };
        (await StatusAsync(Forge(key, _ => { }))).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        await ShouldBeRefusedAsync(Forge(key, change));
    }

    private async Task ShouldBeRefusedAsync(string token)
    {
        (await StatusAsync(token)).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized));
        (await Browser.IsActiveAsync(token)).ShouldBeFalse();
    }

    private async Task<(HttpStatusCode Api, HttpStatusCode UserInfo)> StatusAsync(string token)
    {
        using var me = await Browser.CallAsync("/api/v1/me", token);
        using var userInfo = await Browser.CallAsync("/connect/userinfo", token);
        return (me.StatusCode, userInfo.StatusCode);
    }

    private string Forge(SecurityKey key, Action<JsonNode> change)
    {
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(new JsonWebToken(access).EncodedPayload))!;
        change(payload);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            payload.ToJsonString(),
            new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            new Dictionary<string, object> { ["typ"] = "at+jwt" }
        );
    }

    private async Task<(string Access, string Id)> TokensAsync()
    {
        var (_, tokens) = await Browser.RedeemAsync(await Browser.CodeAsync(("scope", "openid audit")));
        return (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("id_token").GetString()!);
    }

    private static string Encode(JsonNode node) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(node.ToJsonString()));
}
