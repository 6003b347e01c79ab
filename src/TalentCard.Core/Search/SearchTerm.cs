using TalentCard.Core.Talents;

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

    /// <summary>What documents of that whole number would be found by; none where it is no number.</summary>
    public IReadOnlyList<string> DocumentKeys { get; } = IdentityDocument.KeysOf(Text);

    /// <summary>Whether the text may be written down: a row of digits may be somebody's number.</summary>
    public bool IsPlain => Text.Count(char.IsAsciiDigit) < 8 && DocumentKeys.Count == 0;
}
