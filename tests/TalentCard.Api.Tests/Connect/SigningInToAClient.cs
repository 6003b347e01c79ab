using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Connect;

public sealed class SigningInToAClient(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leads_by_way_of_the_sign_in_page_to_tokens()
    {
        var id = await TestData.UserAsync(api.Database, "auditor-a", ["auditor"]);
        using var browser = api.Browser();
        var first = await browser.GetAsync(Browser.AuthorizeUrl(("scope", "openid profile offline_access audit admin")));
        first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var signIn = first.Headers.Location!.ToString();
        signIn.ShouldStartWith("/account/sign-in?return_url=");

        var signedIn = await browser.SignInAsync("auditor-a", url: signIn);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect, await signedIn.Content.ReadAsStringAsync(Cancel));
        var back = await browser.GetAsync(signedIn.Headers.Location!.ToString());
        var answer = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Headers.Location!.Query);
        answer["state"].ToString().ShouldBe("state & 状态");
        answer["iss"].ToString().ShouldBe(api.Issuer);

        var (status, tokens) = await browser.RedeemAsync(answer["code"].ToString());
        status.ShouldBe(HttpStatusCode.OK);
        tokens.GetProperty("token_type").GetString().ShouldBe("Bearer");
        tokens.GetProperty("expires_in").GetInt32().ShouldBe(600);
        // The client may ask for admin, the auditor may not.
        tokens.GetProperty("scope").GetString().ShouldBe("openid profile offline_access audit");

        var access = new JsonWebToken(tokens.GetProperty("access_token").GetString());
        access.Typ.ShouldBe("at+jwt");
        access.Alg.ShouldBe("ES256");
        access.Issuer.ShouldBe(api.Issuer);
        access.Audiences.ShouldBe(["talentcard-api"]);
        access.Subject.ShouldBe(id.ToString());
        access.GetPayloadValue<string[]>("roles").ShouldBe(["auditor"]);
        access.GetPayloadValue<string>("client_id").ShouldBe("web");
        var idToken = new JsonWebToken(tokens.GetProperty("id_token").GetString());
        idToken.Audiences.ShouldBe(["web"]);
        idToken.GetPayloadValue<string>("nonce").ShouldBe("n-0S6_WzA2Mj");

        var userInfo = JsonDocument
            .Parse(await (await browser.CallAsync("/connect/userinfo", access.EncodedToken)).Content.ReadAsStringAsync(Cancel))
            .RootElement;
        userInfo.GetProperty("sub").GetString().ShouldBe(id.ToString());
        userInfo.GetProperty("preferred_username").GetString().ShouldBe("auditor-a");

        var (_, refreshed) = await browser.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!);
        refreshed.GetProperty("refresh_token").GetString().ShouldNotBe(tokens.GetProperty("refresh_token").GetString());
    }
}
