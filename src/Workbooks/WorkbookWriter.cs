using System.IO.Compression;
using System.Security;
using System.Text;

namespace TalentCard.Workbooks;

/// <summary>
/// Writes a workbook (ECMA-376, SpreadsheetML) sheet by sheet and row by row straight into its zip archive, so that memory does
/// not grow with it: a library that keeps a package open for reading too holds every sheet until the end. The same cells give
/// the same parts.
/// </summary>
/// <param name="file">Where to; it stays open, and need not seek.</param>
internal sealed class WorkbookWriter(Stream file) : IDisposable
{
    /// <summary>Media type of a workbook.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>How its parts are written.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private const int LongestName = 31;
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    private static readonly DateTimeOffset Written = new(2022, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> sheets = [];

    /// <summary>A workbook of one sheet.</summary>
    /// <param name="name">The sheet's.</param>
    /// <param name="headings">Its headings.</param>
    /// <param name="rows">Its rows; <see cref="SheetWriter.WriteRow(IReadOnlyList{object?})"/> says of what.</param>
    public static byte[] Write(string name, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        using var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file))
            workbook.AddSheet(name, headings, rows);
        return file.ToArray();
    }

    /// <summary>Adds a whole sheet.</summary>
    public void AddSheet(string name, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        using var sheet = BeginSheet(name, headings, rows);
        foreach (var row in rows)
            sheet.WriteRow(row);
    }

    /// <summary>Begins a sheet, which ends before the next one begins.</summary>
    /// <param name="name">Its name; what Excel does not take in one is left out.</param>
    /// <param name="headings">Its headings.</param>
    /// <param name="first">Its first rows, which tell how wide a column is.</param>
    public SheetWriter BeginSheet(string name, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<object?>> first)
    {
        name = string.Concat(
            SheetWriter.Printable(name).Where(letter => letter != '\n' && !"[]:*?/\\".Contains(letter, StringComparison.Ordinal))
        );
        sheets.Add(name.Length > LongestName ? name[..LongestName] : name);
        return new SheetWriter(Part($"xl/worksheets/sheet{sheets.Count}.xml"), headings, first);
    }

    /// <summary>Ends the workbook.</summary>
    public void Dispose()
    {
        var numbers = Enumerable.Range(1, sheets.Count).ToArray();
        Write(
            "xl/workbook.xml",
            $"""
            <workbook xmlns="{SheetWriter.Namespace}" xmlns:r="{Relation}"><sheets>
            {Lines(numbers, i => $"""<sheet name="{Escaped(sheets[i - 1])}" sheetId="{i}" r:id="sheet{i}"/>""")}
            </sheets></workbook>
            """
        );
        Write(
            "xl/_rels/workbook.xml.rels",
            $"""
            <Relationships xmlns="{Package}/relationships">
            {Lines(numbers, i =>
                $"""<Relationship Id="sheet{i}" Type="{Relation}/worksheet" Target="worksheets/sheet{i}.xml"/>""")}
            <Relationship Id="styles" Type="{Relation}/styles" Target="styles.xml"/>
            </Relationships>
            """
        );
        Write("xl/styles.xml", CellStyles.Part);
        Write(
            "_rels/.rels",
            $"""
            <Relationships xmlns="{Package}/relationships">
            <Relationship Id="workbook" Type="{Relation}/officeDocument" Target="xl/workbook.xml"/>
            </Relationships>
            """
        );
        const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        Write(
            "[Content_Types].xml",
            $"""
            <Types xmlns="{Package}/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Xlsx}.sheet.main+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{Xlsx}.styles+xml"/>
            {Lines(numbers, i => $"""<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{Xlsx}.worksheet+xml"/>""")}
            </Types>
            """
        );
        zip.Dispose();
    }

    private static string Lines(IEnumerable<int> numbers, Func<int, string> line) => string.Join('\n', numbers.Select(line));

    private static string Escaped(string name) => SecurityElement.Escape(name);

    private void Write(string path, string xml)
    {
        using var part = new StreamWriter(Part(path), Utf8);
        part.Write("""<?xml version="1.0" encoding="utf-8" standalone="yes"?>""" + "\n" + xml);
    }

    private Stream Part(string path)
    {
        var entry = zip.CreateEntry(path);
        entry.LastWriteTime = Written;
        return entry.Open();
    }
}
