using System.Globalization;

namespace TalentCard.Testing;

/// <summary>A clock that stands still until the test moves it.</summary>
public sealed class Clock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    /// <summary>A clock that stands at an instant written in ISO 8601, e.g. <c>2026-03-01T09:00+08:00</c>.</summary>
    public static Clock At(string instant) => new(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    /// <summary>Moves on by <paramref name="span"/>.</summary>
    public void Advance(TimeSpan span) => now += span;

    /// <summary>Sets the clock.</summary>
    public void Set(string instant) => now = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
