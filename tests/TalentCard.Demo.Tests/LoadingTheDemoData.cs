using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Testing;

namespace TalentCard.Demo.Tests;

public sealed class LoadingTheDemoData(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task Again_changes_nothing()
    {
        var before = await demo.DataSource.DumpAsync();
        var later = FakeTimeProvider.At("2026-12-24T09:00+08:00");
        (await DemoDatabase.LoadAsync(demo.DataSource, later)).ShouldBe(DemoLoading.AlreadyLoaded);
        (await demo.DataSource.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Twice_at_once_into_another_database_loads_it_once_and_gives_the_same_rows()
    {
        await using var other = await TestDatabase.CreateAsync();
        var evening = FakeTimeProvider.At("2026-11-22T21:00+08:00");
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => DemoDatabase.LoadAsync(other.DataSource, evening)));
        both.Order().ShouldBe([DemoLoading.Loaded, DemoLoading.AlreadyLoaded]);
        (await other.DataSource.DumpAsync()).ShouldBe(await demo.DataSource.DumpAsync());
    }

    [Fact]
    public async Task On_another_day_gives_the_same_history_and_the_same_ids()
    {
        await using var other = await TestDatabase.CreateAsync();
        await DemoDatabase.LoadAsync(other.DataSource, FakeTimeProvider.At("2028-02-29T09:00+08:00"));
        foreach (
            var question in new[]
            {
                "select (to_jsonb(r) - 'recorded_in')::text from redemptions r where redeemed_at < '2026-01-01' order by 1",
                "select id::text from redemptions order by 1",
                "select id || ' ' || number || ' ' || handle::text from cards order by 1",
                "select id || ' ' || user_name from users order by 1",
            }
        )
            (await other.DataSource.AskAsync<string>(question)).ShouldBe(await demo.DataSource.AskAsync<string>(question));
    }

    [Fact]
    public async Task By_its_program_says_what_became_of_it()
    {
        await using var empty = await TestDatabase.CreateAsync();
        (await RunAsync()).ShouldBe((0, "The demo data is loaded."));
        (await RunAsync()).ShouldBe((0, "The demo data was loaded before; nothing was changed."));

        async Task<(int, string)> RunAsync()
        {
            using var program = HostProcess.Start(
                "Demo",
                new Dictionary<string, string>
                {
                    ["ConnectionStrings__TalentCard"] = empty.OwnerConnectionString,
                    ["FieldEncryption__Keys__1"] = Convert.ToBase64String(new byte[32]),
                    ["FieldEncryption__LookupKey"] = Convert.ToBase64String(new byte[32]),
                }
            );
            return (await program.ExitAsync(), string.Join('\n', program.Lines));
        }
    }

    [Fact]
    public async Task Into_a_database_with_other_data_is_refused()
    {
        await using var used = await TestDatabase.CreateAsync();
        await TestData.TalentAsync(used.DataSource);
        var before = await used.DataSource.DumpAsync();
        (await DemoDatabase.LoadAsync(used.DataSource, DemoDatabase.LoadedAt)).ShouldBe(DemoLoading.HasOtherData);
        (await used.DataSource.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Gives_the_accounts_their_password()
    {
        var hashes = await demo.DataSource.AskAsync<string>("select password_hash from users where is_demo");
        foreach (var hash in hashes)
            new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }))
                .VerifyHashedPassword(new object(), hash, "Demo-2022!")
                .ShouldBe(PasswordVerificationResult.Success);
    }

    [Theory]
    [InlineData("talent1", "active", "2026-09-23")]
    [InlineData("talent2", "active", "2026-09-23")]
    [InlineData("talent3", "suspended", "2026-09-23")]
    public async Task Gives_the_talents_cards_of_today(string userName, string state, string validFrom) =>
        (
            await demo.DataSource.AskAsync<string>(
                $"""
                select c.state || ' ' || c.valid_from from users u join cards c on c.talent_id = u.talent_id
                join talents t on t.id = u.talent_id and t.photo is not null and t.name = u.display_name
                where u.user_name = '{userName}' and c.valid_to > '2026-11-22' and (c.state = 'active') = (c.state_reason is null)
                """
            )
        ).ShouldBe([$"{state} {validFrom}"]);

    [Theory]
    [InlineData("desk1", "hospital")]
    [InlineData("desk2", "rail_station")]
    public async Task Stands_the_verifiers_at_their_counters(string userName, string kind) =>
        (
            await demo.DataSource.AskAsync<string>(
                $"""
                select s.kind from users u join service_points s on s.id = u.service_point_id and s.partner_id = u.partner_id
                where u.user_name = '{userName}'
                """
            )
        ).ShouldBe([kind]);

    [Fact]
    public async Task Binds_the_partner_system_to_the_first_hospital() =>
        (
            await demo.DataSource.AskAsync<string>(
                """
                select p.name from clients c join partners p on p.id = c.partner_id
                where c.client_id = 'demo-hospital' and c.is_demo and c.scopes = array['verify', 'redeem']
                    and c.grant_types = array['client_credentials']
                    and c.partner_id = (select partner_id from users where user_name = 'desk1')
                """
            )
        ).ShouldBe(["淮南星榆医院"]);
}
