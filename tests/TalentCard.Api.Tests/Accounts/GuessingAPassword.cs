using System.Net;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using TalentCard.Api.Tests.Connect;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Accounts;

/// <summary>The Api behind a proxy on this machine, so that browsers can come from anywhere.</summary>
public sealed class ApiBehindAProxy : ApiWithItsIssuer
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Proxies:Known:0", "127.0.0.0/8");
        builder.UseSetting("Proxies:Known:1", "10.0.0.0/8");
    }
}

/// <summary>Whoever guesses locks themselves out, and not the owner of the account.</summary>
public sealed class GuessingAPassword(ApiBehindAProxy api) : IClassFixture<ApiBehindAProxy>, IAsyncLifetime
{
    private const string Wrong = "Wrong-2026!";
    private readonly string name = $"expert-{Guid.NewGuid():N}";
    private Guid user;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => user = await TestData.UserAsync(api.Database, name, ["expert"]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Closes_the_account_to_the_address_and_to_no_other()
    {
        using var attacker = From("203.0.113.7");
        using var owner = From("198.51.100.1");
        for (var i = 0; i < 5; i++)
            await RefusedAsync(attacker, Wrong);
        await RefusedAsync(attacker, TestData.Password);
        (await owner.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Of_many_addresses_closes_the_account_to_unknown_devices_and_a_known_one_still_gets_in()
    {
        using var known = From("198.51.100.2");
        (await known.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Task.WhenAll(
            Enumerable
                .Range(0, 15)
                .Select(async i =>
                {
                    using var attacker = From($"203.0.113.{100 + i}");
                    for (var guess = 0; guess < 4; guess++)
                        await RefusedAsync(attacker, Wrong);
                })
        );
        using var unknown = From("198.51.100.3");
        await RefusedAsync(unknown, TestData.Password);
        (await known.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await known.SignInAsync(name, Wrong)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task On_a_known_device_is_counted_there_whatever_address_it_says()
    {
        using var known = From("198.51.100.4");
        (await known.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        for (var i = 0; i < 5; i++)
        {
            known.MoveTo($"198.51.100.{50 + i}");
            await RefusedAsync(known, Wrong);
        }
        await RefusedAsync(known, TestData.Password);
    }

    [Fact]
    public async Task From_one_network_of_version_six_is_one_address()
    {
        using var attacker = From("2001:db8:1:2::1");
        for (var i = 0; i < 5; i++)
        {
            attacker.MoveTo($"2001:db8:1:2::{i + 1}");
            await RefusedAsync(attacker, Wrong);
        }
        attacker.MoveTo("2001:db8:1:2:ffff::9");
        await RefusedAsync(attacker, TestData.Password);
    }

    [Fact]
    public async Task Is_in_the_security_events_with_its_address_once_an_hour()
    {
        using var attacker = From("203.0.113.8");
        for (var i = 0; i < 7; i++)
            await RefusedAsync(attacker, Wrong);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<(string, int, string)>(
                "select kind, sum(times)::int, address from security_events where subject_id = @id group by 1, 3 order by 1",
                new { id = user.ToString() }
            )
        ).ShouldBe([("locked_out", 1, "203.0.113.8"), ("wrong_password", 7, "203.0.113.8")]);
    }

    [Fact]
    public async Task An_address_is_believed_of_a_known_proxy_alone()
    {
        using var browser = From("203.0.113.9, 10.1.2.3");
        (await browser.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var liar = From("192.0.2.1, 203.0.113.10");
        (await liar.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await AddressesInTheTrailAsync()).ShouldBe(["203.0.113.10", "203.0.113.9"]);
    }

    [Fact]
    public void The_frameworks_switch_that_believes_everybody_stops_the_start()
    {
        using var open = api.WithWebHostBuilder(builder => builder.UseSetting("ForwardedHeaders_Enabled", "true"));
        Should.Throw<InvalidOperationException>(() => open.Services).Message.ShouldContain("Proxies:Known");
    }

    private Browser From(string address)
    {
        var browser = api.Browser();
        browser.MoveTo(address);
        return browser;
    }

    private async Task RefusedAsync(Browser browser, string password)
    {
        using var answer = await browser.SignInAsync(name, password);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<IEnumerable<string>> AddressesInTheTrailAsync()
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.QueryAsync<string>(
            "select address from audit_events where action = 'account.sign_in' and actor_id = @id order by 1",
            new { id = user.ToString() }
        );
    }
}
