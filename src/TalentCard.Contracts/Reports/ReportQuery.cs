using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Reports;

/// <summary>Which reports; null is every.</summary>
/// <param name="Kind">Weekly, monthly or yearly.</param>
/// <param name="State">The state.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record ReportQuery(
    [property: AllowedValues(null, "weekly", "monthly", "yearly")] string? Kind = null,
    [property: AllowedValues(null, "draft", "approved", "sent")] string? State = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
