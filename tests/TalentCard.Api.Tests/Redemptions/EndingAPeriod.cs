using System.Net;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

public sealed class EndingAPeriod
{
    [Theory]
    [InlineData("month", "2026-03-31T23:59:59.999+08:00", "2026-04-01T00:00:00+08:00")]
    [InlineData("month", "2028-02-29T23:59:59.999+08:00", "2028-03-01T00:00:00+08:00")]
    [InlineData("quarter", "2026-06-30T23:59:59.999+08:00", "2026-07-01T00:00:00+08:00")]
    [InlineData("half_year", "2026-06-30T23:59:59.999+08:00", "2026-07-01T00:00:00+08:00")]
    [InlineData("year", "2026-12-31T23:59:59.999+08:00", "2027-01-01T00:00:00+08:00")]
    public async Task A_period_lasts_to_its_last_instant_and_the_next_begins_afresh(string period, string last, string next)
    {
        // An Api of its own: its clock only moves on.
        await using var api = new TalentCardApi();
        await api.InitializeAsync();
        var desk = await Desk.OpenAsync(api);
        var benefit = await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Quota = 1, Period = period });
        api.Clock.Set(last);
        await desk.RedeemedAsync(benefit);
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        api.Clock.Set(next);
        await desk.RedeemedAsync(benefit);
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
    }
}
