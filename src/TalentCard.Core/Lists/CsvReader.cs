using System.Text;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>
/// Reads csv (RFC 4180) in UTF-8, with or without a mark, in UTF-16 with one, or in GB18030, which Chinese Excel writes.
/// </summary>
internal static class CsvReader
{
    static CsvReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IEnumerable<SheetRow> Read(byte[] file)
    {
        var text = Decode(file);
        // A picture or an old workbook decodes as something, but no list has control characters.
        if (text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            throw new RefusedException(ListProblems.NotASpreadsheet);
        return Split(text);
    }

    private static string Decode(byte[] file)
    {
        if (file.AsSpan().StartsWith(Encoding.Unicode.Preamble))
            return Encoding.Unicode.GetString(file.AsSpan(2));
        var bytes = file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? file.AsSpan(3) : file.AsSpan();
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8, so perhaps GB18030.
        }
        try
        {
            return Encoding
                .GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                .GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(ListProblems.NotASpreadsheet);
        }
    }

    private static IEnumerable<SheetRow> Split(string text)
    {
        var firstLine = text.AsSpan(0, Math.Max(text.IndexOf('\n', StringComparison.Ordinal), 0));
        var separator = firstLine.Contains('\t') && !firstLine.Contains(',') ? '\t' : ',';
        var (number, at) = (0, 0);
        while (at < text.Length)
        {
            var cells = new List<ListCell>();
            do
            {
                var value = Cell(text, ref at, separator);
                cells.Add(new ListCell(value, value.StartsWith('=') ? CellKind.Formula : CellKind.Text));
            } while (at < text.Length && text[at++] == separator);
            if (at < text.Length && text[at - 1] == '\r' && text[at] == '\n')
                at++;
            yield return new SheetRow(++number, cells);
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
}
