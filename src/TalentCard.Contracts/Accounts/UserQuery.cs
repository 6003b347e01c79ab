using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Accounts;

/// <summary>Which accounts; null is every.</summary>
/// <param name="Q">Part of the user name or the name shown.</param>
/// <param name="Role">Who hold this role.</param>
/// <param name="PartnerId">Who work for this partner.</param>
/// <param name="State"><c>active</c>, <c>disabled</c>, or <c>proposed</c>: its roles wait for another administrator.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record UserQuery(
    [property: StringLength(100)] string? Q = null,
    [property: StringLength(40)] string? Role = null,
    Guid? PartnerId = null,
    [property: AllowedValues(null, "active", "disabled", "proposed")] string? State = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
