using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TalentCard.Web.Office.Exports;

/// <summary>A text as a cell: an inline string, which no spreadsheet program reads as a formula.</summary>
internal static class TextCell
{
    /// <summary>Makes a cell of a text.</summary>
    public static Cell Of(string text) => new()
    {
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(Printable(text))),
    };

    // XML has no place for control characters and lone surrogates.
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value >= ' ' && rune != Rune.ReplacementChar && rune.Value is not (0xFFFE or 0xFFFF))
                printable.Append(rune.ToString());
        return printable.ToString();
    }
}
