using FsCheck.Fluent;
using TalentCard.Contracts.Settlements;
using Rnd = FsCheck.Rnd;

namespace TalentCard.Core.Tests.Settlements;

/// <summary>
/// Random histories of services, late entries, reversals and prices, also of days past, beside a model of a few lines: what all
/// statements come to is what the ledger comes to.
/// </summary>
public sealed class AnyHistoryOfServices
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    [Fact]
    public async Task Comes_to_the_same_in_the_ledger_and_in_the_statements()
    {
        foreach (var history in Gen.Choose(0, int.MaxValue - 1).ArrayOf(45).Sample(6, new Rnd(20220601), 6))
        {
            await using var world = await SettlementWorld.CreateAsync();
            var model = new Model(world);
            foreach (var step in history)
                await model.StepAsync(step);
            await world.EndMonthAsync();
            await model.CompareAsync();
        }
    }

    private sealed record Service(Guid Id, DateOnly Day, int Point, int Benefit, string Tier, int Companions)
    {
        public bool Reversed { get; set; }
    }

    private sealed record Total(Guid Id, decimal Amount, decimal Fund);

    private sealed class Model(SettlementWorld world)
    {
        private readonly List<Service> services = [];
        private readonly List<ServicePrice> prices = [];

        public async Task StepAsync(int random)
        {
            switch (Next(10))
            {
                case < 5:
                    await RedeemAsync(DayBefore(Next(3) == 0 ? Next(60) : 0));
                    break;
                case < 7 when services.Find(one => !one.Reversed) is not null:
                    var open = services.FindAll(one => !one.Reversed);
                    var reversed = open[Next(open.Count)];
                    await world.ReverseAsync(reversed.Id);
                    reversed.Reversed = true;
                    break;
                case < 9:
                    await PriceAsync();
                    break;
                default:
                    await world.EndMonthAsync();
                    break;
            }

            int Next(int below)
            {
                var digit = random % below;
                random /= below;
                return digit;
            }

            DateOnly DayBefore(int days)
            {
                var day = world.Clock.Today().AddDays(-days);
                return day < Start ? Start : day;
            }

            async Task RedeemAsync(DateOnly day)
            {
                var (point, benefit, tier, companions) = (Next(3), Next(2), Next(2) == 0 ? "A" : "C", Next(3));
                var at = day.StartOfDay().AddMinutes(services.Count);
                var id = await world.RedeemAsync(at, point, benefit, tier, companions);
                services.Add(new Service(id, day, point, benefit, tier, companions));
            }

            async Task PriceAsync()
            {
                var (place, point) = (Next(3), world.Points[Next(3)]);
                prices.Add(
                    await world.PriceAsync(
                        Next(50_000) / 100m,
                        world.Clock.Today().AddDays(Next(70) - 50),
                        Next(2),
                        Next(2) == 0 ? null : "A",
                        place == 1 ? point.PartnerId : null,
                        place == 2 ? point.Id : null,
                        Next(2) == 0,
                        Next(3) == 0 ? Next(30_000) / 100m : null
                    )
                );
            }
        }

        public async Task CompareAsync()
        {
            var billed = await world.AskAsync<Total>(
                "select redemption_id id, sum(amount) amount, sum(fund) fund from settlement_lines group by redemption_id"
            );
            billed.OrderBy(one => one.Id).ShouldBe(services.Select(Owed).OrderBy(one => one.Id));
            (await world.AskAsync<(decimal, decimal)>("select coalesce(sum(amount), 0), coalesce(sum(fund), 0) from settlements"))
                .ShouldHaveSingleItem()
                .ShouldBe((services.Sum(one => Owed(one).Amount), services.Sum(one => Owed(one).Fund)));
            (await world.AskAsync<Guid>("select redemption_id from settlement_lines where kind in ('service', 'late')")).ShouldBe(
                services.Select(one => one.Id),
                ignoreOrder: true
            );
            (await world.AskAsync<Guid>("select redemption_id from settlement_lines where kind = 'reversal'")).ShouldBe(
                services.Where(one => one.Reversed).Select(one => one.Id),
                ignoreOrder: true
            );
        }

        // price × units, of the most specific price in force on the day.
        private Total Owed(Service service)
        {
            var point = world.Points[service.Point];
            var price = prices
                .Where(one => one.Benefit == world.Benefits[service.Benefit] && one.ValidFrom <= service.Day)
                .Where(one => one.Tier is null || one.Tier == service.Tier)
                .Where(one => one.Partner is null || one.Partner == point.PartnerId)
                .Where(one => one.ServicePoint is null || one.ServicePoint == point.Id)
                .OrderByDescending(one => one.ServicePoint is not null)
                .ThenByDescending(one => one.Partner is not null)
                .ThenByDescending(one => one.Tier is not null)
                .ThenByDescending(one => one.ValidFrom)
                .ThenByDescending(one => one.Revision)
                .FirstOrDefault();
            if (price is null || service.Reversed)
                return new Total(service.Id, 0, 0);
            var units = price.PerHead ? 1 + service.Companions : 1;
            return new Total(service.Id, units * price.Price, units * Math.Min(price.Price, price.FundCap ?? price.Price));
        }
    }
}
