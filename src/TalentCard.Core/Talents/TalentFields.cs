using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TalentCard.Core.Talents;

/// <summary>The rules of a talent's fields, the same for a list and for the edit page.</summary>
internal static partial class TalentFields
{
    public const int MaxName = 100;
    public const int MaxEmployer = 200;
    public const int MaxEmail = 254;
    private const int MaxContractYears = 30;

    /// <summary>Half-width and without spaces, as numbers, dates and codes are compared.</summary>
    public static string Compact(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>A mainland mobile number in digits; null where it is none.</summary>
    public static string? Phone(string text)
    {
        var digits = Compact(text).Replace("-", "", StringComparison.Ordinal);
        if (digits.StartsWith("+86", StringComparison.Ordinal)) digits = digits[3..];
        return PhonePattern().IsMatch(digits) ? digits : null;
    }

    /// <summary>An e-mail address in lower case; null where it is none.</summary>
    public static string? Email(string text)
    {
        var address = Compact(text).ToLowerInvariant();
        return address.Length <= MaxEmail && EmailPattern().IsMatch(address) ? address : null;
    }

    /// <summary>Whether a contract may end on the day: today or later, at most 30 years ahead.</summary>
    public static bool IsContractEnd(DateOnly day, DateOnly today) => day >= today && day <= today.AddYears(MaxContractYears);

    /// <summary>Whether the text can stand on a page: no control, no direction mark, no broken character.</summary>
    public static bool IsClean(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    [GeneratedRegex("^1[3-9][0-9]{9}$", RegexOptions.CultureInvariant)]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailPattern();
}
