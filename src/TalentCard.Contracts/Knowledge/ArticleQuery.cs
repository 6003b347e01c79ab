using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Knowledge;

/// <summary>What a list of articles is narrowed to; null is everything.</summary>
/// <param name="Q">Words, of two characters and more each, in title or text.</param>
/// <param name="Kind">Kind of consultation.</param>
/// <param name="State">State of the version shown.</param>
/// <param name="Stale">Whether it should be reviewed before it is believed.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record ArticleQuery(
    [property: StringLength(100, MinimumLength = 2)] string? Q = null,
    [property: AllowedValues(null, "policy_question", "policy_redemption", "appeal", "suggestion")] string? Kind = null,
    [property: AllowedValues(null, "draft", "review", "published", "rejected", "withdrawn")] string? State = null,
    bool? Stale = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
