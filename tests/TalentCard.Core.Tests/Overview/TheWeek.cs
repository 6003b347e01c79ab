using TalentCard.Core.Overview;

namespace TalentCard.Core.Tests.Overview;

public sealed class TheWeek
{
    [Theory]
    [InlineData("2026-03-02", "2026-03-02")]
    [InlineData("2026-03-08", "2026-03-02")]
    [InlineData("2026-03-09", "2026-03-09")]
    [InlineData("2023-01-01", "2022-12-26")]
    public void Begins_on_Monday(string day, string monday) =>
        Week.StartOf(DateOnly.ParseExact(day, "yyyy-MM-dd")).ShouldBe(DateOnly.ParseExact(monday, "yyyy-MM-dd"));
}
