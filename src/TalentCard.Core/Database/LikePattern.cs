namespace TalentCard.Core.Database;

/// <summary>What SQL looks for in texts.</summary>
public static class LikePattern
{
    /// <summary>
    /// A pattern that finds <paramref name="text"/> anywhere, its own wildcards taken literally; null where there is no text.
    /// </summary>
    public static string? Containing(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : $"%{text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)}%";

    /// <summary>What SQL's <c>contains_text</c> looks for: the text; null where there is none.</summary>
    public static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
