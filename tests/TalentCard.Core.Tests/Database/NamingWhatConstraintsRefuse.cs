using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Partners;
using TalentCard.Core.Accounts;
using TalentCard.Core.Cards;
using TalentCard.Core.Database;
using TalentCard.Core.Hotline;
using TalentCard.Core.Partners;
using TalentCard.Core.Redemptions;
using TalentCard.Core.Reports;
using TalentCard.Core.Stations;
using TalentCard.Core.ThinkTank;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Database;

public sealed class NamingWhatConstraintsRefuse : IAsyncLifetime
{
    private static readonly ConstraintRefusal[] Named =
    [
        .. new ServiceCollection()
            .AddAccounts()
            .AddCards()
            .AddHotline()
            .AddPartners()
            .AddRedemptions()
            .AddReports()
            .AddStations()
            .AddThinkTank()
            .Select(service => service.ImplementationInstance)
            .OfType<ConstraintRefusal>(),
    ];

    private TestDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Every_name_is_a_constraint_of_the_schema()
    {
        await using var session = await database.Db.OpenAsync(Cancel);
        var schema = await session.ListAsync<string>(
            "select conname::text from pg_constraint union select indexname::text from pg_indexes where schemaname = 'public'"
        );

        Named.Select(refusal => refusal.Constraint).Except(schema).ShouldBeEmpty();
        Named.Length.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task What_a_named_one_refuses_is_refused_in_its_words_and_undone()
    {
        await TestData.ReferenceAsync(database.DataSource);
        var db = new Db(database.DataSource, new ConstraintRefusals(Named));

        var twice = await Should.ThrowAsync<RefusedException>(() =>
            db.ChangeAsync(
                async session =>
                {
                    await PartnerAsync(session, "市第一人民医院", "hospital");
                    await PartnerAsync(session, "市第一人民医院", "hospital");
                },
                Cancel
            )
        );
        var unknown = await Should.ThrowAsync<RefusedException>(() =>
            db.ChangeAsync(session => PartnerAsync(session, "市中医院", "temple"), Cancel)
        );

        twice.Problem.ShouldBe(PartnerProblems.NameTaken);
        unknown.Errors!.ShouldHaveSingleItem().Key.ShouldBe("kind");
        await using var after = await db.OpenAsync(Cancel);
        (await after.ScalarAsync<long>("select count(*) from partners")).ShouldBe(0);
    }

    [Fact]
    public async Task What_has_no_name_stays_a_fault()
    {
        await using var session = await new Db(database.DataSource, new ConstraintRefusals(Named)).OpenAsync(Cancel);

        await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            session.ExecuteAsync(
                "insert into signing_keys values ('nothing', 'k', '', '', now(), now(), now() + '1 day', now() + '2 days')"
            )
        );
    }

    private static Task<int> PartnerAsync(Session session, string name, string kind) =>
        session.ExecuteAsync(
            "insert into partners (id, name, kind, division_code, created_at) values (@id, @name, @kind, '340403', now())",
            new
            {
                id = Guid.NewGuid(),
                name,
                kind,
            }
        );
}
