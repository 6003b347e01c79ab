using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TalentCard.Core.Audit;

/// <summary>What one ledger held on a day.</summary>
/// <param name="Ledger">Name of its table.</param>
/// <param name="RowCount">How many rows.</param>
/// <param name="Facts">SHA-256 over what is never erased.</param>
/// <param name="Texts">SHA-256 over the personal texts, with a salt.</param>
internal sealed record LedgerDigest(string Ledger, long RowCount, byte[] Facts, byte[] Texts)
{
    private static readonly byte[] Nothing = SHA256.HashData([]);

    /// <summary>Of a day without rows.</summary>
    public static LedgerDigest Empty(string ledger) => new(ledger, 0, Nothing, Nothing);
}

/// <summary>
/// What the ledgers held on a closed day. Its text is what is signed, printed and mailed; anybody checks it with
/// <c>sha256sum</c> and <c>openssl dgst -sha256 -verify</c>.
/// </summary>
/// <param name="Day">The day, in Asia/Shanghai.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Previous">Digest of the statement of the day before; null: this is the first.</param>
/// <param name="Ledgers">Every ledger, by name.</param>
internal sealed partial record LedgerStatement(
    DateOnly Day,
    DateTimeOffset ClosedAt,
    string? Previous,
    IReadOnlyList<LedgerDigest> Ledgers
)
{
    /// <summary>SHA-256 of a statement's text, in lower-case hex.</summary>
    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"TalentCard ledgers\nday {Day:yyyy-MM-dd}\n");
        text.Append(CultureInfo.InvariantCulture, $"closed {ClosedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n");
        text.Append(CultureInfo.InvariantCulture, $"previous {Previous ?? "none"}\n");
        foreach (var one in Ledgers)
            text.Append(CultureInfo.InvariantCulture, $"{one.Ledger} {one.RowCount} rows\n")
                .Append(CultureInfo.InvariantCulture, $"  facts {Convert.ToHexStringLower(one.Facts)}\n")
                .Append(CultureInfo.InvariantCulture, $"  texts {Convert.ToHexStringLower(one.Texts)}\n");
        return text.ToString();
    }

    /// <summary>Reads a text that <see cref="ToString"/> wrote; null: it did not.</summary>
    public static LedgerStatement? Parse(string text)
    {
        if (Head().Match(text) is not { Success: true } head)
            return null;
        var statement = new LedgerStatement(
            DateOnly.Parse(head.Groups["day"].Value, CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(head.Groups["closed"].Value, CultureInfo.InvariantCulture),
            head.Groups["previous"].Value is "none" ? null : head.Groups["previous"].Value,
            [
                .. Ledger()
                    .Matches(text)
                    .Select(one => new LedgerDigest(
                        one.Groups["ledger"].Value,
                        long.Parse(one.Groups["rows"].Value, CultureInfo.InvariantCulture),
                        Convert.FromHexString(one.Groups["facts"].Value),
                        Convert.FromHexString(one.Groups["texts"].Value)
                    )),
            ]
        );
        return statement.ToString() == text ? statement : null;
    }

    [GeneratedRegex(
        @"\ATalentCard ledgers\nday (?<day>\d{4}-\d\d-\d\d)\nclosed (?<closed>[-0-9T:]{19}Z)\nprevious (?<previous>none|[0-9a-f]{64})\n"
    )]
    private static partial Regex Head();

    [GeneratedRegex(
        @"(?<ledger>[a-z_]+) (?<rows>\d{1,15}) rows\n  facts (?<facts>[0-9a-f]{64})\n  texts (?<texts>[0-9a-f]{64})\n"
    )]
    private static partial Regex Ledger();
}
