using TalentCard.Contracts.Organisations;

namespace TalentCard.Core.Organisations;

/// <summary>统一社会信用代码: 17 characters and a check character (GB 32100-2015).</summary>
public static class CreditCode
{
    // Digits and capitals without I, O, S, V, Z.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>A code in its one form: half-width, upper case, without spaces; null for an empty text.</summary>
    /// <exception cref="RefusedException"><c>credit_code_wrong</c>.</exception>
    public static string? Read(string? text)
    {
        var code = PlainText.Compact(text ?? "").ToUpperInvariant();
        if (code.Length == 0)
            return null;
        return code.Length == 18 && Check(code[..17]) == code[17]
            ? code
            : throw new RefusedException(OrganisationProblems.CreditCodeWrong);
    }

    /// <summary>The check character of the first 17; null where one of them is none of the alphabet.</summary>
    public static char? Check(string first)
    {
        var (sum, weight) = (0, 1);
        foreach (var c in first)
        {
            var value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
                return null;
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31];
    }
}
