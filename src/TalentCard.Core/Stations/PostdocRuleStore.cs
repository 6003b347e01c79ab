using TalentCard.Contracts.Stations;

namespace TalentCard.Core.Stations;

/// <summary>The rules of residences, which the office edits. Who has entered keeps the rule of that day.</summary>
public sealed class PostdocRuleStore(Db db, AuditTrail audit, TimeProvider time)
{
    internal const string Columns =
        """
        r.valid_from, r.residence_least_months, r.residence_most_months, r.total_most_months, r.proposal_months, r.midterm_from_months,
        r.midterm_to_months, r.committee_least, r.committee_most, r.created_by_name created_by, r.created_at
        """;

    /// <summary>Every rule, the newest first; each holds until the next begins.</summary>
    public async Task<IReadOnlyList<PostdocRule>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        return await session.ListAsync<PostdocRule>($"select {Columns} from postdoc_rules r order by r.valid_from desc");
    }

    /// <summary>Sets the rule for who enters from a day on, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException"><c>postdoc_rule_in_force</c>, or periods that do not follow one another.</exception>
    public Task<PostdocRule> SetAsync(Actor actor, DateOnly validFrom, PostdocRuleRequest rule, CancellationToken cancellationToken)
    {
        Check(rule);
        if (validFrom.Year > 2200) throw Refuse.Field("validFrom", "must not lie after 2200");
        if (validFrom <= time.Today()) throw new RefusedException(StationProblems.RuleInForce);
        return db.ChangeAsync(async session =>
        {
            var parameters = new DynamicParameters(rule);
            parameters.AddDynamicParams(new { validFrom, ActorName = actor.Name, Now = time.GetUtcNow() });
            var set = await session.SingleAsync<PostdocRule>(
                $"""
                insert into postdoc_rules as r values (@validFrom, @ResidenceLeastMonths, @ResidenceMostMonths, @TotalMostMonths,
                    @ProposalMonths, @MidtermFromMonths, @MidtermToMonths, @CommitteeLeast, @CommitteeMost, @ActorName, @Now)
                on conflict (valid_from) do update set
                    residence_least_months = excluded.residence_least_months, residence_most_months = excluded.residence_most_months,
                    total_most_months = excluded.total_most_months, proposal_months = excluded.proposal_months,
                    midterm_from_months = excluded.midterm_from_months, midterm_to_months = excluded.midterm_to_months,
                    committee_least = excluded.committee_least, committee_most = excluded.committee_most,
                    created_by_name = excluded.created_by_name, created_at = excluded.created_at
                returning {Columns}
                """, parameters);
            await audit.WriteAsync(session, actor,
                new AuditEvent("postdoc_rule.set", "postdoc_rule", null, Details: new { validFrom, rule }));
            return set;
        }, cancellationToken);
    }

    /// <summary>The rule in force on a day.</summary>
    internal static Task<PostdocRule> OfAsync(Session session, DateOnly day) =>
        session.SingleAsync<PostdocRule>(
            // Who entered before the first rule is under the first.
            $"select {Columns} from postdoc_rules r order by r.valid_from <= @day desc, case when r.valid_from <= @day then r.valid_from end desc, r.valid_from limit 1",
            new { day });

    private static void Check(PostdocRuleRequest rule)
    {
        Dictionary<string, string[]> errors = [];
        if (rule.ResidenceMostMonths < rule.ResidenceLeastMonths) errors["residenceMostMonths"] = ["not below residenceLeastMonths"];
        if (rule.TotalMostMonths < rule.ResidenceMostMonths) errors["totalMostMonths"] = ["not below residenceMostMonths"];
        if (rule.MidtermFromMonths < rule.ProposalMonths) errors["midtermFromMonths"] = ["not below proposalMonths"];
        if (rule.MidtermToMonths < rule.MidtermFromMonths) errors["midtermToMonths"] = ["not below midtermFromMonths"];
        if (rule.MidtermToMonths > rule.ResidenceLeastMonths) errors["midtermToMonths"] = ["not above residenceLeastMonths"];
        if (rule.CommitteeMost < rule.CommitteeLeast) errors["committeeMost"] = ["not below committeeLeast"];
        if (errors.Count > 0) throw new RefusedException(CommonProblems.InvalidRequest, errors);
    }
}
