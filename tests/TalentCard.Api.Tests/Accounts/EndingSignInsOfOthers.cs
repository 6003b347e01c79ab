using System.Net;
using System.Net.Http.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Accounts;
using TalentCard.Core.Accounts;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Accounts;

public sealed class EndingSignInsOfOthers(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private readonly HttpClient admin = api.As(Person.Admin());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_sees_them_and_ends_one_for_a_reason()
    {
        var user = await UserAsync();
        var first = await BeginAsync(user);
        api.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await BeginAsync(user);
        (await ListAsync(user)).Select(one => one.Id).ShouldBe([second, first]);
        (await EndAsync(user, first)).ShouldBe(HttpStatusCode.NoContent);
        (await ListAsync(user)).ShouldHaveSingleItem().UserAgent.ShouldBe("a browser");
        (await EndAsync(user, first)).ShouldBe(HttpStatusCode.NotFound, "it has ended");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>(
                "select reason from audit_events where action = 'user.end_sign_in' and subject_id = @id",
                new { id = user.ToString() }
            )
        ).ShouldBe(["a lost laptop"]);
    }

    [Fact]
    public async Task All_end_at_once_for_a_reason()
    {
        var user = await UserAsync();
        await BeginAsync(user);
        await BeginAsync(user);
        (await EndAllAsync(user)).ShouldBe(HttpStatusCode.NoContent);
        (await ListAsync(user)).ShouldBeEmpty();
        (await EndAllAsync(user)).ShouldBe(HttpStatusCode.NoContent, "there was none left");
        (await EndAllAsync(Guid.NewGuid())).ShouldBe(HttpStatusCode.NotFound);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>(
                "select reason from audit_events where action = 'user.end_all_sign_ins' and subject_id = @id",
                new { id = user.ToString() }
            )
        ).ShouldBe(["a lost laptop", "a lost laptop"]);
    }

    [Fact]
    public async Task It_is_not_found_under_another_account()
    {
        var signIn = await BeginAsync(await UserAsync());
        (await EndAsync(await UserAsync(), signIn)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_browser_that_was_left_is_not_among_them()
    {
        var user = await UserAsync();
        await BeginAsync(user);
        api.Clock.Advance(SignInStore.Lifetime);
        (await ListAsync(user)).ShouldBeEmpty();
    }

    private Task<Guid> UserAsync() => TestData.UserAsync(api.Database, $"expert-{Guid.NewGuid():N}", ["expert"]);

    private async Task<Guid> BeginAsync(Guid user)
    {
        var account = (await api.Services.GetRequiredService<UserStore>().FindAsync(user, Cancel))!;
        var store = api.Services.GetRequiredService<SignInStore>();
        return (await store.BeginAsync(account, SignInMethods.Password, "a browser", "192.0.2.1", before: null, Cancel))!.Value;
    }

    private async Task<SignIn[]> ListAsync(Guid user) =>
        (await admin.GetFromJsonAsync<SignIn[]>($"/api/v1/users/{user}/sign-ins", Cancel))!;

    private async Task<HttpStatusCode> EndAllAsync(Guid user)
    {
        using var answer = await admin.PostAsJsonAsync(
            $"/api/v1/users/{user}/sign-ins/end",
            new AccountReason("a lost laptop"),
            Cancel
        );
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> EndAsync(Guid user, Guid signIn)
    {
        using var answer = await admin.PostAsJsonAsync(
            $"/api/v1/users/{user}/sign-ins/{signIn}/end",
            new AccountReason("a lost laptop"),
            Cancel
        );
        return answer.StatusCode;
    }
}
