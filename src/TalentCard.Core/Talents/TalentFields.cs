using System.Text.RegularExpressions;

namespace TalentCard.Core.Talents;

/// <summary>The rules of a talent's fields, the same for a list and for the edit page.</summary>
internal static partial class TalentFields
{
    public const int MaxName = 100;
    public const int MaxEmployer = 200;
    public const int MaxEmail = 254;
    private const int MaxContractYears = 30;

    /// <summary>A mainland mobile number in digits; null where it is none.</summary>
    public static string? Phone(string text)
    {
        var digits = PlainText.Compact(text).Replace("-", "", StringComparison.Ordinal);
        if (digits.StartsWith("+86", StringComparison.Ordinal))
            digits = digits[3..];
        return PhonePattern().IsMatch(digits) ? digits : null;
    }

    /// <summary>An e-mail address in lower case; null where it is none.</summary>
    public static string? Email(string text)
    {
        var address = PlainText.Compact(text).ToLowerInvariant();
        return address.Length <= MaxEmail && EmailPattern().IsMatch(address) ? address : null;
    }

    /// <summary>Whether a contract may end on the day: today or later, at most 30 years ahead.</summary>
    public static bool IsContractEnd(DateOnly day, DateOnly today) => day >= today && day <= today.AddYears(MaxContractYears);

    [GeneratedRegex("^1[3-9][0-9]{9}$", RegexOptions.CultureInvariant)]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailPattern();
}
