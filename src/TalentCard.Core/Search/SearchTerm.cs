namespace TalentCard.Core.Search;

/// <summary>What somebody looks for.</summary>
/// <param name="Text">As typed, without spaces around it; never empty.</param>
public sealed record SearchTerm(string Text)
{
    /// <summary>For <c>ilike</c>: the text anywhere.</summary>
    public string Pattern { get; } = LikePattern.Containing(Text)!;

    /// <summary>In capitals, as numbers and ID numbers are kept.</summary>
    public string Upper { get; } = Text.ToUpperInvariant();

    /// <summary>A whole phone number, without the spaces or hyphens it was typed with; null where it is none.</summary>
    public string? Phone => Digits is { Length: 11 } digits && digits[0] == '1' && digits.All(char.IsAsciiDigit) ? digits : null;

    /// <summary>A whole ID number; null where it is none.</summary>
    public string? IdNumber => Digits is { Length: 18 } digits && digits.Take(17).All(char.IsAsciiDigit) ? digits : null;

    /// <summary>Whether the text may be written down: a row of digits may be somebody's number.</summary>
    public bool IsPlain => Text.Count(char.IsAsciiDigit) < 8;

    private string Digits { get; } =
        Text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
