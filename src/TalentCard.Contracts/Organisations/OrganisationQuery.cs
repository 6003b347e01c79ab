using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Organisations;

/// <summary>Which organisations; null is every. Merged ones are in no list unless their state is asked for.</summary>
/// <param name="Q">Part of the name, short or English name, or the whole credit code.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="State">The state.</param>
/// <param name="HasCreditCode">Whether it has a credit code.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record OrganisationQuery(
    [property: StringLength(100)] string? Q = null,
    [property: AllowedValues(null, "enterprise", "institution", "university", "hospital", "government", "association", "outside")]
        string? Kind = null,
    [property: StringLength(40)] string? Division = null,
    [property: AllowedValues(null, "active", "closed", "merged")] string? State = null,
    bool? HasCreditCode = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
