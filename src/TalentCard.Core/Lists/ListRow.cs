using System.Text.Json.Serialization;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>What a cell of an uploaded list holds. Kept with previews by number: a new kind comes last.</summary>
internal enum CellKind
{
    Text,

    /// <summary>A number as such; more than 15 digits of it are lost.</summary>
    Number,

    /// <summary>A number shown as a date; the text is <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>A formula; the text is what it last gave.</summary>
    Formula,

    /// <summary>An error such as #REF!.</summary>
    Error,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A part of a merged range that shows another column's value.</summary>
    Merged,

    /// <summary>What the file says of it makes no sense.</summary>
    Unreadable,
}

/// <summary>A cell as read.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Day">The day that a number is as a date; null where it is none.</param>
internal readonly record struct ListCell(string Text, CellKind Kind = CellKind.Text, DateOnly? Day = null)
{
    /// <summary>Whether there is nothing to see.</summary>
    [JsonIgnore]
    public bool IsBlank => Text.Length == 0 && Kind is not (CellKind.Formula or CellKind.Unreadable);

    /// <summary>The cell as a preview shows it.</summary>
    [JsonIgnore]
    public string Shown => PlainText.IsClean(Text) ? PlainText.Normal(Text) : Text;

    /// <summary>The cell of a column of days as a preview shows it.</summary>
    [JsonIgnore]
    public string ShownDay => ListReader.ReadDate(this) is { } day ? $"{day:yyyy-MM-dd}" : Shown;
}

/// <summary>A row as the spreadsheet program numbers it, with its cells from the first column on.</summary>
internal sealed record SheetRow(int Number, IReadOnlyList<ListCell> Cells, bool Hidden = false);

/// <summary>The sheet that was read.</summary>
/// <param name="Rows">Its rows that hold something.</param>
/// <param name="Source">As what the file was read: its kind, and the sheet or the separator and encoding.</param>
/// <param name="Others">Names of the sheets that were not read.</param>
internal sealed record Sheet(IReadOnlyList<SheetRow> Rows, string[] Source, string[] Others);

/// <summary>A row of the list: the cells in the order of its columns.</summary>
internal sealed record ListRow(int Number, ListCell[] Cells);

/// <summary>A list as read.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="LeftOut">Rows that hold something and were left out.</param>
internal sealed record ReadList(List<ListRow> Rows, List<LeftOutRow> LeftOut);
