using System.Text.RegularExpressions;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Core.CardCodes;

/// <summary>
/// What scanners, keyboards and input methods make of a code on its way to a text field. What can mean one text alone is read;
/// for the rest there is a cause, with a remedy.
/// </summary>
internal static partial class ScannedText
{
    // Signs that scanners put around a code (STX, ETX, GS, line ends), and what editors put before a text or between its parts.
    private const string Around = "\u0001\u0002\u0003\u0004\u001c\u001d\u001e\u001f \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff";

    // `YC1:` as it arrives when the scanner types by the American layout and the computer reads by another: French, German,
    // Turkish and Nordic ones.
    private static readonly string[] ByOtherLayouts = ["YC&M", "ZC1Ö", "YC1Ş", "YC1Ö", "YC1Æ", "YC1Ø"];

    /// <summary>
    /// The code's own text: without what stands around it and the scanner's name of the symbology (<c>]Q1</c>, ISO/IEC 15424),
    /// in plain letters where an input method made wide ones (U+FF01 to U+FF5E), in capitals where CapsLock turned all of them.
    /// </summary>
    /// <param name="text">Any text whatever.</param>
    public static string Clean(string text)
    {
        var narrow = string.Concat(text.Select(Narrow)).Trim(Around.ToCharArray());
        var plain = Symbology().Replace(narrow, "").Trim(Around.ToCharArray());
        return plain.Any(char.IsAsciiLetterUpper) ? plain : plain.ToUpperInvariant();
    }

    /// <summary>Why a cleaned text is not a code: an input method, a keyboard's layout, or <c>malformed</c>.</summary>
    public static ProblemCode CauseOf(string cleaned) =>
        ByOtherLayouts.Any(start => cleaned.StartsWith(start, StringComparison.OrdinalIgnoreCase)) ? Verdicts.KeyboardLayout
        : Chinese().IsMatch(cleaned) ? Verdicts.InputMethod
        : Verdicts.Malformed;

    private static char Narrow(char letter) =>
        letter switch
        {
            >= '\uff01' and <= '\uff5e' => (char)(letter - 0xfee0),
            '\u3000' => ' ',
            _ => letter,
        };

    [GeneratedRegex(@"^\][A-Za-z][0-9A-Za-z]")]
    private static partial Regex Symbology();

    // Letters that an input method composed, and its punctuation.
    [GeneratedRegex(@"[\u3001-\u303f\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
