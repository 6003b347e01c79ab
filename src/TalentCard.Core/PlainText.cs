using System.Globalization;
using System.Text;

namespace TalentCard.Core;

/// <summary>Texts as people type them.</summary>
internal static class PlainText
{
    /// <summary>Half-width and without spaces, as numbers, dates and codes are compared.</summary>
    public static string Compact(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Whether the text can stand on a page: no control, no direction mark, no broken character.</summary>
    public static bool IsClean(string text) =>
        text.EnumerateRunes()
            .All(rune =>
                rune != Rune.ReplacementChar
                && Rune.GetUnicodeCategory(rune)
                    is not (
                        UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                    )
            );
}
