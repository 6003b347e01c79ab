using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Redemptions;

/// <summary>Which rows of the ledger; null leaves a question open.</summary>
/// <param name="From">First day in Asia/Shanghai.</param>
/// <param name="To">Last day.</param>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="Partner">The partner.</param>
/// <param name="ServicePoint">The service point.</param>
/// <param name="Tier">The holder's tier at the time.</param>
/// <param name="Division">The holder's county or park at the time.</param>
/// <param name="Reversed">Reversed ones only, or standing ones only.</param>
/// <param name="Weekday">1 is Monday, 7 Sunday.</param>
/// <param name="Hour">The hour that it was recorded in, 0 to 23.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">Where the page before ended.</param>
public sealed record RedemptionQuery(
    [property: SensibleDay] DateOnly? From = null,
    [property: SensibleDay, NotBefore("From")] DateOnly? To = null,
    [property: StringLength(40)] string? Benefit = null,
    Guid? Partner = null,
    Guid? ServicePoint = null,
    [property: StringLength(1)] string? Tier = null,
    [property: StringLength(40)] string? Division = null,
    bool? Reversed = null,
    [property: Range(1, 7)] int? Weekday = null,
    [property: Range(0, 23)] int? Hour = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
