using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TalentCard.Core;

/// <summary>
/// Texts as people type them, and the one form that each is kept and compared in (docs/adr/0060). SQL's <c>search_key</c> says
/// the same of what is searched.
/// </summary>
internal static partial class PlainText
{
    // Radicals of Unicode's supplement that copies out of a PDF hold, which NFKC leaves as they are, unlike the Kangxi ones.
    private const string Radicals = "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳";
    private const string Ideographs = "母民虎西见角贝车长门青韦页风飞食马鬼鱼鸟卤麦黄黾齐齿龙龟";

    private const string Dots = "‧•・∙⋅";
    private const string Dashes = "‐‑‒–—―−﹣";

    // Cyrillic and Greek letters that look like Latin ones.
    private const string LookAlikes = "АВЕКМНОРСТХаеорсухіѕјІЅЈУΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    private const string Latin = "ABEKMHOPCTXaeopcyxisjISJYABEZHIKMNOPTYXo";

    /// <summary>Half-width, with one kind of dash and without spaces, as numbers, dates and codes are compared.</summary>
    public static string Compact(string text) =>
        string.Concat(
            text.Normalize(NormalizationForm.FormKC)
                .Where(c => !char.IsWhiteSpace(c))
                .Select(c => Dashes.Contains(c, StringComparison.Ordinal) ? '-' : c)
        );

    /// <summary>
    /// The form in which a name or another line of text is kept: NFKC, but with Chinese punctuation as it is; ideographs for
    /// radicals, one middle dot, Latin letters for others that only look like them; one space where there are some, none beside
    /// a Chinese character.
    /// </summary>
    public static string Normal(string text)
    {
        var half = Folded().Replace(Visible(text), part => part.Value.Normalize(NormalizationForm.FormKC));
        var plain = new StringBuilder(half.Length);
        foreach (var c in half)
            plain.Append(
                Radicals.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Ideographs[at]
                : Dots.Contains(c, StringComparison.Ordinal) ? '·'
                : c
            );
        var words = Letters()
            .Replace(
                plain.ToString(),
                word =>
                    word.Value.All(c => char.IsAscii(c) || LookAlikes.Contains(c, StringComparison.Ordinal))
                        ? InLatin(word.Value)
                        : word.Value
            );
        return Spaces().Replace(BesideChinese().Replace(words, ""), " ").Trim();
    }

    /// <summary>What two texts have in common that say the same: in half width, without spaces, dots and case.</summary>
    public static string Key(string text) =>
        InLatin(Compact(Normal(text))).Replace("·", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>The text without characters of no width, and with a space for those that only look like one.</summary>
    public static string Visible(string text) => Blanks().Replace(Invisible().Replace(text, ""), " ");

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

    private static string InLatin(string word) =>
        string.Concat(word.Select(c => LookAlikes.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Latin[at] : c));

    // All but the punctuation that Chinese is set with.
    [GeneratedRegex("[^（），：；！？…]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"[\p{IsCyrillic}\p{IsGreek}A-Za-z]+")]
    private static partial Regex Letters();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // Beside a character on both sides; letters and digits keep their space. The last range is that of surrogates.
    [GeneratedRegex(
        @"(?<=[\u3000-\u303F\u3400-\u9FFF\uFF00-\uFFEF\uD840-\uDFFF·])\s+(?=[\u3000-\u303F\u3400-\u9FFF\uFF00-\uFFEF\uD840-\uDFFF·])"
    )]
    private static partial Regex BesideChinese();

    [GeneratedRegex(@"[\u00AD\u200B-\u200D\u2060\uFEFF]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"[\u115F\u1160\u180E\u2800\u3164\uFFA0]")]
    private static partial Regex Blanks();
}
