using System.Text.RegularExpressions;
using PhoneNumbers;

namespace TalentCard.Core;

/// <summary>
/// Telephone numbers in the one form that each is kept and found in: digits as they are dialled in mainland China, with the
/// extension behind a hyphen; numbers of elsewhere in E.164, with their plus.
/// </summary>
internal static partial class PhoneNumber
{
    private const int China = 86;
    private const string Region = "CN";

    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>A number that a text message reaches: a mainland mobile or one of elsewhere; null where it is none.</summary>
    public static string? Messageable(string text) =>
        Parse(text) is { } number && (number[0] == '+' || MobilePattern().IsMatch(number)) ? number : null;

    /// <summary>Any number that somebody calls from, a short or local one among them; null where it is none.</summary>
    public static string? Parse(string text)
    {
        var plain = PlainText.Compact(PlainText.Visible(text));
        var (number, extension) = Extension().Match(plain) is { Success: true } match
            ? (match.Groups["number"].Value, "-" + match.Groups["extension"].Value)
            : (plain, "");
        var digits = Punctuation().Replace(number, "");
        if (digits.StartsWith("00", StringComparison.Ordinal))
            digits = "+" + digits[2..];
        return Mainland().Match(digits) is { Success: true } mobile ? mobile.Groups[1].Value + extension
            : digits.StartsWith('+')
                ? WithCountry(digits) is { } known ? known + extension
                    : null
            : digits.Length > 10 && digits.StartsWith("86", StringComparison.Ordinal) && WithCountry("+" + digits) is { } here
                ? here + extension
            : Dialled().IsMatch(digits) ? digits + extension
            : null;
    }

    /// <summary>Whether the text holds more than one number.</summary>
    public static bool AreSeveral(string text) =>
        Between().Split(text).Count(part => part.Count(char.IsAsciiDigit) >= 5 && Parse(part) is not null) > 1;

    /// <summary>The last four digits, which a list may show.</summary>
    public static string Tail(string number) => string.Concat(number.Where(char.IsAsciiDigit).TakeLast(4));

    private static string? WithCountry(string text)
    {
        try
        {
            var number = Numbers.Parse(text, Region);
            if (!Numbers.IsValidNumber(number))
                return null;
            if (number.CountryCode != China)
                return Numbers.Format(number, PhoneNumberFormat.E164);
            var national = Numbers.GetNationalSignificantNumber(number);
            return Numbers.GetNumberType(number) == PhoneNumberType.FIXED_LINE ? "0" + national : national;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // A plus, 86 before a mobile: what is left are the eleven digits.
    [GeneratedRegex(@"^(?:\+?86)?(1[3-9]\d{9})$", RegexOptions.ECMAScript)]
    private static partial Regex Mainland();

    [GeneratedRegex(@"^1[3-9]\d{9}$", RegexOptions.ECMAScript)]
    private static partial Regex MobilePattern();

    [GeneratedRegex(@"^\d{5,15}$", RegexOptions.ECMAScript)]
    private static partial Regex Dialled();

    // 0554-6641234-8001 has its extension behind the last hyphen.
    [GeneratedRegex(
        @"^(?<number>.{5,}?)(?:转|轉|分机号?|ext\.?|x|#)-?(?<extension>\d{1,6})$|^(?<number>\(?0\d{2,3}\)?-?\d{7,8})-(?<extension>\d{1,6})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Extension();

    [GeneratedRegex(@"[-()\[\]{}.〔〕【】]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"[/、,，;；\\|或]")]
    private static partial Regex Between();
}
