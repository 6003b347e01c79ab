using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>The rules of the think tank, which the office edits.</summary>
public sealed class ThinkTankRuleStore(Db db, AuditTrail audit, TimeProvider time)
{
    private const string Columns =
        """
        speciality_share, distance_share, satisfaction_share, continuity_share, dialect_share, general_part, group_part, max_km, capacity_most,
        balance, candidates, log_within_days, max_visit_km, visits_per_year, score_visits, score_rating, score_coverage
        """;

    /// <summary>Every rule, the newest first; each holds until the next begins.</summary>
    public async Task<IReadOnlyList<ThinkTankRule>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        return [.. await QueryAsync(session, null)];
    }

    /// <summary>Sets the rule from a day on, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException">
    /// <c>think_tank_rule_in_force</c>, <c>think_tank_shares</c>, <c>think_tank_parts</c>, or a day after 2200.
    /// </exception>
    public Task<ThinkTankRule> SetAsync(Actor actor, DateOnly validFrom, ThinkTankFigures figures, CancellationToken cancellationToken)
    {
        Check(figures);
        if (validFrom.Year > 2200) throw Refuse.Field("validFrom", "must not lie after 2200");
        if (validFrom <= time.Today()) throw new RefusedException(ThinkTankProblems.RuleInForce);
        return db.ChangeAsync(async session =>
        {
            var parameters = new DynamicParameters(figures);
            parameters.AddDynamicParams(new { validFrom, ActorName = actor.Name, Now = time.GetUtcNow() });
            await session.ExecuteAsync(
                $"""
                insert into think_tank_rules (valid_from, {Columns}, created_by_name, created_at)
                values (@validFrom, @SpecialityShare, @DistanceShare, @SatisfactionShare, @ContinuityShare, @DialectShare, @GeneralPart, @GroupPart,
                    @MaxKm, @CapacityMost, @Balance, @Candidates, @LogWithinDays, @MaxVisitKm, @VisitsPerYear, @ScoreVisits, @ScoreRating,
                    @ScoreCoverage, @ActorName, @Now)
                on conflict (valid_from) do update set ({Columns}, created_by_name, created_at) = (
                    excluded.speciality_share, excluded.distance_share, excluded.satisfaction_share, excluded.continuity_share,
                    excluded.dialect_share, excluded.general_part, excluded.group_part, excluded.max_km, excluded.capacity_most, excluded.balance,
                    excluded.candidates, excluded.log_within_days, excluded.max_visit_km, excluded.visits_per_year, excluded.score_visits,
                    excluded.score_rating, excluded.score_coverage, excluded.created_by_name, excluded.created_at)
                """, parameters);
            await audit.WriteAsync(session, actor,
                new AuditEvent("think_tank_rule.set", "think_tank_rule", null, Details: new { validFrom, figures }));
            return (await QueryAsync(session, validFrom)).Single();
        }, cancellationToken);
    }

    private static Task<List<ThinkTankRule>> QueryAsync(Session session, DateOnly? validFrom) =>
        session.ListAsync<Day, ThinkTankFigures, Maker, ThinkTankRule>(
            $"""
            select valid_from, {Columns}, created_by_name created_by, created_at
            from think_tank_rules where @validFrom::date is null or valid_from = @validFrom
            order by valid_from desc
            """, new { validFrom },
            (day, figures, maker) => new ThinkTankRule(day.ValidFrom, figures, maker.CreatedBy, maker.CreatedAt),
            "speciality_share,created_by");

    private static void Check(ThinkTankFigures rule)
    {
        if (rule.SpecialityShare + rule.DistanceShare + rule.SatisfactionShare + rule.ContinuityShare + rule.DialectShare != 100
            || rule.ScoreVisits + rule.ScoreRating + rule.ScoreCoverage != 100)
            throw new RefusedException(ThinkTankProblems.Shares);
        if (rule.GroupPart > rule.GeneralPart) throw new RefusedException(ThinkTankProblems.Parts);
    }

    private sealed record Day(DateOnly ValidFrom);

    private sealed record Maker(string CreatedBy, DateTimeOffset CreatedAt);
}
