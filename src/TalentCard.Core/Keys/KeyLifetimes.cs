using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace TalentCard.Core.Keys;

/// <summary>How long the keys of one purpose live: <c>Keys:Tokens</c> and so on, by
/// <see cref="KeyPurpose"/>.</summary>
/// <param name="SignsFor">How long a key signs before rotation replaces it.</param>
/// <param name="PublishAhead">How long a key is published before it signs, so that no verifier meets it unprepared.</param>
/// <param name="LongestLife">The longest that anything it signs may live; for so long it verifies after it stopped
/// signing.</param>
internal sealed record KeyLifetimes(TimeSpan SignsFor, TimeSpan PublishAhead, TimeSpan LongestLife)
{
    public static KeyLifetimes Of(KeyPurpose purpose, IConfiguration configuration)
    {
        var section = configuration.GetSection($"Keys:{purpose}");
        // A token lives minutes; a plastic card's printed code as long as the card, five years at most; a statement for good.
        var longest = purpose switch
        {
            KeyPurpose.Cards => TimeSpan.FromDays(5 * 366),
            KeyPurpose.Ledgers => TimeSpan.FromDays(100 * 366),
            _ => TimeSpan.FromDays(1),
        };
        var lifetimes = new KeyLifetimes(
            Read(nameof(SignsFor), TimeSpan.FromDays(90)),
            Read(nameof(PublishAhead), TimeSpan.FromDays(1)),
            Read(nameof(LongestLife), longest)
        );
        // Every process reads the ring again within CacheFor, so by then all of them know a published key.
        if (lifetimes.PublishAhead < 2 * SigningKeyRing.CacheFor || lifetimes.SignsFor <= 2 * lifetimes.PublishAhead)
            throw new InvalidOperationException(
                $"Keys:{purpose}: PublishAhead must be two minutes or more, and SignsFor more than twice as long."
            );
        return lifetimes;

        TimeSpan Read(string name, TimeSpan otherwise) =>
            section[name] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }
}
