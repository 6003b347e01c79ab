using TalentCard.Core;
using TalentCard.Core.Settlements;

namespace TalentCard.Demo;

/// <summary>
/// Invented prices, and the statements of the last three months of 2022: October's are paid, November's on their way, December's
/// with the partners. The months before are left to be drawn up.
/// </summary>
internal static class Settlements
{
    // Where nothing is said of a benefit its services have no price, which the statements show.
    private static readonly Price[] Prices =
    [
        new("health_checkup", 1200m) { Cap = 1000m },
        new("health_checkup", 3600m) { Tier = "A", Cap = 4000m },
        new("health_checkup", 2800m) { Tier = "B", Cap = 2500m },
        new("venues", 60m) { PerHead = true },
        new("venues", 0m) { Partner = "楚韵博物馆", Payer = "partner" },
        new("rail_priority", 0m) { Payer = "partner" },
        new("rail_priority", 98.5m) { Point = "商务候车室", PerHead = true },
        new("medical_green_channel", 0m) { Payer = "partner" },
        new("schooling", 0m) { Payer = "partner" },
        new("housing", 0m) { Payer = "partner" },
        new("financial_services", 0m) { Payer = "partner" },
    ];

    private static readonly DateOnly October = new(2022, 10, 1);

    public static async Task InsertAsync(Db db, CancellationToken cancel)
    {
        await db.ChangeAsync(InsertPricesAsync, cancel);
        for (var month = October; month.Year == 2022; month = month.AddMonths(1))
            await DrawUpAsync(db, month, cancel);
        // Nobody is told today what happened then.
        await db.ChangeAsync(session => session.ExecuteAsync("delete from messages where kind like 'settlement%'"), cancel);
    }

    private static Task InsertPricesAsync(Session session) =>
        session.CopyAsync(
            """
            service_prices (id, benefit_code, tier_code, partner_id, service_point_id, valid_from, revision, price, per_head,
                payer, fund_cap, reason, created_by, created_by_name, created_at)
            """,
            Prices.Select(
                (price, number) =>
                    new object?[]
                    {
                        new DemoRandom($"price {number}").Id(City.FoundedAt),
                        price.Benefit,
                        price.Tier,
                        price.Partner is null ? null : Partners.IdOf(price.Partner),
                        price.Point is null ? null : Partners.Points.First(point => point.Name == price.Point).Id,
                        new DateOnly(2022, 6, 1),
                        1,
                        price.Yuan,
                        price.PerHead,
                        price.Cap is null ? price.Payer : "holder_excess",
                        price.Cap,
                        "",
                        DemoAccounts.Office1.Id.ToString(),
                        DemoAccounts.Office1.DisplayName,
                        City.FoundedAt,
                    }
            )
        );

    private static async Task DrawUpAsync(Db db, DateOnly month, CancellationToken cancel)
    {
        var clock = new Moment(month.AddMonths(1).AddDays(1).StartOfDay().AddHours(5));
        var audit = new AuditTrail(clock);
        await new DrawUpSettlements(db, clock, audit).RunAsync(cancel);
        var change = new ChangeSettlement(db, new Moment(clock.GetUtcNow().AddDays(3)), audit);
        foreach (var (index, one) in (await DrawnUpAsync(db, month, cancel)).Index())
            await WalkAsync(change, one, month.Month, index, cancel);
    }

    private static async Task<List<Statement>> DrawnUpAsync(Db db, DateOnly month, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<Statement>(
            """
            select s.id, s.partner_id partner, min(l.id::text)::uuid line
            from settlements s join settlement_lines l on (l.partner_id, l.month) = (s.partner_id, s.month)
            where s.month = @month group by s.id order by s.partner_id
            """,
            new { month }
        );
    }

    // How far a statement has come.
    private static async Task WalkAsync(
        ChangeSettlement change,
        Statement statement,
        int month,
        int index,
        CancellationToken cancel
    )
    {
        var (id, partner, line) = statement;
        var manager = new Actor("demo", "合作单位管理员", [Roles.PartnerManager], partner);
        var disputed = month == 12 ? index == 1 : month == 11 && index % 3 == 2;
        if (disputed)
        {
            await change.DisputeAsync(id, 1, [new(line, "人数与现场登记不符，请核对")], manager, cancel);
            if (month == 11)
                await change.AnswerAsync(id, 2, "已与核销记录逐条核对，金额无误", Actor(DemoAccounts.Office1), cancel);
            return;
        }
        if (month == 12)
            return;
        await change.ConfirmAsync(id, 1, manager, cancel);
        if (month == 10 || index % 3 == 0)
            await change.ApproveAsync(id, 2, Actor(DemoAccounts.Office2), cancel);
        if (month == 10)
            await change.PayAsync(id, 3, $"财拨〔2022〕{101 + index}号", Actor(DemoAccounts.Finance1), cancel);
    }

    private static Actor Actor(DemoAccount account) => new(account.Id.ToString(), account.DisplayName, [account.Role]);

    private sealed record Statement(Guid Id, Guid Partner, Guid Line);

    private sealed record Price(string Benefit, decimal Yuan)
    {
        public string? Tier { get; init; }
        public string? Partner { get; init; }
        public string? Point { get; init; }
        public bool PerHead { get; init; }
        public decimal? Cap { get; init; }
        public string Payer { get; init; } = "fund";
    }

    private sealed class Moment(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
