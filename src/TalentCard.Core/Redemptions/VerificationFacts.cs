using NpgsqlTypes;

namespace TalentCard.Core.Redemptions;

/// <summary>What the database knows of a shown card at a service point.</summary>
/// <param name="Card">The card; null when no card carries the handle.</param>
/// <param name="Benefits">The benefits that the service point gives, in the office's order.</param>
internal sealed record VerificationFacts(CardFacts? Card, IReadOnlyList<BenefitFacts> Benefits)
{
    // Where the columns of the select stand.
    private const int CardId = 0,
        TalentId = 1,
        Name = 2,
        State = 3,
        ValidFrom = 4,
        ValidTo = 5,
        Tier = 6,
        TierName = 7,
        TierColor = 8,
        HasPhoto = 9,
        Code = 10,
        BenefitName = 11,
        BenefitNameEn = 12,
        TierFits = 13,
        Quota = 14,
        Used = 15,
        Held = 16,
        ShownBefore = 17,
        Booked = 18,
        BookingHours = 19,
        MaxCompanions = 20,
        Relations = 21,
        Checks = 22,
        PrintedAllowed = 23,
        PrintedMinutes = 24,
        PrintedAt = 25,
        AgeRefusal = 26,
        FamilyIncluded = 27,
        DependantId = 28,
        Relation = 29,
        DependantState = 30,
        DependantValidTo = 31;

    /// <summary>The one select of a verification. A row a benefit; one row without benefits, or without a card, else.</summary>
    private static string Select(string person, string family, string shower, string quota) =>
        $"""
            select c.id, c.talent_id, {person}.name, c.state, c.valid_from, c.valid_to, c.tier_code, ti.name, ti.color,
                   t.photo is not null,
                   b.code, b.name, b.name_en, c.tier_code = any (r.tiers), r.quota, coalesce(e.used, 0),
                   case when e.held > 0 then e.held - (
                       select count(*)::int from reservations l
                       where l.card_id = c.id and l.benefit_code = b.code
                         and l.period = e.period and l.period_start = e.period_start
                         and l.state = 'held' and l.lapses_at <= @now) else 0 end,
                   exists (
                       select from redemption_showings s
                       where s.card_id = c.id and s.showing = @showing and s.benefit_code = b.code),
                   exists (
                       select from reservations v
                       where v.card_id = c.id and v.benefit_code = b.code and v.service_point_id = sp.id and v.day = @today
                         and v.state = 'held' and v.lapses_at > @now),
                   r.booking_hours, r.max_companions, r.companion_relations, r.checks, r.printed_allowed,
                   r.printed_interval_minutes,
                   case when @level = 0 then (
                       select max(p.printed_at) from entitlements p where p.card_id = c.id and p.benefit_code = b.code) end,
                   age_refusal(r.min_age, r.max_age, {person}.birth_date, @today), {family}
            from service_points sp
            join partners pa on pa.id = sp.partner_id and pa.active
            {shower}
            left join talents t on t.id = c.talent_id
            left join tiers ti on ti.code = c.tier_code
            left join (
                benefits b cross join lateral benefit_rule_on(b.code, @today) r
            ) on c.id is not null and r.active and sp.kind = any (r.service_point_kinds)
            {quota} e on e.card_id = c.id and e.benefit_code = b.code and e.period = r.period
                and e.period_start = period_start(r.period, @today)
            where sp.id = @point and sp.partner_id = @partner and (@own::uuid is null or sp.id = @own) and sp.active
            order by b.position, b.code
            """;

    // The holder's own card.
    internal static readonly string Sql = Select(
        "t",
        "true, null::uuid, null::text, null::text, null::date",
        "left join cards c on c.handle = @handle",
        "left join entitlements"
    );

    // A dependant's code leads to the holder's live card, or else to the last.
    private static readonly string FamilySql = Select(
        "d",
        "family_included(d, r, c.tier_code), d.id, d.relation, d.state, d.valid_to",
        """
        left join dependants d on d.handle = @handle
        left join lateral (
            select x.* from cards x where x.talent_id = d.talent_id
            order by x.state in ('active', 'suspended') desc, x.created_at desc, x.id desc limit 1
        ) c on true
        """,
        """
        left join lateral (
            select q.card_id, q.benefit_code, q.period, q.period_start, q.used, q.held from entitlements q
            where r.family_quota = 'shared'
            union all
            select o.card_id, o.benefit_code, o.period, o.period_start, o.used, 0 from dependant_entitlements o
            where r.family_quota = 'own' and o.dependant_id = d.id)
        """
    );

