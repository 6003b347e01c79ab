using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TalentCard.Core.Keys;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Audit;

/// <summary>
/// Closes the days of the ledgers that are over: writes what each held into a statement, chained to the one before and signed,
/// and tells the auditors of the last one. Safe to run twice or from two places at once (docs/adr/0056).
/// </summary>
public sealed class CloseLedgerDays(Db db, SigningKeyRing keys, TimeProvider time)
{
    /// <summary>Closes every day up to yesterday.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var key = await keys.CurrentAsync(KeyPurpose.Ledgers, cancel);
        while (await db.ChangeAsync(session => CloseSomeAsync(session, key), cancel)) { }
    }

    // Whether it closed any.
    private async Task<bool> CloseSomeAsync(Session session, SigningKey key)
    {
        await session.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('close ledger days', 0))");
        var before = await session.FindAsync<string>("select statement from ledger_days order by day desc limit 1");
        var yesterday = time.Today().AddDays(-1);
        var first = before is null
            ? await LedgerDigests.FirstDayAsync(session)
            : LedgerStatement.Parse(before)?.Day.AddDays(1)
                ?? throw new InvalidOperationException("The last statement of the ledgers cannot be read: run db/verify.");
        if (first is not { } day || day > yesterday)
            return false;
        var last = day.AddDays(LedgerDigests.MostDays - 1) < yesterday ? day.AddDays(LedgerDigests.MostDays - 1) : yesterday;
        await session.ExecuteAsync(
            """
            insert into ledger_salts (ledger, day, salt)
            select name, day, uuid_send(gen_random_uuid())
            from ledgers, generate_series(@day::timestamp, @last::timestamp, interval '1 day') day
            """,
            new { day, last }
        );
        var digests = await LedgerDigests.ReadAsync(session, day, last);
        var previous = before is null ? null : LedgerStatement.DigestOf(before);
        for (; day <= last; day = day.AddDays(1))
            previous = await InsertAsync(session, key, new(day, time.GetUtcNow(), previous, [.. digests[day]]));
        if (last == yesterday)
            await TellAsync(session, last, previous!);
        return true;
    }

    // Gives the statement's digest.
    private static async Task<string> InsertAsync(Session session, SigningKey key, LedgerStatement statement)
    {
        var text = statement.ToString();
        await session.ExecuteAsync(
            """
            insert into ledger_days (day, statement, kid, signature, closed_at)
            values (@Day, @text, @Kid, @signature, @ClosedAt)
            """,
            new
            {
                statement.Day,
                text,
                key.Kid,
                signature = ((ECDsa)key.Key).SignData(
                    Encoding.UTF8.GetBytes(text),
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.Rfc3279DerSequence
                ),
                statement.ClosedAt,
            }
        );
        return LedgerStatement.DigestOf(text);
    }

    private Task TellAsync(Session session, DateOnly day, string digest)
    {
        var date = day.ToString("O", CultureInfo.InvariantCulture);
        return LedgerMessages.EnqueueAsync(
            session,
            time.GetUtcNow(),
            "ledger_day_closed",
            $"ledger-day-closed:{date}",
            new Dictionary<string, string> { ["day"] = date, ["digest"] = digest }
        );
    }
}

/// <summary>What those are told who watch over the ledgers.</summary>
internal static class LedgerMessages
{
    /// <summary>Tells everyone whose role the kind is for.</summary>
    public static async Task EnqueueAsync(
        Session session,
        DateTimeOffset now,
        string kind,
        string fact,
        IReadOnlyDictionary<string, string> arguments
    )
    {
        var readers = await session.ListAsync<Guid>(
            "select id from users where roles && @Roles and disabled_at is null",
            new { MessageKind.All[kind].Roles }
        );
        await Outbox.EnqueueAsync(session, now, [.. readers.Select(reader => new NewMessage(kind, reader, fact, arguments))]);
    }
}
