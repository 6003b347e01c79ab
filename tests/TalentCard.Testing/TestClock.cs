using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace TalentCard.Testing;

/// <summary>
/// A clock that stands still until the test moves it, by instants in ISO 8601, e.g. <c>2026-03-01T09:00+08:00</c>.
/// </summary>
public static class TestClock
{
    extension(FakeTimeProvider clock)
    {
        /// <summary>A clock that stands at the instant.</summary>
        public static FakeTimeProvider At(string instant) => new(Parse(instant));

        /// <summary>
        /// Sets it, forward or back. No timer runs off for that, as it does by <see cref="FakeTimeProvider.Advance"/>.
        /// </summary>
        public void Set(string instant) => clock.AdjustTime(Parse(instant));
    }

    private static DateTimeOffset Parse(string instant) =>
        DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
