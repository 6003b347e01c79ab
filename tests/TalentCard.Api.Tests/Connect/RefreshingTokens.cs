using System.Net;
using Dapper;
using Microsoft.IdentityModel.JsonWebTokens;

namespace TalentCard.Api.Tests.Connect;

public sealed class RefreshingTokens(ApiWithItsIssuer api) : TestsOfASession(api)
{
    [Fact]
    public async Task Twice_with_the_same_token_ends_the_whole_grant()
    {
        var (access, first) = await TokensAsync();
        var (_, refreshed) = await Browser.RefreshAsync(first);
        var second = refreshed.GetProperty("refresh_token").GetString()!;

        RedeemingACode.ShouldBe(await Browser.RefreshAsync(first), "invalid_grant");

        RedeemingACode.ShouldBe(await Browser.RefreshAsync(second), "invalid_grant");
        (await Browser.IsActiveAsync(access)).ShouldBeFalse();
    }

    [Fact]
    public async Task At_once_from_many_sides_succeeds_no_more_than_once()
    {
        var (_, token) = await TokensAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Browser.RefreshAsync(token)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Cannot_widen_the_scope_but_can_narrow_it()
    {
        var (_, token) = await TokensAsync();
        RedeemingACode.ShouldBe(await Browser.RefreshAsync(token, ("scope", "openid office")), "invalid_scope");
        var (status, tokens) = await Browser.RefreshAsync(token, ("scope", "audit"));
        status.ShouldBe(HttpStatusCode.OK);
        tokens.GetProperty("scope").GetString().ShouldBe("audit");
    }

    [Fact]
    public async Task Has_an_absolute_end_however_often_it_is_done()
    {
        var (_, token) = await TokensAsync();
        for (var hour = 0; hour < 11; hour++)
        {
            Api.Clock.Advance(TimeSpan.FromHours(1));
            var (status, tokens) = await Browser.RefreshAsync(token);
            status.ShouldBe(HttpStatusCode.OK);
            token = tokens.GetProperty("refresh_token").GetString()!;
        }
        Api.Clock.Advance(TimeSpan.FromHours(1));
        RedeemingACode.ShouldBe(await Browser.RefreshAsync(token), "invalid_grant");
        Api.Clock.AdjustTime(Api.Clock.GetUtcNow().AddHours(-12));
    }

    [Theory]
    [InlineData("disabled_at = now()")]
    [InlineData("security_stamp = 'another'")]
    [InlineData("is_demo = true")]
    public async Task Ends_when_the_account_may_no_longer_sign_in(string change)
    {
        var (_, token) = await TokensAsync();
        await using var connection = await Api.Database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync($"update users set {change} where id = @User", new { User });
        RedeemingACode.ShouldBe(await Browser.RefreshAsync(token), "invalid_grant");
    }

    [Fact]
    public async Task Follows_the_roles_that_the_account_has_now()
    {
        var (_, token) = await TokensAsync();
        await using var connection = await Api.Database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("update users set roles = array['expert'] where id = @User", new { User });
        var (_, tokens) = await Browser.RefreshAsync(token);
        tokens.GetProperty("scope").GetString().ShouldBe("openid offline_access");
        new JsonWebToken(tokens.GetProperty("access_token").GetString()).GetPayloadValue<string[]>("roles").ShouldBe(["expert"]);
    }

    [Theory]
    [InlineData("client_id", "other", "invalid_grant")]
    [InlineData("refresh_token", "unknown", "invalid_grant")]
    [InlineData("refresh_token", "\0", "invalid_request")]
    [InlineData("refresh_token", "' or 1=1 --😀", "invalid_grant")]
    [InlineData("refresh_token", null, "invalid_request")]
    public async Task With_a_token_that_is_not_the_clients_is_refused(string name, string? value, string error)
    {
        var (_, token) = await TokensAsync();
        RedeemingACode.ShouldBe(await Browser.RefreshAsync(token, (name, value)), error);
    }

    private async Task<(string Access, string Refresh)> TokensAsync()
    {
        var (_, tokens) = await Browser.RedeemAsync(await Browser.CodeAsync(("scope", "openid offline_access audit")));
        return (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);
    }
}
