using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.ThinkTank;

/// <summary>Which experts; null is every.</summary>
/// <param name="Q">Part of the name or employer.</param>
/// <param name="Speciality">Code of a speciality.</param>
/// <param name="Division">Code of the home county.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record ExpertQuery(
    [property: StringLength(100)] string? Q = null,
    [property: StringLength(5)] string? Speciality = null,
    [property: StringLength(40)] string? Division = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
