using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.ThinkTank;

/// <summary>What a list of villages and firms is narrowed to; null is everything.</summary>
/// <param name="Q">Part of the name or of what they grow or make.</param>
/// <param name="Kind">Village or firm.</param>
/// <param name="Division">County.</param>
/// <param name="Key">Only key villages, or only the others.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record AdviseeQuery(
    [property: StringLength(100)] string? Q = null,
    [property: StringLength(10)] string? Kind = null,
    [property: StringLength(40)] string? Division = null,
    bool? Key = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
