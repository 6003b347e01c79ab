namespace TalentCard.Core.Lists;

/// <summary>What a cell of an uploaded list holds.</summary>
internal enum CellKind
{
    Text,

    /// <summary>A number as such; more than 15 digits of it are lost.</summary>
    Number,

    /// <summary>A number shown as a date; the text is <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>A formula; the text is what it last gave.</summary>
    Formula,
}

/// <summary>A cell as read.</summary>
internal readonly record struct ListCell(string Text, CellKind Kind = CellKind.Text);

/// <summary>A row as the spreadsheet program numbers it, with its cells from the first column on.</summary>
internal sealed record SheetRow(int Number, IReadOnlyList<ListCell> Cells);

/// <summary>A row of the list: the cells in the order of its columns.</summary>
internal sealed record ListRow(int Number, ListCell[] Cells);