    /// <summary>
    /// Reads the facts; null when the service point is not the actor's or does not serve. The handle is null for a code
    /// that was refused: then only the service point is looked at. It is a dependant's where <paramref name="family"/>.
    /// </summary>
    public static async Task<VerificationFacts?> ReadAsync(
        NpgsqlDataSource database,
        Actor actor,
        Guid servicePoint,
        byte[]? handle,
        byte[] showing,
        int level,
        bool family,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var command = database.CreateCommand(family ? FamilySql : Sql);
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("today", now.ToLocalDate()));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("now", NpgsqlDbType.TimestampTz) { TypedValue = now.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<byte[]>("showing", showing));
        command.Parameters.Add(new NpgsqlParameter<int>("level", level));
        command.Parameters.Add(new NpgsqlParameter("handle", NpgsqlDbType.Bytea) { Value = (object?)handle ?? DBNull.Value });
        command.AddServicePoint(actor, servicePoint);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return null;
        if (reader.IsDBNull(CardId))
            return new VerificationFacts(null, []);
        var card = ReadCard(reader);
        List<BenefitFacts> benefits = [];
        if (reader.IsDBNull(Code))
            return new VerificationFacts(card, benefits);
        do benefits.Add(ReadBenefit(reader));
        while (await reader.ReadAsync(cancel));
        return new VerificationFacts(card, benefits);
    }

    private static CardFacts ReadCard(NpgsqlDataReader row) =>
        new(
            row.GetGuid(CardId),
            row.GetGuid(TalentId),
            row.GetString(Name),
            row.GetString(State),
            row.GetFieldValue<DateOnly>(ValidFrom),
            row.GetFieldValue<DateOnly>(ValidTo),
            row.GetString(Tier),
            row.GetString(TierName),
            row.GetString(TierColor),
            row.GetBoolean(HasPhoto) && row.IsDBNull(DependantId),
            row.IsDBNull(DependantId)
                ? null
                : new DependantFacts(
                    row.GetGuid(DependantId),
                    row.GetString(Relation),
                    row.GetString(DependantState),
                    row.GetFieldValue<DateOnly?>(DependantValidTo)
                )
        );

    private static BenefitFacts ReadBenefit(NpgsqlDataReader row) =>
        new(
            row.GetString(Code),
            row.GetString(BenefitName),
            row.GetString(BenefitNameEn),
            row.GetBoolean(TierFits),
            row.GetFieldValue<int?>(Quota),
            row.GetInt32(Used),
            row.GetInt32(Held),
            row.GetBoolean(ShownBefore),
            row.GetBoolean(Booked),
            row.GetFieldValue<int?>(BookingHours),
            row.GetInt32(MaxCompanions),
            row.GetFieldValue<string[]>(Relations),
            row.GetFieldValue<string[]>(Checks),
            row.GetBoolean(PrintedAllowed),
            TimeSpan.FromMinutes(row.GetInt32(PrintedMinutes)),
            row.GetFieldValue<DateTime?>(PrintedAt) is { } at ? new DateTimeOffset(at) : null,
            row.IsDBNull(AgeRefusal) ? null : row.GetString(AgeRefusal),
            row.GetBoolean(FamilyIncluded)
        );
}

/// <summary>The parameters that the statements of this feature share.</summary>
internal static class CommandParameters
{
    /// <summary>
    /// Adds <c>@point</c> and whose it must be: <c>@partner</c>, and <c>@own</c> for a verifier who stands at one.
    /// </summary>
    public static void AddServicePoint(this NpgsqlCommand command, Actor actor, Guid servicePoint)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid>("point", servicePoint));
        command.Parameters.Add(
            new NpgsqlParameter("partner", NpgsqlDbType.Uuid) { Value = (object?)actor.PartnerId ?? DBNull.Value }
        );
        command.Parameters.Add(
            new NpgsqlParameter("own", NpgsqlDbType.Uuid) { Value = (object?)actor.ServicePointId ?? DBNull.Value }
        );
    }
}
