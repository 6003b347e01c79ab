using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Talents;

/// <summary>Which uploads; null is every.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record TalentImportQuery(
    [property: AllowedValues(null, "preview", "committed", "discarded")] string? State = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
