using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>Reads a sheet as a stream: rows that hold something, each with the values that its merged cells show.</summary>
/// <param name="cells">Reads a cell.</param>
internal sealed class SheetReader(WorkbookCells cells)
{
    private const int MaxColumns = 256;

    // A list has as many people as it may have, and some rows around them; what is beyond is refused, never left unread.
    private const int MaxRows = 2 * ListReader.MaxRows;

    // More cells than a list can have.
    private const int MaxMerged = MaxRows * MaxColumns;

    private readonly List<Row> rows = [];
    private readonly List<string> merges = [];
    private int merged;

    /// <summary>Reads the sheet.</summary>
    /// <exception cref="RefusedException">It holds far too many rows.</exception>
    public IReadOnlyList<SheetRow> Read(XmlReader reader)
    {
        var row = new Row(0, false, []);
        var column = 0;
        while (!reader.EOF)
        {
            var name = reader.NodeType == XmlNodeType.Element ? reader.LocalName : null;
            if (name == "c")
            {
                column = ColumnOf(reader.GetAttribute("r")) ?? column;
                if (!reader.IsEmptyElement)
                {
                    // Reads on to what follows the cell.
                    Place(row.Cells, column++, cells.Read((XElement)XNode.ReadFrom(reader)));
                    continue;
                }
                column++;
            }
            else if (name == "row")
            {
                Keep(row);
                var number = NumberOf(reader.GetAttribute("r")) ?? row.Number + 1;
                row = new Row(number, reader.GetAttribute("hidden") is "1" or "true", []);
                column = 0;
            }
            else if (name == "mergeCell" && reader.GetAttribute("ref") is { } range)
            {
                merges.Add(range);
            }
            reader.Read();
        }
        Keep(row);
        rows.Sort((one, other) => one.Number.CompareTo(other.Number));
        merges.ForEach(Fill);
        return [.. rows.Select(kept => new SheetRow(kept.Number, kept.Cells, kept.Hidden))];
    }

    private void Keep(Row row)
    {
        if (row.Cells.TrueForAll(cell => cell.IsBlank))
            return;
        if (rows.Count == MaxRows)
            throw new RefusedException(ListProblems.TooManyRows);
        rows.Add(row);
    }

    // Over the rows of its first column a merged range shows one value; its other columns have none of their own.
    private void Fill(string range)
    {
        var corners = range.Split(':');
        if (
            ColumnOf(corners[0]) is not { } left
            || NumberOf(corners[0]) is not { } top
            || ColumnOf(corners[^1]) is not { } right
            || NumberOf(corners[^1]) is not { } bottom
        )
            return;
        var first = rows.BinarySearch(new Row(top, false, []), ByNumber.Instance);
        var shown = first >= 0 && left < rows[first].Cells.Count ? rows[first].Cells[left] : new ListCell("");
        for (var i = first < 0 ? ~first : first; i < rows.Count && rows[i].Number <= bottom; i++)
        {
            for (var column = left; column <= right && column < MaxColumns; column++)
            {
                if (++merged > MaxMerged)
                    throw new InvalidDataException("merged ranges lie upon each other");
                Place(rows[i].Cells, column, column == left ? shown : new ListCell("", CellKind.Merged), hides: true);
            }
        }
    }

    // A cell is placed where it says, in whatever order they come; the first one stays, unless a merged range hides it.
    private static void Place(List<ListCell> row, int column, ListCell cell, bool hides = false)
    {
        if (column >= MaxColumns)
            return;
        while (row.Count <= column)
            row.Add(new ListCell(""));
        if (hides || row[column].IsBlank)
            row[column] = cell;
    }

    // "BC12" is column 54.
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetter))
            column = Math.Min(column * 26 + char.ToUpperInvariant(letter) - 'A' + 1, 100_000);
        return column > 0 ? column - 1 : null;
    }

    private static int? NumberOf(string? reference) =>
        int.TryParse(
            (reference ?? "").AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private sealed record Row(int Number, bool Hidden, List<ListCell> Cells);

    private sealed class ByNumber : IComparer<Row>
    {
        public static readonly ByNumber Instance = new();

        public int Compare(Row? x, Row? y) => x!.Number.CompareTo(y!.Number);
    }
}
