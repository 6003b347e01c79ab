using System.Globalization;

namespace TalentCard.Core.Talents;

/// <summary>What is wrong with an ID number.</summary>
public enum IdNumberFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Not 17 digits and a digit or X.</summary>
    Format,

    /// <summary>Its date of birth does not exist, or lies before 1900 or in the future.</summary>
    BirthDate,

    /// <summary>The last character is not the check of the others.</summary>
    Checksum,
}

/// <summary>The citizen identity number of GB 11643-1999: division, date of birth, sequence, check character.</summary>
public static class IdNumber
{
    private const string Checks = "10X98765432";
    private static ReadOnlySpan<int> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Says what is wrong with <paramref name="text"/>, an upper-case number without spaces.</summary>
    /// <param name="text">The number.</param>
    /// <param name="today">No one is born later.</param>
    public static IdNumberFault Check(string text, DateOnly today)
    {
        if (
            text.Length != 18
            || text.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9')
            || text[0] == '0'
            || !(char.IsAsciiDigit(text[17]) || text[17] == 'X')
        )
            return IdNumberFault.Format;
        if (BirthDate(text) is not { Year: >= 1900 } birth || birth > today)
            return IdNumberFault.BirthDate;
        return text[17] == CheckCharacter(text) ? IdNumberFault.None : IdNumberFault.Checksum;
    }

    /// <summary>The date of birth in a number of 18 characters; null where there is no such day, or another number.</summary>
    public static DateOnly? BirthDate(string text) =>
        text.Length == 18
        && DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)
            ? birth
            : null;

    /// <summary>The check character (ISO 7064, MOD 11-2) of the first 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += (digits[i] - '0') * Weights[i];
        return Checks[sum % 11];
    }
}
