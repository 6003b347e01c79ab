using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TalentCard.Core.Keys;

namespace TalentCard.Core.Audit;

/// <summary>The first day of the ledgers that does not match what was signed.</summary>
/// <param name="Day">The day, in Asia/Shanghai.</param>
/// <param name="What">What is wrong, in English and without personal data.</param>
public sealed record LedgerFinding(DateOnly Day, string What);

/// <summary>What came of comparing the ledgers with their statements.</summary>
/// <param name="Days">How many days match, from the first on.</param>
/// <param name="Last">The last closed day; null: none is closed.</param>
/// <param name="Digest">Digest of its statement, in hex.</param>
/// <param name="Finding">The first day that does not match; null: all do.</param>
public sealed record LedgerCheck(int Days, DateOnly? Last, string? Digest, LedgerFinding? Finding);

/// <summary>
/// Compares what the ledgers hold with the statements of their closed days: finds a row that was altered, removed or added, a
/// statement that was altered or made by somebody else, and days cut off at either end. A whole chain that the system was made
/// to sign anew is found by the digest of an earlier statement.
/// </summary>
public sealed class VerifyLedgers
{
    // A day is closed in its night; until this hour it may be waited for.
    private static readonly TimeOnly ClosedBy = new(6, 0);
    private readonly Db db;
    private readonly SigningKeyStore keys;
    private readonly TimeProvider time;

    internal VerifyLedgers(Db db, SigningKeyStore keys, TimeProvider time) => (this.db, this.keys, this.time) = (db, keys, time);

    /// <summary>Compares every day.</summary>
    /// <param name="known">The digest (hex) that the statement of a day had when it was printed or mailed.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<LedgerCheck> RunAsync((DateOnly Day, string Digest)? known, CancellationToken cancel)
    {
        var genuine = await GenuineKeysAsync(cancel);
        return await db.ChangeAsync(
            async session =>
            {
                // One moment's view, so that a day which is closed or erased meanwhile is no finding.
                await session.ExecuteAsync("set transaction isolation level repeatable read, read only");
                var days = await session.ListAsync<SignedDay>(
                    "select day, statement, kid, signature from ledger_days order by day"
                );
                var erasures = await session.ListAsync<Erasure>(
                    "select ledger, day, texts_before, texts_after from ledger_erasures order by at, id"
                );
                var (matching, finding) = await CompareAsync(
                    session,
                    days,
                    erasures.ToLookup(one => (one.Ledger, one.Day)),
                    genuine
                );
                if (known is { } mark && finding?.Day.CompareTo(mark.Day) is null or > 0)
                    finding = Compare(mark, days) ?? finding;
                return days is [.., var last]
                    ? new LedgerCheck(matching, last.Day, LedgerStatement.DigestOf(last.Statement), finding)
                    : new LedgerCheck(0, null, null, finding);
            },
            cancel
        );
    }

