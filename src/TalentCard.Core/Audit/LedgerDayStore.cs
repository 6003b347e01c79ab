using System.Security.Cryptography;
using TalentCard.Contracts.Audit;

namespace TalentCard.Core.Audit;

/// <summary>Reads the closed days of the ledgers. They name nobody, so that a look at them is no event.</summary>
public sealed class LedgerDayStore(Db db)
{
    private const string Columns = "d.day, encode(sha256(convert_to(d.statement, 'UTF8')), 'hex') digest, d.kid, d.closed_at";

    /// <summary>The closed days, the last first.</summary>
    public async Task<Page<LedgerDay>> ListAsync(LedgerDayQuery query, CancellationToken cancel)
    {
        var before = Keyset.Parse(query.After)?.At.ToLocalDate();
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<LedgerDay>(
            $"""
            select {Columns} from ledger_days d
            where @before::date is null or d.day < @before
            order by d.day desc
            limit @Limit
            """,
            new { before, Limit = query.Limit + 1 }
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.Day.StartOfDay(), Guid.Empty));
    }

    /// <summary>A closed day with its statement.</summary>
    /// <exception cref="RefusedException">The day is not closed (<c>not_found</c>).</exception>
    public async Task<LedgerDayStatement> FindAsync(DateOnly day, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var row =
            await session.FindAsync<Row>(
                $"""
                select {Columns}, d.statement, d.signature, k.public_key
                from ledger_days d left join signing_keys k on k.purpose = 'ledgers' and k.kid = d.kid
                where d.day = @day
                """,
                new { day }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        return new LedgerDayStatement(
            row.Day,
            row.Digest,
            row.Kid,
            row.ClosedAt,
            row.Statement,
            Convert.ToBase64String(row.Signature),
            row.PublicKey is { } key ? PemEncoding.WriteString("PUBLIC KEY", key) : ""
        );
    }

    private sealed record Row(
        DateOnly Day,
        string Digest,
        string Kid,
        DateTimeOffset ClosedAt,
        string Statement,
        byte[] Signature,
        byte[]? PublicKey
    );
}
