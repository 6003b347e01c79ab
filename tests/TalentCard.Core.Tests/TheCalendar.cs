using Microsoft.Extensions.Time.Testing;
using TalentCard.Testing;

namespace TalentCard.Core.Tests;

public sealed class TheCalendar
{
    [Theory]
    [InlineData("2026-02-28T15:59:59Z", "2026-02-28")]
    [InlineData("2026-02-28T16:00:00Z", "2026-03-01")]
    [InlineData("2024-02-28T16:00:00Z", "2024-02-29")]
    public void A_day_begins_at_midnight_in_Shanghai(string instant, string day) =>
        FakeTimeProvider.At(instant).Today().ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
}
