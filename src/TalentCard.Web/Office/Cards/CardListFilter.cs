using System.Globalization;
using TalentCard.Contracts.Cards;

namespace TalentCard.Web.Office.Cards;

/// <summary>What the list of cards is narrowed to, as it stands in the address; null is everything.</summary>
/// <param name="Q">Keyword.</param>
/// <param name="State">State as shown.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="Expiring">Only cards whose last day lies within so many days; of the active ones, unless another state is asked for.</param>
internal sealed record CardListFilter(string? Q, string? State, string? Tier, string? Division, int? Expiring)
{
    /// <summary>Reads the filter of an address.</summary>
    public static CardListFilter Of(Func<string, string?> asked) => new(
        Said(asked("q")), Said(asked("state")), Said(asked("tier")), Said(asked("division")),
        int.TryParse(asked("expiring"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null);

    /// <summary>The Api's list of these cards.</summary>
    public string Resource(TimeProvider time) => OfficeCalls.Filtered("api/v1/cards",
        ("q", Q), ("state", ShownState), ("tier", Tier), ("division", Division), ("expiringBefore", OfficeCalls.DayAfter(time, Expiring)));

    /// <summary>The same for a bulk change.</summary>
    public CardSelection Selection(TimeProvider time) => new(ShownState, Tier, Division, Q,
        OfficeCalls.DayAfter(time, Expiring) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null);

    /// <summary>The address of <paramref name="path"/> with this filter.</summary>
    public string At(string path) => OfficeCalls.Filtered(path,
        ("q", Q), ("state", State), ("tier", Tier), ("division", Division), ("expiring", Expiring?.ToString(CultureInfo.InvariantCulture)));

    private string? ShownState => State ?? (Expiring is null ? null : "active");

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