    /// <summary>Compares every day, and tells auditors and administrators of one that does not match.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        if ((await RunAsync(null, cancel)).Finding is not { } finding)
            return;
        var day = finding.Day.ToString("O", CultureInfo.InvariantCulture);
        await db.ChangeAsync(
            session =>
                LedgerMessages.EnqueueAsync(
                    session,
                    time.GetUtcNow(),
                    "ledgers_altered",
                    $"ledgers-altered:{day}",
                    new Dictionary<string, string> { ["day"] = day }
                ),
            cancel
        );
    }

    private static LedgerFinding? Compare((DateOnly Day, string Digest) known, List<SignedDay> days) =>
        days.Find(one => one.Day == known.Day) is { } day && LedgerStatement.DigestOf(day.Statement) == known.Digest
            ? null
            : new LedgerFinding(known.Day, "Its statement is not the one that is known.");

    private async Task<(int Matching, LedgerFinding? Finding)> CompareAsync(
        Session session,
        List<SignedDay> days,
        ILookup<(string, DateOnly), Erasure> erasures,
        Dictionary<string, ECDsa> genuine
    )
    {
        var first = await LedgerDigests.FirstDayAsync(session);
        if (first is { } earliest && days is [var begin, ..] && earliest < begin.Day)
            return (0, new(earliest, "It has rows and lies before the first statement."));
        string? previous = null;
        var there = Enumerable.Empty<LedgerDigest>().ToLookup(_ => default(DateOnly));
        for (var i = 0; i < days.Count; i++)
        {
            var expected = days[0].Day.AddDays(i);
            if (days[i].Day != expected)
                return (i, new(expected, "It has no statement."));
            if (i % LedgerDigests.MostDays == 0)
                there = await LedgerDigests.ReadAsync(session, expected, expected.AddDays(LedgerDigests.MostDays - 1));
            if (Compare(days[i], previous, [.. there[expected]], erasures, genuine) is { } wrong)
                return (i, new(expected, wrong));
            previous = LedgerStatement.DigestOf(days[i].Statement);
        }
        var now = time.GetUtcNow();
        var due = now.ToLocalDate().AddDays(now.ToLocalTimeOfDay() < ClosedBy ? -2 : -1);
        var next = days is [.., var last] ? last.Day.AddDays(1) : first;
        return (days.Count, next <= due ? new(next.Value, "It has no statement.") : null);
    }

    private static string? Compare(
        SignedDay day,
        string? previous,
        LedgerDigest[] there,
        ILookup<(string, DateOnly), Erasure> erasures,
        Dictionary<string, ECDsa> genuine
    )
    {
        if (!IsSigned(day, genuine))
            return "Its statement was altered, or signed by a key that is not this system's.";
        if (LedgerStatement.Parse(day.Statement) is not { } statement || statement.Day != day.Day)
            return "Its statement is of another day.";
        if (statement.Previous != previous)
            return "Its statement does not follow the one before.";
        foreach (var signed in statement.Ledgers)
        {
            var now = Array.Find(there, one => one.Ledger == signed.Ledger) ?? LedgerDigest.Empty(signed.Ledger);
            if (now.RowCount != signed.RowCount)
                return $"{signed.Ledger}: {signed.RowCount} rows were signed, {now.RowCount} are there.";
            if (!now.Facts.AsSpan().SequenceEqual(signed.Facts))
                return $"{signed.Ledger}: a row was altered.";
            var texts = signed.Texts;
            foreach (var erasure in erasures[(signed.Ledger, day.Day)])
            {
                if (!erasure.TextsBefore.AsSpan().SequenceEqual(texts))
                    return $"{signed.Ledger}: an erasure does not follow from what was signed.";
                texts = erasure.TextsAfter;
            }
            if (!now.Texts.AsSpan().SequenceEqual(texts))
                return $"{signed.Ledger}: a text was altered.";
        }
        return null;
    }

    private static bool IsSigned(SignedDay day, Dictionary<string, ECDsa> genuine) =>
        genuine.TryGetValue(day.Kid, out var key)
        && key.VerifyData(
            Encoding.UTF8.GetBytes(day.Statement),
            day.Signature,
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );

    // Whoever writes into the database can put a key of their own there, but not encrypt its private part.
    private async Task<Dictionary<string, ECDsa>> GenuineKeysAsync(CancellationToken cancel)
    {
        Dictionary<string, ECDsa> genuine = [];
        foreach (var row in await keys.ReadAsync(KeyPurpose.Ledgers, DateTimeOffset.MinValue, cancel))
        {
            try
            {
                var key = (ECDsa)
                    SigningKey.Import(KeyPurpose.Ledgers, keys.DecryptPrivateKey(KeyPurpose.Ledgers, row), row.PublicKey);
                if (key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(row.PublicKey))
                    genuine[row.Kid] = key;
            }
            catch (CryptographicException)
            {
                // Not of this key ring: what it signed is a finding.
            }
        }
        return genuine;
    }

    private sealed record SignedDay(DateOnly Day, string Statement, string Kid, byte[] Signature);

    private sealed record Erasure(string Ledger, DateOnly Day, byte[] TextsBefore, byte[] TextsAfter);
}
