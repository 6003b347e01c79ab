using System.Globalization;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Web.ThinkTank;

/// <summary>What the think tank's pages ask of the Api beside single resources.</summary>
internal static class ThinkTankCalls
{
    /// <summary>The tree of specialities and needs.</summary>
    public static Task<IReadOnlyList<Speciality>> SpecialitiesAsync(this TalentCardClient api, CancellationToken cancel) =>
        api.ThinkTank.ListSpecialitiesAsync(cancel);

    /// <summary>The experts to choose from.</summary>
    public static async Task<IReadOnlyList<Expert>> ExpertsAsync(this TalentCardClient api, CancellationToken cancel) =>
        (await api.ThinkTank.ListExpertsAsync(new ExpertQuery(Limit: 200), cancel)).Items;

    /// <summary>A page of the pairings of an expert or of a village.</summary>
    /// <param name="api">The Api.</param>
    /// <param name="expert">The expert, or null.</param>
    /// <param name="advisee">The village or firm, or null.</param>
    /// <param name="after">Where the page begins.</param>
    /// <param name="cancel">Ends the call.</param>
    public static Task<Page<AdoptedPairing>> PairingsAsync(
        this TalentCardClient api,
        Guid? expert,
        Guid? advisee,
        string? after,
        CancellationToken cancel
    ) => api.ThinkTank.ListPairingsAsync(new PairingQuery(expert, advisee, 20, after), cancel);

    /// <summary>The latest visits of an expert or to a village.</summary>
    public static async Task<IReadOnlyList<ServiceLog>> LatestVisitsAsync(
        this TalentCardClient api,
        Guid? expert,
        Guid? advisee,
        CancellationToken cancel
    ) => (await api.ThinkTank.ListServiceLogsAsync(new ServiceLogQuery(expert, advisee, Limit: 10), cancel)).Items;

    /// <summary>The latest requests of a village, or those that an expert was sent to.</summary>
    public static async Task<IReadOnlyList<HelpRequest>> LatestRequestsAsync(
        this TalentCardClient api,
        Guid? expert,
        Guid? advisee,
        CancellationToken cancel
    ) =>
        (
            await api.ThinkTank.ListHelpRequestsAsync(new HelpRequestQuery(Expert: expert, Advisee: advisee, Limit: 10), cancel)
        ).Items;

    /// <summary>Code and name of every node that is a field of its own, i.e. the tree's leaves.</summary>
    public static IEnumerable<(string Value, string Text)> Leaves(this IReadOnlyList<Speciality> tree) =>
        tree.Where(node => node.Code.Length == 5).Select(node => (node.Code, node.In()));

    /// <summary>Code and name of every node, indented by depth.</summary>
    public static IEnumerable<(string Value, string Text)> Nodes(this IReadOnlyList<Speciality> tree) =>
        tree.Select(node => (node.Code, new string('　', (node.Code.Length - 1) / 2) + node.In()));

    /// <summary>Names of the codes, in the reader's language.</summary>
    public static string Names(this IReadOnlyList<Speciality> tree, IEnumerable<string> codes) =>
        string.Join(
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "、" : ", ",
            codes.Select(code => tree.FirstOrDefault(node => node.Code == code)?.In() ?? code)
        );

    /// <summary>The reason in the reader's language.</summary>
    public static string In(this MatchReason reason) => ReferenceNames.Either(reason.Zh, reason.En);

    /// <summary>Fit as the reader sees it: 0 to 100.</summary>
    public static string Points(long millionths) => (millionths / 10_000d).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A number that a form sends and the Api reads.</summary>
    public static double? Degrees(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees)
            ? degrees
            : null;

    /// <summary>A number for a field.</summary>
    public static string? Plain(double? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string In(this Speciality node) => ReferenceNames.Either(node.Name, node.NameEn);
}
