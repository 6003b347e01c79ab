namespace TalentCard.Core.Database;

/// <summary>Patterns for <c>like</c>.</summary>
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
}
