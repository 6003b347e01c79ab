using TalentCard.Contracts.Benefits;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Benefits;

/// <summary>The benefits and the rules by which they are given, which the office edits. The past keeps its rules.</summary>
public sealed class BenefitStore(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    private const string RuleColumns = """
        r.valid_from, r.active, r.tiers, r.period, r.quota, r.service_point_kinds, r.max_companions, r.companion_relations,
        r.booking_hours, r.checks, r.printed_allowed, r.printed_interval_minutes, r.min_age, r.max_age,
        r.family_tiers, r.family_relations, r.max_dependants, r.family_quota, r.created_by_name, r.created_at
        """;

    private static readonly string[] Relations = ["spouse", "child", "parent", "other"];
    private static readonly string[] Family = ["spouse", "child", "parent"];
    private static readonly string[] Checks = ["face", "id_last4"];

    /// <summary>Every benefit with the rule in force today, in the office's order.</summary>
    public async Task<IReadOnlyList<Benefit>> ListAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var benefits = await session.ListAsync<Row>(
            "select code, name, name_en, description, description_en, position, version from benefits order by position, code"
        );
        var rules = (
            await session.ListAsync<string, BenefitRule, (string Code, BenefitRule Rule)>(
                $"""
                select r.benefit_code, {RuleColumns}
                from benefits b cross join lateral benefit_rule_on(b.code, @Today) r
                """,
                new { Today = time.Today() },
                (code, rule) => (code, rule),
                "valid_from"
            )
        ).ToDictionary(row => row.Code, row => row.Rule);
        return [.. benefits.Select(row => row.With(rules.GetValueOrDefault(row.Code)))];
    }

    /// <summary>A benefit with all its rules, the newest first.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<BenefitDetail> ReadAsync(string code, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await FindAsync(session, code);
    }

    /// <summary>Adds a benefit; it is given from the day of its first rule on.</summary>
    /// <exception cref="RefusedException"><c>benefit_code_taken</c> or <c>idempotency_conflict</c>.</exception>
    public Task<Benefit> CreateAsync(NewBenefit benefit, string key, byte[] requestHash, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var (code, texts) = benefit;
                // A benefit is known by its code, so what the key made is the code in the request itself.
                if (
                    await idempotency.ClaimAsync(session, actor, key, requestHash, Guid.CreateVersion7(time.GetUtcNow()))
                    is not null
                )
                    return (await FindAsync(session, code)).Benefit;
                var added = await session.ExecuteAsync(
                    """
                    insert into benefits (code, name, name_en, description, description_en, position)
                    values (@code, @Name, @NameEn, @Description, @DescriptionEn, @Position)
                    on conflict do nothing
                    """,
                    new
                    {
                        code,
                        texts.Name,
                        texts.NameEn,
                        texts.Description,
                        texts.DescriptionEn,
                        texts.Position,
                    }
                );
                if (added == 0)
                    throw new RefusedException(BenefitProblems.CodeTaken);
                await audit.WriteAsync(session, actor, new AuditEvent("benefit.create", "benefit", code, Details: texts));
                return (await FindAsync(session, code)).Benefit;
            },
            cancel
        );

    /// <summary>Changes the texts of a benefit.</summary>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>stale</c>.</exception>
    public Task<Benefit> EditAsync(string code, int version, BenefitTexts texts, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var changed = await session.ExecuteAsync(
                    """
                    update benefits
                    set name = @Name, name_en = @NameEn, description = @Description, description_en = @DescriptionEn,
                        position = @Position, version = version + 1
                    where code = @code and version = @version
                    """,
                    new
                    {
                        code,
                        version,
                        texts.Name,
                        texts.NameEn,
                        texts.Description,
                        texts.DescriptionEn,
                        texts.Position,
                    }
                );
                var benefit = (await FindAsync(session, code)).Benefit;
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await audit.WriteAsync(session, actor, new AuditEvent("benefit.edit", "benefit", code, Details: texts));
                return benefit;
            },
            cancel
        );

    /// <summary>
    /// Sets the rule that holds from a day on: tomorrow or later, so that what was told today stays true; today where the
    /// benefit has had no rule yet.
    /// </summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>rule_in_force</c>, or a tier, kind, relation or check that is
    /// unknown.</exception>
    public Task<BenefitRule> SetRuleAsync(
        string code,
        DateOnly validFrom,
        BenefitRuleRequest rule,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var detail = await FindAsync(session, code);
                await CheckAsync(session, rule);
                var today = time.Today();
                if (validFrom < today || (validFrom == today && detail.Rules.Any(other => other.ValidFrom <= today)))
                    throw new RefusedException(BenefitProblems.RuleInForce);
                try
                {
                    await session.ExecuteAsync(
                        """
                        insert into benefit_rules
                            (benefit_code, valid_from, active, tiers, period, quota, service_point_kinds, max_companions,
                             companion_relations, booking_hours, checks, printed_allowed, printed_interval_minutes, min_age,
                             max_age, family_tiers, family_relations, max_dependants, family_quota, created_by_name,
                             created_at)
                        values
                            (@code, @validFrom, @Active, @Tiers, @Period, @Quota, @ServicePointKinds, @MaxCompanions,
                             @CompanionRelations, @BookingHours, @Checks, @PrintedAllowed, @PrintedIntervalMinutes, @MinAge,
                             @MaxAge, @FamilyTiers, @FamilyRelations, @MaxDependants, @FamilyQuota, @ActorName, @Now)
                        on conflict (benefit_code, valid_from) do update set
                            active = excluded.active, tiers = excluded.tiers, period = excluded.period, quota = excluded.quota,
                            service_point_kinds = excluded.service_point_kinds, max_companions = excluded.max_companions,
                            companion_relations = excluded.companion_relations, booking_hours = excluded.booking_hours,
                            checks = excluded.checks, printed_allowed = excluded.printed_allowed,
                            printed_interval_minutes = excluded.printed_interval_minutes, min_age = excluded.min_age,
                            max_age = excluded.max_age, family_tiers = excluded.family_tiers,
                            family_relations = excluded.family_relations, max_dependants = excluded.max_dependants,
                            family_quota = excluded.family_quota, created_by_name = excluded.created_by_name,
                            created_at = excluded.created_at
                        """,
                        new
                        {
                            code,
                            validFrom,
                            rule.Active,
                            rule.Tiers,
                            rule.Period,
                            rule.Quota,
                            rule.ServicePointKinds,
                            rule.MaxCompanions,
                            rule.CompanionRelations,
                            rule.BookingHours,
                            rule.Checks,
                            rule.PrintedAllowed,
                            rule.PrintedIntervalMinutes,
                            rule.MinAge,
                            rule.MaxAge,
                            FamilyTiers = rule.FamilyTiers ?? [],
                            FamilyRelations = rule.FamilyRelations ?? [],
                            rule.MaxDependants,
                            rule.FamilyQuota,
                            ActorName = actor.Name,
                            Now = time.GetUtcNow(),
                        }
                    );
                }
                // The database's own clock has the last word (trigger benefit_rules_past).
                catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.RestrictViolation)
                {
                    throw new RefusedException(BenefitProblems.RuleInForce);
                }
                var entry = new AuditEvent("benefit.set_rule", "benefit", code, Details: new { validFrom, rule });
                await audit.WriteAsync(session, actor, entry);
                var rules = (await FindAsync(session, code)).Rules;
                return rules.Single(row => row.ValidFrom == validFrom);
            },
            cancel
        );

    private static async Task CheckAsync(Session session, BenefitRuleRequest rule)
    {
        var (tiers, kinds) = await session.SingleAsync<(bool, bool)>(
            """
            select @Tiers <@ (select array_agg(code) from tiers), @ServicePointKinds <@ (select array_agg(code)
                from service_point_kinds)
            """,
            new { rule.Tiers, rule.ServicePointKinds }
        );
        Dictionary<string, string[]> errors = [];
        if (!tiers)
            errors["tiers"] = ["unknown tier"];
        if (!kinds)
            errors["servicePointKinds"] = ["unknown kind"];
        if (rule.CompanionRelations.Except(Relations).Any())
            errors["companionRelations"] = [$"of: {string.Join(", ", Relations)}"];
        if (rule.Checks.Except(Checks).Any())
            errors["checks"] = [$"of: {string.Join(", ", Checks)}"];
        if (rule.MaxCompanions > 0 && rule.CompanionRelations.Length == 0)
            errors["companionRelations"] = ["who may come along"];
        if ((rule.FamilyTiers ?? []).Except(rule.Tiers).Any())
            errors["familyTiers"] = ["of the rule's own tiers"];
        if ((rule.FamilyRelations ?? []).Except(Family).Any())
            errors["familyRelations"] = [$"of: {string.Join(", ", Family)}"];
        if (rule.FamilyQuota == "own" && rule.BookingHours is not null)
            errors["familyQuota"] = ["shared, where it must be booked"];
        if (rule.MinAge > rule.MaxAge)
            errors["maxAge"] = ["not below minAge"];
        if (errors.Count > 0)
            throw new RefusedException(CommonProblems.InvalidRequest, errors);
    }

    private async Task<BenefitDetail> FindAsync(Session session, string code)
    {
        var benefit =
            await session.FindAsync<Row>(
                "select code, name, name_en, description, description_en, position, version from benefits where code = @code",
                new { code }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        var rules = await session.ListAsync<BenefitRule>(
            $"select {RuleColumns} from benefit_rules r where r.benefit_code = @code order by r.valid_from desc",
            new { code }
        );
        var today = time.Today();
        return new BenefitDetail(benefit.With(rules.FirstOrDefault(rule => rule.ValidFrom <= today)), rules);
    }

    private sealed record Row(
        string Code,
        string Name,
        string NameEn,
        string Description,
        string DescriptionEn,
        int Position,
        int Version
    )
    {
        public Benefit With(BenefitRule? rule) => new(Code, Name, NameEn, Description, DescriptionEn, Position, Version, rule);
    }
}
