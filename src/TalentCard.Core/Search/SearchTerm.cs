namespace TalentCard.Core.Search;

/// <summary>What somebody looks for.</summary>
/// <param name="Text">As typed, without spaces around it; never empty.</param>
public sealed record SearchTerm(string Text)
{
    /// <summary>For <c>ilike</c>: the text anywhere.</summary>
    public string Pattern { get; } = LikePattern.Containing(Text)!;

    /// <summary>In capitals, as numbers and ID numbers are kept.</summary>
    public string Upper { get; } = Text.ToUpperInvariant();

    /// <summary>A whole phone number in the form that it is found in; null where it is none.</summary>
    public string? Phone { get; } = PhoneNumber.Messageable(Text);

    /// <summary>A whole ID number; null where it is none.</summary>
    public string? IdNumber => Digits is { Length: 18 } digits && digits.Take(17).All(char.IsAsciiDigit) ? digits : null;

    /// <summary>Whether the text may be written down: a row of digits may be somebody's number.</summary>
    public bool IsPlain => Text.Count(char.IsAsciiDigit) < 8;

    private string Digits { get; } = PlainText.Compact(Text).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
