namespace TalentCard.Core.Audit;

/// <summary>The digests of the ledgers' days as the tables give them now.</summary>
internal static class LedgerDigests
{
    /// <summary>How many days are read at once.</summary>
    public const int MostDays = 31;

    /// <summary>Every ledger of every day, by name; of at most <see cref="MostDays"/> days.</summary>
    /// <param name="session">Reads them.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last one.</param>
    public static async Task<ILookup<DateOnly, LedgerDigest>> ReadAsync(Session session, DateOnly first, DateOnly last)
    {
        var names = await session.ListAsync<string>("select name from ledgers");
        var there = await session.ListAsync<Row>(
            "select day, ledger, row_count, facts, texts from ledger_digests(@first, @last)",
            new { first, last },
            timeout: 0
        );
        var rows = there.ToDictionary(row => (row.Day, row.Ledger));
        return Enumerable
            .Range(0, last.DayNumber - first.DayNumber + 1)
            .Select(first.AddDays)
            .SelectMany(day => names.Order(StringComparer.Ordinal).Select(ledger => (Day: day, Ledger: ledger)))
            .ToLookup(
                one => one.Day,
                one => rows.TryGetValue(one, out var row) ? row.ToDigest() : LedgerDigest.Empty(one.Ledger)
            );
    }

    /// <summary>The first day on which any ledger has a row; null: none has one.</summary>
    public static Task<DateOnly?> FirstDayAsync(Session session) => session.SingleAsync<DateOnly?>("select first_ledger_day()");

    private sealed record Row(DateOnly Day, string Ledger, long RowCount, byte[] Facts, byte[] Texts)
    {
        public LedgerDigest ToDigest() => new(Ledger, RowCount, Facts, Texts);
    }
}
