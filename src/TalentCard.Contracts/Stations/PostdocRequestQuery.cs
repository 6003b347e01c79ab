using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Stations;

/// <summary>Which requests; null is every.</summary>
/// <param name="State">Pending, approved or rejected.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record PostdocRequestQuery(
    [property: AllowedValues(null, "pending", "approved", "rejected")] string? State = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
