using TalentCard.Contracts.Cards;

namespace TalentCard.Web.Cards;

/// <summary>What the list of cards is narrowed to, as it stands in the address; null is everything.</summary>
/// <param name="Q">Keyword.</param>
/// <param name="State">State as shown.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="Expiring">Only cards whose last day lies within so many days; of the active ones, unless another state is asked
/// for.</param>
internal sealed record CardListFilter(
    string? Q = null,
    string? State = null,
    string? Tier = null,
    string? Division = null,
    int? Expiring = null
)
{
    /// <summary>The Api's list of these cards.</summary>
    public CardQuery Query(TimeProvider time) => new(ShownState, Tier, Division, Q, ReferenceCalls.DayAfter(time, Expiring));

    /// <summary>The same for a bulk change.</summary>
    public CardSelection Selection(TimeProvider time) =>
        new(ShownState, Tier, Division, Q, ReferenceCalls.DayAfter(time, Expiring));

    private string? ShownState => State ?? (Expiring is null ? null : "active");
}
