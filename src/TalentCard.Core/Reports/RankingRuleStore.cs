using TalentCard.Contracts.Reports;

namespace TalentCard.Core.Reports;

/// <summary>What counties and parks are ranked by, which the city's office edits. A drafted report keeps its own.</summary>
public sealed class RankingRuleStore(Db db, TimeProvider time, AuditTrail audit) : DatedRuleStore<RankingRule>(db, time, audit)
{
    private static readonly DatedRuleTable Rules = new(
        "ranking_rules",
        ["served", "on_time", "rating", "solved", "visits"],
        ReportProblems.RankingInForce,
        "created_by"
    );

    /// <inheritdoc />
    private protected override DatedRuleTable Table => Rules;

    /// <summary>Sets the weights of reports whose last day is this one or later, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException"><c>ranking_in_force</c>, or weights that do not make up 100.</exception>
    public Task<RankingRule> SetAsync(DateOnly validFrom, RankingRuleRequest rule, Actor actor, CancellationToken cancel)
    {
        if (validFrom.Year > 2200)
            throw Refuse.Field("validFrom", "must not lie after 2200");
        if (rule.Served + rule.OnTime + rule.Rating + rule.Solved + rule.Visits != 100)
            throw Refuse.Field("served", "the weights must make up 100");
        return SetAsync(
            actor,
            validFrom,
            rule,
            new AuditEvent("ranking_rule.set", "ranking_rule", null, Details: new { validFrom, rule }),
            cancel
        );
    }

    /// <summary>The rule in force on a day; null: there was none.</summary>
    internal static Task<RankingRule?> OfAsync(Session session, DateOnly day) =>
        session.FindAsync<RankingRule>(
            $"select {Rules.Shown} from ranking_rules r where r.valid_from <= @day order by r.valid_from desc limit 1",
            new { day }
        );
}
