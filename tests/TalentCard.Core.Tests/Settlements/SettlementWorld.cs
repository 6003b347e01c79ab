using System.Globalization;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Settlements;
using TalentCard.Core.Access;
using TalentCard.Core.Audit;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Settlements;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Settlements;

/// <summary>A database of its own with two partners, three service points, two benefits and holders of two tiers.</summary>
internal sealed class SettlementWorld : IAsyncDisposable
{
    private readonly Dictionary<string, (Guid Talent, Guid Card)> holders = [];

    public FakeTimeProvider Clock { get; } = FakeTimeProvider.At("2026-01-10T10:00+08:00");
    public TestDatabase Database { get; private set; } = null!;
    public TestServicePoint[] Points { get; private set; } = null!;
    public string[] Benefits { get; private set; } = null!;
    public DrawUpSettlements DrawUp { get; private set; } = null!;
    public ChangeSettlement Change { get; private set; } = null!;
    public ServicePriceStore Prices { get; private set; } = null!;
    public SettlementStore Settlements { get; private set; } = null!;

    public static Actor Office(string name = "office1") => new(name, name, [Roles.Office]);

    public static Actor Finance { get; } = new("finance1", "finance1", [Roles.Finance]);

    public Actor Manager(int point = 0) => new("partner1", "partner1", [Roles.PartnerManager], Points[point].PartnerId);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SettlementWorld> CreateAsync()
    {
        var world = new SettlementWorld { Database = await TestDatabase.CreateAsync() };
        var (source, clock) = (world.Database.DataSource, world.Clock);
        var audit = new AuditTrail(clock);
        world.DrawUp = new DrawUpSettlements(world.Database.Db, clock, audit);
        world.Change = new ChangeSettlement(world.Database.Db, clock, audit);
        world.Prices = new ServicePriceStore(world.Database.Db, new IdempotencyStore(clock), clock, audit);
        world.Settlements = new SettlementStore(world.Database.Db);
        var first = await TestData.ServicePointAsync(source);
        world.Points =
        [
            first,
            await TestData.ServicePointAsync(source, partner: first.PartnerId),
            await TestData.ServicePointAsync(source),
        ];
        world.Benefits = [await TestData.BenefitAsync(source), await TestData.BenefitAsync(source)];
        foreach (var tier in new[] { "A", "C" })
        {
            var talent = await TestData.TalentAsync(source, tier: tier);
            world.holders[tier] = (talent, (await TestData.CardAsync(source, talent, tier)).Id);
        }
        return world;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    public Task<Guid> RedeemAsync(DateTimeOffset at, int point = 0, int benefit = 0, string tier = "C", int companions = 0) =>
        TestData.RedemptionAsync(
            Database.DataSource,
            holders[tier].Talent,
            holders[tier].Card,
            Points[point],
            Benefits[benefit],
            at,
            companions
        );

    public Task ReverseAsync(Guid redemption) =>
        ExecuteAsync(
            """
            insert into reversals (card_id, redemption_id, redeemed_at, id, reversed_at, reason, operator_id, operator_name)
            select card_id, id, redeemed_at, gen_random_uuid(), @now, 'test', 'test', 'test' from redemptions
            where id = @redemption
            """,
            new { redemption, now = Clock.GetUtcNow() }
        );

    /// <summary>Draws up the clock's month, on the second of the next.</summary>
    public async Task EndMonthAsync()
    {
        var today = Clock.Today();
        Clock.AdjustTime(new DateOnly(today.Year, today.Month, 2).AddMonths(1).StartOfDay().AddHours(5));
        await DrawUp.RunAsync(Cancel);
    }

    public Task<ServicePrice> PriceAsync(
        decimal price,
        DateOnly from,
        int benefit = 0,
        string? tier = null,
        Guid? partner = null,
        Guid? point = null,
        bool perHead = false,
        decimal? cap = null,
        string? payer = null
    )
    {
        payer ??= cap is null ? "fund" : "holder_excess";
        var request = new ServicePriceRequest(Benefits[benefit], tier, partner, point, from, price, perHead, payer, cap, "测试");
        return Prices.SetAsync(request, Guid.NewGuid().ToString(), [1], Office(), Cancel);
    }

    public async Task<List<T>> AskAsync<T>(string sql, object? values = null)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancel);
        return (await connection.QueryAsync<T>(sql, values)).AsList();
    }

    public async Task ExecuteAsync(string sql, object? values = null)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql, values);
    }

    public static DateTimeOffset Time(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
