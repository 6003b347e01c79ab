using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>The rules of the think tank, which the office edits.</summary>
public sealed class ThinkTankRuleStore(Db db, AuditTrail audit, TimeProvider time)
    : DatedRuleStore<ThinkTankRule>(db, time, audit)
{
    /// <inheritdoc />
    private protected override DatedRuleTable Table { get; } =
        new(
            "think_tank_rules",
            [
                "speciality_share",
                "distance_share",
                "satisfaction_share",
                "continuity_share",
                "dialect_share",
                "general_part",
                "group_part",
                "max_km",
                "capacity_most",
                "balance",
                "candidates",
                "log_within_days",
                "max_visit_km",
                "visits_per_year",
                "score_visits",
                "score_rating",
                "score_coverage",
            ],
            ThinkTankProblems.RuleInForce,
            "created_by"
        );

    /// <summary>Sets the rule from a day on, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException">
    /// <c>think_tank_rule_in_force</c>, <c>think_tank_shares</c>, <c>think_tank_parts</c>, or a day after 2200.
    /// </exception>
    public Task<ThinkTankRule> SetAsync(DateOnly validFrom, ThinkTankFigures figures, Actor actor, CancellationToken cancel)
    {
        Check(figures);
        if (validFrom.Year > 2200)
            throw Refuse.Field("validFrom", "must not lie after 2200");
        return SetAsync(
            actor,
            validFrom,
            figures,
            new AuditEvent("think_tank_rule.set", "think_tank_rule", null, Details: new { validFrom, figures }),
            cancel
        );
    }

    /// <inheritdoc />
    private protected override Task<List<ThinkTankRule>> QueryAsync(Session session, string sql, object? values) =>
        session.ListAsync<Day, ThinkTankFigures, Maker, ThinkTankRule>(
            sql,
            values,
            (day, figures, maker) => new ThinkTankRule(day.ValidFrom, figures, maker.CreatedBy, maker.CreatedAt),
            "speciality_share,created_by"
        );

    private static void Check(ThinkTankFigures rule)
    {
        if (
            rule.SpecialityShare + rule.DistanceShare + rule.SatisfactionShare + rule.ContinuityShare + rule.DialectShare != 100
            || rule.ScoreVisits + rule.ScoreRating + rule.ScoreCoverage != 100
        )
            throw new RefusedException(ThinkTankProblems.Shares);
        if (rule.GroupPart > rule.GeneralPart)
            throw new RefusedException(ThinkTankProblems.Parts);
    }

    private sealed record Day(DateOnly ValidFrom);

    private sealed record Maker(string CreatedBy, DateTimeOffset CreatedAt);
}
