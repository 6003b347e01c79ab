using TalentCard.Contracts.Search;
using TalentCard.Web.Hotline;

namespace TalentCard.Web.Search;

/// <summary>How a kind of thing that a search finds is shown.</summary>
/// <param name="Kind">The Api's word for it.</param>
/// <param name="Text">Chinese text, the key of its translation.</param>
/// <param name="Icon">A Tabler icon's name.</param>
/// <param name="Address">Its page.</param>
internal sealed record SearchKind(string Kind, string Text, string Icon, Func<SearchHit, string> Address);

/// <summary>
/// The kinds in the order in which they are listed. A feature that registers an <c>ISearchSource</c> in Core adds its line here.
/// </summary>
internal static class SearchKinds
{
    public static readonly SearchKind[] All =
    [
        new("talent", "人才", "user", hit => $"/office/talents/{hit.Id}"),
        new("card", "优才卡", "id", hit => $"/office/cards/{hit.Id}"),
        new("ticket", "工单", "headset", hit => $"/hotline/tickets/{hit.Id}"),
        new("partner", "合作单位", "building-hospital", hit => $"/office/partners/{hit.Id}"),
        new("organisation", "单位库", "building", hit => $"/office/organisations/{hit.Id}"),
        new("service_point", "服务点", "map-pin", hit => $"/office/partners/{hit.Owner}/points/{hit.Id}"),
    ];

    /// <summary>The hits under the kinds that are known, in their order.</summary>
    public static IEnumerable<(SearchKind Kind, IEnumerable<SearchHit> Hits)> Of(SearchAnswer answer) =>
        from kind in All
        let hits = answer.Hits.Where(hit => hit.Kind == kind.Kind).ToList()
        where hits.Count > 0
        select (kind, hits.AsEnumerable());

    /// <summary>The word for a hit's state.</summary>
    public static string State(string state) =>
        state == "stopped" ? "已停用"
        : HotlineWords.States.TryGetValue(state, out var word) ? word
        : CodeWords.CardStates.Of(state);

    /// <summary>How it looks.</summary>
    public static string Look(string state) => state == "stopped" ? "over" : CodeWords.Look(state);
}
