using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Api.Tests.Connect;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts;
using TalentCard.Contracts.Security;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Audit;

/// <summary>What may be an attack is written down, and told to the administrators when it is serious or goes on.</summary>
public sealed class SeeingAttacks(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>, IAsyncLifetime
{
    private readonly Browser browser = api.Browser();
    private readonly string name = $"expert-{Guid.NewGuid():N}";
    private Guid admin;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await TestData.UserAsync(api.Database, name, ["expert"]);
        admin = await TestData.UserAsync(api.Database, $"admin-{Guid.NewGuid():N}", ["admin"]);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_code_or_refresh_token_that_comes_again_is_an_event_and_an_alarm()
    {
        await browser.SignInAsync(name);
        var code = await browser.CodeAsync();
        var first = await browser.RedeemAsync(code);
        await browser.RedeemAsync(code);
        await browser.SignInAsync(name);
        var token = (await browser.RedeemAsync(await browser.CodeAsync())).Body.GetProperty("refresh_token").GetString()!;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.RefreshAsync(token)));
        first.Status.ShouldBe(HttpStatusCode.OK);
        (await EventsAsync("token_reuse")).Select(one => one.SubjectId).Distinct().Count().ShouldBe(2);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<int>(
                """
                select count(*)::int from messages
                where recipient_id = @admin and kind = 'security_alarm' and arguments ->> 'kind' = 'token_reuse'
                """,
                new { admin }
            )
        ).ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_an_event_of_the_client_and_a_name_that_is_none_is_not_kept()
    {
        for (var i = 0; i < 3; i++)
            (await TokenAsync("machine")).ShouldBe(HttpStatusCode.Unauthorized);
        await TokenAsync("secret-typed-as-a-name");
        var events = await EventsAsync("wrong_client_secret");
        events.Single(one => one.SubjectId == "machine").Times.ShouldBe(3);
        events.Select(one => one.SubjectId).ShouldBe(["machine", ""], ignoreOrder: true);

        async Task<HttpStatusCode> TokenAsync(string client) =>
            (
                await browser.ClientAsync(
                    "/connect/token",
                    ("grant_type", "client_credentials"),
                    ("client_id", client),
                    ("client_secret", "wrong")
                )
            ).Status;
    }

    [Fact]
    public async Task A_form_of_elsewhere_and_a_name_that_nobody_has_are_events_without_what_was_typed()
    {
        using var forged = await browser.PostAsync(
            "/account/sign-in",
            new FormUrlEncodedContent([new("user_name", name), new("password", TestData.Password)])
        );
        await browser.SignInAsync("typed-5821-password");
        (await EventsAsync("refused_form")).ShouldContain(one => one.SubjectId == "/account/sign-in");
        (await EventsAsync("wrong_password")).ShouldContain(one => one.SubjectId.Length == 0);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from security_events e where e::text like '%5821%' or e::text like @name",
                new { name = $"%{name}%" }
            )
        ).ShouldBe(0);
    }

    private async Task<List<(string SubjectId, int Times)>> EventsAsync(string kind)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var rows = await connection.QueryAsync<(string, int)>(
            "select subject_id, sum(times)::int from security_events where kind = @kind group by 1",
            new { kind }
        );
        return [.. rows];
    }
}

/// <summary>Who reads the security events, and how.</summary>
public sealed class ReadingSecurityEvents(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_the_account_may_not_make_is_an_event_by_its_route()
    {
        var expert = Person.Expert(Guid.NewGuid(), "curious expert");
        for (var i = 0; i < 3; i++)
            await (await api.As(expert).GetAsync($"/api/v1/users/{Guid.NewGuid()}", Cancel)).ShouldRefuseAsync(
                HttpStatusCode.Forbidden,
                "forbidden"
            );
        var one = (await ReadAsync($"actor={expert.Id}")).Items.ShouldHaveSingleItem();
        (one.Kind, one.SubjectKind, one.Times, one.ActorName).ShouldBe(("forbidden", "path", 3, "curious expert"));
        one.SubjectId.ShouldContain("users/{id");
    }

    [Fact]
    public async Task They_are_narrowed_by_each_filter_and_paged()
    {
        var people = Enumerable.Range(0, 3).Select(i => Person.Expert(Guid.NewGuid(), $"paged {i}")).ToArray();
        foreach (var person in people)
        {
            await api.As(person).GetAsync("/api/v1/users", Cancel);
            api.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var first = await ReadAsync("kind=forbidden&limit=2");
        var second = await ReadAsync($"kind=forbidden&limit=200&after={first.Next}");
        first.Items.Concat(second.Items).Select(one => one.Id).ShouldBeUnique();
        (await ReadAsync($"actor={people[1].Name.Replace(" ", "%20", StringComparison.Ordinal)}")).Items.ShouldHaveSingleItem();
        (await ReadAsync("kind=token_reuse")).Items.ShouldBeEmpty();
        (await ReadAsync("address=192.0.2.1")).Items.ShouldBeEmpty();
        (await ReadAsync("to=2026-03-01T00:00:00Z")).Items.ShouldBeEmpty();
        (await ReadAsync("from=2026-04-01T00:00:00Z")).Items.ShouldBeEmpty();
    }

    private async Task<Page<SecurityEvent>> ReadAsync(string query) =>
        (await api.As(Person.Auditor()).GetFromJsonAsync<Page<SecurityEvent>>($"/api/v1/security-events?{query}", Cancel))!;
}
