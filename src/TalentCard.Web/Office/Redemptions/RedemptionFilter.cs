using System.Globalization;
using TalentCard.Contracts;
using TalentCard.Contracts.Redemptions;
using TalentCard.Web.Api;

namespace TalentCard.Web.Office.Redemptions;

/// <summary>What the ledger is narrowed to, as it stands in the address; null is everything.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Benefit">Code of the benefit.</param>
/// <param name="Partner">The partner.</param>
/// <param name="ServicePoint">The service point.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="Reversed"><c>true</c>: only reversed ones; <c>false</c>: only those that stand.</param>
/// <param name="Weekday">1 is Monday, 7 Sunday.</param>
/// <param name="Hour">The hour, 0 to 23.</param>
internal sealed record RedemptionFilter(
    string? From, string? To, string? Benefit, string? Partner, string? ServicePoint, string? Tier, string? Division, string? Reversed,
    string? Weekday = null, string? Hour = null)
{
    /// <summary>The ledger's rows, newest first.</summary>
    public Task<Page<RedemptionItem>> ListAsync(TalentCardClient api, string? after, int limit, CancellationToken cancellationToken) =>
        api.GetAsync<Page<RedemptionItem>>(OfficeCalls.Filtered("api/v1/redemptions",
            [.. Fields, ("limit", limit.ToString(CultureInfo.InvariantCulture)), ("after", after)]), cancellationToken);

    /// <summary>The address of <paramref name="path"/> with this filter.</summary>
    public string At(string path) => OfficeCalls.Filtered(path, Fields);

    /// <summary>Reads the filter of an address.</summary>
    public static RedemptionFilter Of(Func<string, string?> asked) => new(
        asked("from"), asked("to"), asked("benefit"), asked("partner"), asked("servicePoint"), asked("tier"), asked("division"), asked("reversed"),
        asked("weekday"), asked("hour"));

    private (string Name, string? Value)[] Fields =>
    [
        ("from", From), ("to", To), ("benefit", Benefit), ("partner", Partner), ("servicePoint", ServicePoint), ("tier", Tier),
        ("division", Division), ("reversed", Reversed), ("weekday", Weekday), ("hour", Hour),
    ];
}
