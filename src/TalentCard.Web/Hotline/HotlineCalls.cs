using TalentCard.Contracts.Hotline;

namespace TalentCard.Web.Hotline;

/// <summary>What the hotline's pages ask of the Api beside single resources.</summary>
internal static class HotlineCalls
{
    /// <summary>The departments to choose from.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text)>> DepartmentsAsync(
        this TalentCardClient api,
        CancellationToken cancel
    ) => [.. (await api.Hotline.ListDepartmentsAsync(cancel)).Select(one => (one.Id.ToString(), one.Name))];

    public static Task<TicketDetail> TicketAsync(this TalentCardClient api, Guid id, CancellationToken cancel) =>
        api.Hotline.GetTicketAsync(id, cancel);

    /// <summary>Tickets and articles like the words; nothing for words too short to look for.</summary>
    public static async Task<Similar> SimilarAsync(
        this TalentCardClient api,
        string? text,
        string? phone,
        CancellationToken cancel
    )
    {
        text = text?.Trim() ?? "";
        if (text.Length < 2)
            return new Similar([], []);
        // The Api's longest.
        const int longest = 200;
        return await api.Hotline.FindSimilarAsync(
            new SimilarRequest(
                text.Length > longest ? text[..longest] : text,
                phone?.Trim() is { Length: >= 3 and <= 30 } number ? number : null
            ),
            cancel
        );
    }

    /// <summary>Who else looks at a ticket, and that the reader does now.</summary>
    public static Task<IReadOnlyList<Viewer>> LookAsync(this TalentCardClient api, Guid id, CancellationToken cancel) =>
        api.Hotline.LookAtTicketAsync(id, cancel);
}
