using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TalentCard.Core.Talents;

/// <summary>The rules of a talent's fields, the same for a list and for the edit page.</summary>
internal static partial class TalentFields
{
    public const int MaxName = 120;
    public const int MaxEmployer = 200;
    public const int MaxEmail = 254;
    private const int MaxLocalPart = 64;
    private const int MaxContractYears = 30;

    /// <summary>
    /// An e-mail address in lower case, its domain as the DNS knows it; null where none can be sent to: RFC 5321 without
    /// quoted names and addresses in numbers, which no mail service gives anybody.
    /// </summary>
    public static string? Email(string text)
    {
        var address = PlainText.Visible(text).Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
        var at = address.LastIndexOf('@') + 1;
        if (at == 0 || at > MaxLocalPart + 1)
            return null;
        try
        {
            address = address[..at] + new IdnMapping { UseStd3AsciiRules = true }.GetAscii(address[at..]);
        }
        catch (ArgumentException)
        {
            return null;
        }
        return address.Length <= MaxEmail && EmailPattern().IsMatch(address) ? address : null;
    }

    /// <summary>Whether a contract may end on the day: today or later, at most 30 years ahead.</summary>
    public static bool IsContractEnd(DateOnly day, DateOnly today) => day >= today && day <= today.AddYears(MaxContractYears);

    /// <summary>Whether somebody may be born on the day: from 1900 to today.</summary>
    public static bool IsBirthDate(DateOnly day, DateOnly today) => day.Year >= 1900 && day <= today;

    // The labels of the domain were checked before; the last one is no number.
    [GeneratedRegex(
        @"^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex EmailPattern();
}
