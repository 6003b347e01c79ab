using System.Globalization;
using TalentCard.Core.Benefits;
using TalentCard.Core.Redemptions;

namespace TalentCard.Core.Tests;

public sealed class Periods
{
    [Theory]
    [InlineData("year", "2026-12-31", "2026-01-01", "2026-12-31")]
    [InlineData("half_year", "2026-06-30", "2026-01-01", "2026-06-30")]
    [InlineData("half_year", "2026-07-01", "2026-07-01", "2026-12-31")]
    [InlineData("quarter", "2026-03-31", "2026-01-01", "2026-03-31")]
    [InlineData("quarter", "2026-10-01", "2026-10-01", "2026-12-31")]
    [InlineData("month", "2028-02-29", "2028-02-01", "2028-02-29")]
    [InlineData("month", "2026-02-28", "2026-02-01", "2026-02-28")]
    public void A_day_lies_in_its_period(string period, string day, string start, string end)
    {
        Period.StartOf(period, Day(day)).ShouldBe(Day(start));
        Period.EndOf(period, Day(day)).ShouldBe(Day(end));
    }

    [Fact]
    public void Periods_follow_one_another_without_gap_or_overlap()
    {
        foreach (var period in new[] { Period.Year, Period.HalfYear, Period.Quarter, Period.Month })
            for (var day = new DateOnly(2023, 1, 1); day.Year < 2029; day = day.AddDays(1))
            {
                Period.StartOf(period, day).ShouldBeLessThanOrEqualTo(day);
                Period.EndOf(period, day).ShouldBeGreaterThanOrEqualTo(day);
                Period.StartOf(period, Period.EndOf(period, day).AddDays(1)).ShouldBe(Period.EndOf(period, day).AddDays(1));
            }
    }

    [Fact]
    public void There_are_no_others() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Period.StartOf("week", new DateOnly(2026, 1, 1)));

    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张三丰", "张**")]
    [InlineData("欧阳锋", "欧阳*")]
    [InlineData("欧阳修文", "欧阳**")]
    [InlineData("欧阳", "欧*")]
    [InlineData("李", "李*")]
    [InlineData("𠮷田茂", "𠮷**")]
    [InlineData("买买提·吐尔逊", "买****")]
    public void A_masked_name_keeps_the_surname(string name, string masked) => MaskedName.Of(name).ShouldBe(masked);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
