using System.Text;
using System.Text.RegularExpressions;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>
/// Reads csv (RFC 4180) in UTF-8, with or without a mark, in UTF-16 with one, or in GB18030, which Chinese Excel writes; with
/// commas, semicolons, tabs or bars between the cells.
/// </summary>
internal static partial class CsvReader
{
    static CsvReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    // What programs separate cells with; where a list has as many of two of them, the first.
    private const string Separators = ",;\t|";

    // Titles and notes may stand above the headings.
    private const int LinesToLookAt = 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="RefusedException">It is no text.</exception>
    public static Sheet Read(byte[] file)
    {
        var (text, encoding) = Decode(file);
        if (text.AsSpan().TrimStart().StartsWith('<'))
            throw new RefusedException(ListProblems.WebPage);
        // A picture or a document decodes as something, but no list has this character.
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new RefusedException(ListProblems.NotASpreadsheet);
        // Excel takes the line for itself and counts on below it.
        var said = Said().Match(text);
        var separator = said.Success ? said.Groups[1].Value[0] : SeparatorOf(text);
        var shown = separator == '\t' ? "Tab" : separator.ToString();
        return new Sheet([.. Split(text, said.Length, separator)], ["csv", shown, encoding], []);
    }

    private static (string Text, string Encoding) Decode(byte[] file)
    {
        foreach (var unicode in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
            if (file.AsSpan().StartsWith(unicode.Preamble))
                return (unicode.GetString(file.AsSpan(2)), "UTF-16");
        var bytes = file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? file.AsSpan(3) : file.AsSpan();
        try
        {
            return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), "UTF-8");
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8, so perhaps GB18030.
        }
        try
        {
            return (
                Encoding
                    .GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                    .GetString(bytes),
                "GB18030"
            );
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(ListProblems.NotASpreadsheet);
        }
    }

    // The one that makes the most cells of a line among the first.
    private static char SeparatorOf(string text)
    {
        var lines = Quoted().Replace(text, "").Split('\n', LinesToLookAt + 1).Take(LinesToLookAt).ToList();
        return Separators.MaxBy(separator => lines.Max(line => line.Count(c => c == separator)));
    }

    private static IEnumerable<SheetRow> Split(string text, int at, char separator)
    {
        var number = 0;
        while (at < text.Length)
        {
            var cells = new List<ListCell>();
            do
            {
                var value = Cell(text, ref at, separator);
                // ="340…" is how a number is written that a spreadsheet program shall leave alone.
                cells.Add(
                    Guarded().Match(value) is { Success: true } guarded ? new ListCell(guarded.Groups[1].Value)
                    : value.StartsWith('=') ? new ListCell(value, CellKind.Formula)
                    : new ListCell(value)
                );
            } while (at < text.Length && text[at++] == separator);
            if (at < text.Length && text[at - 1] == '\r' && text[at] == '\n')
                at++;
            number++;
            if (!cells.TrueForAll(cell => cell.IsBlank))
                yield return new SheetRow(number, cells);
        }
    }

    // Reads one value and stops at the separator or line end after it.
    private static string Cell(string text, ref int at, char separator)
    {
        var value = new StringBuilder();
        if (at < text.Length && text[at] == '"')
        {
            for (at++; at < text.Length; at++)
            {
                if (text[at] != '"')
                    value.Append(text[at]);
                else if (at + 1 < text.Length && text[at + 1] == '"')
                    value.Append(text[at++]);
                else
                    break;
            }
            at++;
        }
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
            value.Append(text[at++]);
        return value.ToString();
    }

    [GeneratedRegex("\\A\"?sep=(.)\"?\\r?\\n", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Said();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("^=\"([^\"]*)\"$")]
    private static partial Regex Guarded();
}
