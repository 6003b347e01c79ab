using TalentCard.Contracts.Problems;

namespace TalentCard.Core.Database;

/// <summary>
/// Words to look for in a column of bigrams. A pair of characters is the least that its index finds, and a Chinese word has
/// two; pg_trgm would need three.
/// </summary>
public static class SearchWords
{
    /// <summary>A pattern for <c>ilike all</c> for each word of the text.</summary>
    /// <exception cref="RefusedException">No word of it has two characters (<c>invalid_request</c>).</exception>
    public static string[] Patterns(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (!words.Any(word => word.EnumerateRunes().Count() >= 2))
            throw new RefusedException(CommonProblems.InvalidRequest, new Dictionary<string, string[]> { ["q"] = ["a word of two characters or more"] });
        return [.. words.Select(word => LikePattern.Containing(word)!)];
    }
}
