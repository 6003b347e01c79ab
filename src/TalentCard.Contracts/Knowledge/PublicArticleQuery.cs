using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Knowledge;

/// <summary>Which public articles; null is every.</summary>
/// <param name="Q">Words, of two characters and more each, in title or text.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record PublicArticleQuery(
    [property: StringLength(100, MinimumLength = 2)] string? Q = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
