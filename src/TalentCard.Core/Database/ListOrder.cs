using System.Text;

namespace TalentCard.Core.Database;

/// <summary>
/// An order that a reader chose for a list: by one of its columns, then by id, and the position reached in it. The SQL gives
/// the column as text (<c>sort_key</c>), which must order as the column does.
/// </summary>
/// <param name="Column">The column's name in the address.</param>
/// <param name="Descending">Whether the greatest comes first (<c>-name</c> in the address).</param>
/// <param name="Key">The last row's text; null starts at the top.</param>
/// <param name="Id">The last row's id.</param>
public sealed record ListOrder(string Column, bool Descending, string? Key, Guid? Id)
{
    /// <summary>Reads a client's <c>sort</c> and <c>after</c>; null where the list keeps its own order.</summary>
    /// <exception cref="RefusedException">The list has no such order, or the position is not one of ours
    /// (<c>invalid_request</c>).</exception>
    public static ListOrder? Parse(string? sort, string? after, params ReadOnlySpan<string> columns)
    {
        if (string.IsNullOrEmpty(sort))
            return null;
        var column = sort.TrimStart('-');
        if (sort.Length - column.Length > 1 || !columns.Contains(column))
            throw Refuse.Field("sort", "not an order of this list");
        if (string.IsNullOrEmpty(after))
            return new ListOrder(column, sort[0] == '-', null, null);
        var bytes = new byte[after.Length];
        if (
            !System.Buffers.Text.Base64Url.IsValid(after)
            || !System.Buffers.Text.Base64Url.TryDecodeFromChars(after, bytes, out var length)
            || length < 16
        )
            throw Refuse.Field("after", "not a position of this list");
        return new ListOrder(
            column,
            sort[0] == '-',
            Encoding.UTF8.GetString(bytes, 16, length - 16),
            new Guid(bytes.AsSpan(0, 16))
        );
    }

    /// <summary>Cuts <paramref name="rows"/>, read with one row more than <paramref name="limit"/>, into a page.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="limit">How many make a page.</param>
    /// <param name="position">A row's text in the column, exactly as the SQL compares it, and its id.</param>
    public static Page<T> Cut<T>(IReadOnlyList<T> rows, int limit, Func<T, (string Key, Guid Id)> position)
    {
        if (rows.Count <= limit)
            return new Page<T>(rows, null);
        var (key, id) = position(rows[limit - 1]);
        return new Page<T>(
            [.. rows.Take(limit)],
            System.Buffers.Text.Base64Url.EncodeToString([.. id.ToByteArray(), .. Encoding.UTF8.GetBytes(key)])
        );
    }
}
