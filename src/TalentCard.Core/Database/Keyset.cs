namespace TalentCard.Core.Database;

/// <summary>
/// The position in a list that is ordered by a time and an id, newest first. Its text is what clients pass back as
/// <c>after</c>; they must not read it.
/// </summary>
/// <param name="At">Time of the last row seen.</param>
/// <param name="Id">Id of the last row seen, which orders rows of the same time.</param>
public sealed record Keyset(DateTimeOffset At, Guid Id)
{
    /// <summary>Reads a client's <c>after</c>; null starts at the top.</summary>
    /// <exception cref="RefusedException">It is not one of ours (<c>invalid_request</c>).</exception>
    public static Keyset? Parse(string? after)
    {
        if (string.IsNullOrEmpty(after))
            return null;
        Span<byte> bytes = stackalloc byte[24];
        // 24 bytes are exactly 32 characters; what is no base64url at all would throw.
        if (
            !System.Buffers.Text.Base64Url.IsValid(after, out var length)
            || length != 24
            || !System.Buffers.Text.Base64Url.TryDecodeFromChars(after, bytes, out _)
        )
            throw Refuse.Field("after", "not a position of this list");
        var ticks = BitConverter.ToInt64(bytes);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            throw Refuse.Field("after", "not a position of this list");
        return new Keyset(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[8..]));
    }

    /// <summary>The opaque text of this position.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[24];
        BitConverter.TryWriteBytes(bytes, At.UtcTicks);
        Id.TryWriteBytes(bytes[8..]);
        return System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    /// <summary>Cuts <paramref name="rows"/>, read with one row more than <paramref name="limit"/>, into a page.</summary>
    public static Page<T> Cut<T>(IReadOnlyList<T> rows, int limit, Func<T, Keyset> position) =>
        rows.Count <= limit ? new Page<T>(rows, null) : new Page<T>([.. rows.Take(limit)], position(rows[limit - 1]).ToString());
}
