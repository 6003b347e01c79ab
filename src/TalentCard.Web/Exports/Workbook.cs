using TalentCard.Workbooks;

namespace TalentCard.Web.Exports;

/// <summary>Writes a list as a workbook, row by row as its pages are read, so that memory does not grow with it.</summary>
internal static class Workbook
{
    /// <summary>The most rows that one workbook holds.</summary>
    public const int MaxRows = 50_000;

    /// <summary>Writes the list.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="name">Name of the sheet.</param>
    /// <param name="columns">Its columns, by their titles as they stand; those without a value are left out.</param>
    /// <param name="read">Reads the page after a position; null is the first.</param>
    /// <returns>How many rows; null where there are more than <see cref="MaxRows"/>, and the file is of no use.</returns>
    public static async Task<int?> WriteAsync<T>(
        Stream file,
        string name,
        IEnumerable<ListColumn<T>> columns,
        Func<string?, Task<Page<T>>> read
    )
    {
        var valued = columns.Where(column => column.Value is not null).ToArray();
        var page = await read(null);
        using var workbook = new WorkbookWriter(file);
        using var sheet = workbook.BeginSheet(name, [.. valued.Select(column => column.Title)], [.. page.Items.Select(Cells)]);
        var rows = 0;
        while (true)
        {
            rows += page.Items.Count;
            if (rows > MaxRows)
                return null;
            foreach (var item in page.Items)
                sheet.WriteRow(Cells(item));
            if (page.Next is null)
                return rows;
            page = await read(page.Next);
        }

        object?[] Cells(T item) => [.. valued.Select(column => column.Value!(item))];
    }
}
