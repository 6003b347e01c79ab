using TalentCard.Contracts.Stations;

namespace TalentCard.Core.Stations;

/// <summary>The rules of residences, which the office edits. Who has entered keeps the rule of that day.</summary>
public sealed class PostdocRuleStore(Db db, AuditTrail audit, TimeProvider time) : DatedRuleStore<PostdocRule>(db, time, audit)
{
    private static readonly DatedRuleTable Rules = new(
        "postdoc_rules",
        [
            "residence_least_months",
            "residence_most_months",
            "total_most_months",
            "proposal_months",
            "midterm_from_months",
            "midterm_to_months",
            "committee_least",
            "committee_most",
        ],
        StationProblems.RuleInForce,
        "created_by"
    );

    /// <summary>The columns of a rule, of <c>postdoc_rules r</c>.</summary>
    internal static readonly string Columns = Rules.Shown;

    /// <inheritdoc />
    private protected override DatedRuleTable Table => Rules;

    /// <summary>Sets the rule for who enters from a day on, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException"><c>postdoc_rule_in_force</c>, or periods that do not follow one another.</exception>
    public Task<PostdocRule> SetAsync(DateOnly validFrom, PostdocRuleRequest rule, Actor actor, CancellationToken cancel)
    {
        Check(rule);
        if (validFrom.Year > 2200)
            throw Refuse.Field("validFrom", "must not lie after 2200");
        return SetAsync(
            actor,
            validFrom,
            rule,
            new AuditEvent("postdoc_rule.set", "postdoc_rule", null, Details: new { validFrom, rule }),
            cancel
        );
    }

    /// <summary>The rule in force on a day.</summary>
    internal static Task<PostdocRule> OfAsync(Session session, DateOnly day) =>
        session.SingleAsync<PostdocRule>(
            // Who entered before the first rule is under the first.
            $"""
            select {Columns} from postdoc_rules r
            order by r.valid_from <= @day desc, case when r.valid_from <= @day then r.valid_from end desc, r.valid_from limit 1
            """,
            new { day }
        );

    private static void Check(PostdocRuleRequest rule)
    {
        Dictionary<string, string[]> errors = [];
        if (rule.ResidenceMostMonths < rule.ResidenceLeastMonths)
            errors["residenceMostMonths"] = ["not below residenceLeastMonths"];
        if (rule.TotalMostMonths < rule.ResidenceMostMonths)
            errors["totalMostMonths"] = ["not below residenceMostMonths"];
        if (rule.MidtermFromMonths < rule.ProposalMonths)
            errors["midtermFromMonths"] = ["not below proposalMonths"];
        if (rule.MidtermToMonths < rule.MidtermFromMonths)
            errors["midtermToMonths"] = ["not below midtermFromMonths"];
        if (rule.MidtermToMonths > rule.ResidenceLeastMonths)
            errors["midtermToMonths"] = ["not above residenceLeastMonths"];
        if (rule.CommitteeMost < rule.CommitteeLeast)
            errors["committeeMost"] = ["not below committeeLeast"];
        if (errors.Count > 0)
            throw new RefusedException(CommonProblems.InvalidRequest, errors);
    }
}
