using System.Globalization;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Access;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Partners;
using TalentCard.Core.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Redemptions;

/// <summary>
/// Every rule with ages and every birthday at its bounds: the scan, the redemption, the booking and the holder's own pages agree.
/// </summary>
public sealed class KeepingTheAgesOfABenefit : IAsyncLifetime
{
    private static readonly (int? Min, int? Max)[] Rules = [(null, null), (18, null), (null, 60), (18, 60), (18, 18), (0, 150)];
    private readonly Dictionary<string, (int? Min, int? Max)> ruleOf = [];
    private TestDatabase database = null!;
    private TestServicePoint point = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Actor Desk => new("desk1", "desk1", ["verifier"], point.PartnerId, point.Id);

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        point = await TestData.ServicePointAsync(database.DataSource);
        foreach (var (min, max) in Rules)
            ruleOf[await TestData.BenefitAsync(database.DataSource, new TestRule { MinAge = min, MaxAge = max })] = (min, max);
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Theory]
    [InlineData("2027-02-28")]
    [InlineData("2027-03-01")]
    [InlineData("2028-02-29")]
    public async Task The_scan_the_redemption_and_the_holders_pages_agree_on_every_age(string day)
    {
        var today = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var clock = FakeTimeProvider.At($"{day}T10:00+08:00");
        foreach (var birth in BirthsAround(today))
        {
            var (talent, card) = await HolderAsync(birth);
            var scan = await new VerifyCard(database.Db, clock).VerifyAsync(
                point.Id,
                new CardCodeReading(null, card.Handle, card.PrintedCti, 1, default, default),
                Desk,
                Cancel
            );
            var own = (await new MyCardStore(database.Db, clock).ReadAsync(talent, Cancel)).Entitlements;
            var places = (await new PlaceStore(database.Db, clock).NearAsync(talent, null, null, Cancel)).Items.Single().Benefits;
            foreach (var (benefit, rule) in ruleOf)
            {
                var expected = Expected(rule, birth, today);
                var theCase = $"{rule} for {birth:yyyy-MM-dd} on {day}";
                scan.Answer.Benefits.Single(one => one.Code == benefit).Reason.ShouldBe(expected, theCase);
                var order = new RedemptionOrder(scan.Ticket!, benefit, [], new RedemptionChecks(), $"{card.Id} {benefit}", []);
                (await OutcomeAsync(() => Redeeming.At(database.Db, clock).RedeemAsync(order, Desk, Cancel))).ShouldBe(
                    expected,
                    theCase
                );
                own.Any(one => one.Benefit == benefit).ShouldBe(expected is null, theCase);
                places.Contains(benefit).ShouldBe(expected is null, theCase);
            }
        }
    }

    [Fact]
    public async Task A_booking_goes_by_the_age_on_its_day()
    {
        var clock = FakeTimeProvider.At("2027-02-01T10:00+08:00");
        var benefit = ruleOf.Single(rule => rule.Value == (18, 18)).Key;
        foreach (var birth in (DateOnly?[])[new(2008, 2, 29), new(2009, 2, 20), null])
        {
            var (talent, _) = await HolderAsync(birth);
            var booker = new Actor($"talent {talent}", "talent", ["talent"], TalentId: talent);
            foreach (var day in Enumerable.Range(0, 40).Select(new DateOnly(2027, 2, 1).AddDays))
                (
                    await OutcomeAsync(() =>
                        new ReserveBenefit(database.Db, clock).ReserveAsync(
                            new ReservationRequest(benefit, point.Id, day),
                            $"{day}",
                            [],
                            booker,
                            Cancel
                        )
                    )
                ).ShouldBe(Expected((18, 18), birth, day), $"{birth:yyyy-MM-dd} on {day:yyyy-MM-dd}");
        }
    }

    // Null stands for a date of birth that is not known.
    private static IEnumerable<DateOnly?> BirthsAround(DateOnly today) =>
        (
            from age in new[] { 18, 19, 60, 61 }
            from days in new[] { -1, 0, 1 }
            select (DateOnly?)today.AddYears(-age).AddDays(days)
        ).Union([new(2008, 2, 29), new(1968, 2, 29), null]);

    // By counting birthdays, of which that of 29 February is 1 March where there is no such day.
    private static string? Expected((int? Min, int? Max) rule, DateOnly? birth, DateOnly day)
    {
        if (rule == (null, null))
            return null;
        if (birth is not { } born)
            return "age_unknown";
        var age = Enumerable.Range(1, 200).Count(n => new DateOnly(born.Year + n, born.Month, 1).AddDays(born.Day - 1) <= day);
        return age < rule.Min ? "too_young"
            : age > rule.Max ? "too_old"
            : null;
    }

    private async Task<(Guid Talent, TestCard Card)> HolderAsync(DateOnly? birth)
    {
        var talent = await TestData.TalentAsync(database.DataSource);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("update talents set birth_date = @birth where id = @talent", new { birth, talent });
        return (talent, await TestData.CardAsync(database.DataSource, talent));
    }

    private static async Task<string?> OutcomeAsync(Func<Task> what)
    {
        try
        {
            await what();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Problem.Code;
        }
    }
}
