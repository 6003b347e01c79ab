using Microsoft.Extensions.Localization;

namespace TalentCard.Web.Shell;

/// <summary>A column of a list, on its page and in its workbook.</summary>
/// <param name="Title">Its heading in Chinese, the key of its translation; on phones it stands before the cell.</param>
/// <param name="Key">Its name in the address.</param>
/// <param name="Value">
/// A row's cell: a number, a day, a moment, a text, texts or nothing. Without it the column is the page's alone, and there only
/// where a <see cref="Cell{TItem}"/> draws it: boxes to tick, buttons, what stands elsewhere in columns of its own.
/// </param>
public sealed record ListColumn<T>(string Title, string Key, Func<T, object?>? Value = null)
{
    /// <summary>What the Api's <c>sort</c> calls it; null where the list cannot be ordered by it.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether the page always shows it.</summary>
    public bool Always { get; init; }

    /// <summary>Whether the page shows it only when chosen.</summary>
    public bool Off { get; init; }

    /// <summary>Whether the heading is for screen readers alone.</summary>
    public bool TitleHidden { get; init; }

    /// <summary>Classes of its cells on the page, heading included.</summary>
    public string? Class { get; init; }

    /// <summary>Where the cell leads on the page; null is nowhere.</summary>
    public Func<T, string?>? Link { get; init; }

    /// <summary>How the cell looks as a <see cref="StateBadge"/>: its kind.</summary>
    public Func<T, string>? Look { get; init; }
}

/// <summary>The columns of a list.</summary>
internal static class ListColumns
{
    /// <summary>With the titles in the reader's language.</summary>
    public static IEnumerable<ListColumn<T>> In<T>(this IEnumerable<ListColumn<T>> columns, IStringLocalizer words) =>
        columns.Select(column => column with { Title = words[column.Title] });

    /// <summary>For a page that shows these columns, unless its reader chooses others.</summary>
    public static IEnumerable<ListColumn<T>> Showing<T>(this IEnumerable<ListColumn<T>> columns, params string[] keys) =>
        columns.Select(column => column with { Off = !keys.Contains(column.Key) });

    /// <summary>For a page whose rows all have the same in this column.</summary>
    public static IEnumerable<ListColumn<T>> Without<T>(this IEnumerable<ListColumn<T>> columns, string key) =>
        columns.Where(column => column.Key != key);
}
