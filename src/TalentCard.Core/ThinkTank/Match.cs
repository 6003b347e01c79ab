using System.Globalization;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>What of an expert decides how they fit.</summary>
internal sealed record MatchExpert(
    Guid Id,
    string Name,
    string Title,
    double Latitude,
    double Longitude,
    string[] Specialities,
    string Dialect,
    int Capacity
);

/// <summary>What of a village or firm does.</summary>
internal sealed record MatchPlace(
    Guid Id,
    string Name,
    double Latitude,
    double Longitude,
    string[] Needs,
    string Dialect,
    bool IsKey
);

/// <summary>What the two have been to each other.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="AdviseeId">The village or firm.</param>
/// <param name="Visits">Visits logged.</param>
/// <param name="Rating">Mean of the village's ratings for this expert.</param>
/// <param name="Paired">Whether they were paired before.</param>
internal sealed record MatchPast(Guid ExpertId, Guid AdviseeId, int Visits, double? Rating, bool Paired);

/// <summary>How an expert fits a village or firm, and why, or what stands in the way.</summary>
/// <param name="Fit">0 to 1,000,000.</param>
/// <param name="Km">Kilometres between them.</param>
/// <param name="Obstacle"><c>speciality</c> or <c>distance</c>; null: they may be paired.</param>
/// <param name="Reasons">In words.</param>
internal sealed record Match(int Fit, double Km, string? Obstacle, IReadOnlyList<MatchReason> Reasons)
{
    private const int Whole = 10_000;

    /// <summary>Fit by the rules: shares of percent times parts of 10,000.</summary>
    public static Match Of(
        ThinkTankRules rules,
        MatchExpert expert,
        MatchPlace place,
        MatchPast? past,
        IReadOnlyDictionary<string, Speciality> tree
    )
    {
        var km = Geography.Km(expert.Latitude, expert.Longitude, place.Latitude, place.Longitude);
        var answers = place
            .Needs.Select(need =>
                expert.Specialities.Select(code => (Part: Answer(rules, code, need), Need: need)).MaxBy(answer => answer.Part)
            )
            .ToArray();
        var speciality = (int)answers.Average(answer => answer.Part);
        var distance = Math.Max(0, (int)(Whole * (1 - (km / rules.MaxKm))));
        var satisfaction = past?.Rating is { } rating ? (int)(Whole * (rating - 1) / 4) : Whole / 2;
        var paired = past is { Paired: true };
        var dialect = expert.Dialect.Length > 0 && expert.Dialect == place.Dialect;
        var fit =
            (rules.SpecialityShare * speciality)
            + (rules.DistanceShare * distance)
            + (rules.SatisfactionShare * satisfaction)
            + (rules.ContinuityShare * (paired ? Whole : 0))
            + (rules.DialectShare * (dialect ? Whole : 0));
        var obstacle =
            speciality == 0 ? "speciality"
            : km > rules.MaxKm ? "distance"
            : null;
        return new Match(fit, km, obstacle, [.. Words()]);

        IEnumerable<MatchReason> Words()
        {
            var best = answers.Where(answer => answer.Part > 0).OrderByDescending(answer => answer.Part).FirstOrDefault();
            if (best.Part > 0 && tree.TryGetValue(best.Need, out var need))
                yield return best.Part >= rules.GeneralPart * 100
                    ? new MatchReason("speciality", $"专业对口：{need.Name}", $"speciality {need.NameEn}")
                    : new MatchReason("speciality", $"专业相近：{need.Name}", $"speciality close to {need.NameEn}");
            var far = Math.Round(km).ToString(CultureInfo.InvariantCulture);
            yield return new MatchReason("distance", $"距离 {far} 公里", $"{far} km");
            if (past is { Visits: > 0 })
                yield return past.Rating is { } mean
                    ? new MatchReason("satisfaction", $"曾在此服务，评分 {One(mean)}", $"served here before, rated {One(mean)}")
                    : new MatchReason("satisfaction", "曾在此服务", "served here before");
            if (paired)
                yield return new MatchReason("continuity", "延续此前结对", "paired before");
            if (dialect)
                yield return new MatchReason(
                    "dialect",
                    $"会说当地方言（{place.Dialect}）",
                    $"speaks the local dialect ({place.Dialect})"
                );
        }
    }

    // Of 10,000: how well one speciality answers one need, by how much of the tree they share. The code of a node begins with its
    // parent's; a group is a letter and two digits.
    private static int Answer(ThinkTankRules rules, string speciality, string need) =>
        speciality == need || speciality.StartsWith(need, StringComparison.Ordinal) ? Whole
        : need.StartsWith(speciality, StringComparison.Ordinal) ? rules.GeneralPart * 100
        : speciality.Length >= 3 && need.Length >= 3 && speciality.AsSpan(0, 3).SequenceEqual(need.AsSpan(0, 3))
            ? rules.GroupPart * 100
        : 0;

    private static string One(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}
