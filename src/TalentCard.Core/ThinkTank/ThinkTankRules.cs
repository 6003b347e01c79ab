namespace TalentCard.Core.ThinkTank;

/// <summary>
/// The rules of the think tank on a day: shares in percent, distances in kilometres. See the table's own words.
/// </summary>
internal sealed record ThinkTankRules(
    int SpecialityShare,
    int DistanceShare,
    int SatisfactionShare,
    int ContinuityShare,
    int DialectShare,
    int MaxKm,
    int Balance,
    int LogWithinDays,
    int MaxVisitKm,
    int VisitsPerYear,
    int ScoreVisits,
    int ScoreRating,
    int ScoreCoverage,
    int GeneralPart,
    int GroupPart,
    int CapacityMost,
    int Candidates
)
{
    /// <summary>Charge for load as the solver takes it, in millionths.</summary>
    public int BalanceMicros => Balance * 10_000;

    /// <summary>The rules in force on <paramref name="day"/>; the first ones for any day before them.</summary>
    public static async Task<ThinkTankRules> OnAsync(Session session, DateOnly day) =>
        await session.SingleAsync<ThinkTankRules>(
            """
            select speciality_share, distance_share, satisfaction_share, continuity_share, dialect_share, max_km, balance,
                   log_within_days, max_visit_km, visits_per_year, score_visits, score_rating, score_coverage, general_part,
                   group_part, capacity_most, candidates
            from think_tank_rules
            order by valid_from <= @day desc, case when valid_from <= @day then valid_from end desc, valid_from
            limit 1
            """,
            new { day }
        );

    /// <summary>A year's score, 0 to 100: visits kept, the villages' ratings, and paired places visited at all.</summary>
    /// <param name="pairings">Pairings of the year.</param>
    /// <param name="visits">Visits that count.</param>
    /// <param name="visited">Paired places visited.</param>
    /// <param name="rating">Mean rating; null counts as none.</param>
    public double Score(int pairings, int visits, int visited, double? rating)
    {
        if (pairings == 0)
            return 0;
        var kept = Math.Min(1, visits / (double)(pairings * VisitsPerYear));
        var content = rating is { } mean ? (mean - 1) / 4 : 0;
        return Math.Round((ScoreVisits * kept) + (ScoreRating * content) + (ScoreCoverage * (visited / (double)pairings)), 1);
    }
}
