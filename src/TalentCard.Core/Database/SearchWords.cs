namespace TalentCard.Core.Database;

/// <summary>
/// Words to look for in a column of bigrams. A pair of characters is the least that its index finds, and a Chinese word has
/// two; pg_trgm would need three.
/// </summary>
public static class SearchWords
{
    /// <summary>Whether a text has a word that can be looked for: of two characters or more.</summary>
    public static bool Any(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(word => word.EnumerateRunes().Count() >= 2);

    /// <summary>The words of a text in lower case, as patterns of <c>like</c>.</summary>
    /// <exception cref="RefusedException">None of them has two characters (<c>invalid_request</c>).</exception>
    public static string[] Of(string text)
    {
        var words = text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Any(text)
            ? [.. words.Select(word => $"%{word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%")]
            : throw Refuse.Field("q", "a word of two characters or more");
    }

    /// <summary>
    /// A condition that finds the words of <c>@Query</c>, which are <c>@Words</c>: the index finds the pairs, the text is looked
    /// at again for their order. The second is a subquery so that the planner does not think it leaves next to nothing.
    /// </summary>
    /// <param name="grams">The column of bigrams.</param>
    /// <param name="text">The text that it was made of.</param>
    public static string In(string grams, string text) =>
        $"{grams} @> bigrams(@Query) and (select lower({text}) like all (@Words))";
}
