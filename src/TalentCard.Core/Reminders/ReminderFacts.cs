namespace TalentCard.Core.Reminders;

/// <summary>
/// What people are reminded of: selects of kind, recipient_id, fact, step, arguments and expires_at. A step is so many days
/// before; a smaller one comes later.
/// </summary>
internal static class ReminderFacts
{
    /// <summary>A card expires in 30, 7 and 1 days. A new last day is a new fact.</summary>
    public const string Cards = """
        select 'card_expires' kind, c.talent_id recipient_id, 'card-expires:' || c.id || ':' || c.valid_to fact,
               reached_step(c.valid_to, @Today, array[30, 7, 1]) step,
               jsonb_build_object('valid_to', to_char(c.valid_to, 'YYYY-MM-DD')) arguments,
               (c.valid_to + 1)::timestamp at time zone 'Asia/Shanghai' expires_at
        from cards c
        where c.state = 'active' and c.valid_to between @Today and @Today + 30
        """;

    /// <summary>
    /// A postdoc's proposal, midterm review and last day: 30, 7 and 1 days before, and when it has passed; to the station's
    /// managers and the office.
    /// </summary>
    public const string Postdocs = """
        select x.kind, coalesce(u.talent_id, u.id) recipient_id, x.kind || ':' || p.id || ':' || x.due fact,
               reached_step(x.due, @Today, array[30, 7, 1, -1]) step,
               jsonb_build_object('area', case when 'office' = any(u.roles) then '/office/stations/postdocs'
               else '/stations/postdocs' end,
                   'postdoc', p.id, 'station', s.name, 'name', left(p.name, 1) || '**', 'due',
                   to_char(x.due, 'YYYY-MM-DD')) arguments,
               null::timestamptz expires_at
        from postdocs p
        join postdoc_days d on d.id = p.id
        join stations s on s.id = p.station_id
        cross join lateral (values
            ('postdoc_proposal', d.proposal_due, p.proposal_on is null),
            ('postdoc_midterm', d.midterm_due, p.midterm_on is null or p.midterm_result = 'fail'),
            ('postdoc_end', p.planned_end, true)) x (kind, due, open)
        join users u on u.disabled_at is null
            and ('office' = any(u.roles) or ('station_manager' = any(u.roles) and u.station_id = p.station_id))
        where p.state = 'resident' and x.open and x.due between @Today - 30 and @Today + 30
        """;

    /// <summary>
    /// A visit is due: as many in a year as the rule says, reckoned from the last one; 7 and 1 days before, and when it has
    /// passed.
    /// </summary>
    public const string Visits = """
        select 'visit_due' kind, coalesce(u.talent_id, u.id) recipient_id, 'visit-due:' || p.expert_id || ':' || p.advisee_id
               || ':' || v.due fact, reached_step(v.due, @Today, array[7, 1, -1]) step,
               jsonb_build_object('advisee', a.name, 'due', to_char(v.due, 'YYYY-MM-DD')) arguments, null::timestamptz expires_at
        from pairings p
        join experts e on e.id = p.expert_id and e.active
        join users u on u.id = e.user_id and u.disabled_at is null
        join advisees a on a.id = p.advisee_id and a.active
        cross join lateral (
            select visits_per_year from think_tank_rules where valid_from <= @Today order by valid_from desc limit 1) r
        cross join lateral (
            select greatest(p.starts_on, max(s.visited_on)) + 365 / r.visits_per_year due
            from service_logs s where s.expert_id = p.expert_id and s.advisee_id = p.advisee_id) v
        where @Today between p.starts_on and p.ends_on and v.due between @Today - 30 and least(@Today + 7, p.ends_on)
        """;

    /// <summary>
    /// A published article is to be reviewed and nobody has begun to: to its author, or the office where the author has left.
    /// </summary>
    public const string Articles = """
        select 'article_stale' kind, coalesce(u.talent_id, u.id) recipient_id, 'article-stale:' || v.article_id || ':'
               || v.version fact, 0 step, jsonb_build_object('article', v.article_id, 'title', v.title, 'stale_on',
               to_char(v.stale_on, 'YYYY-MM-DD')) arguments, null::timestamptz expires_at
        from knowledge_versions v
        join users u on u.disabled_at is null and (u.id::text = v.written_by
            or ('office' = any(u.roles) and not exists (select from users w where w.id::text = v.written_by
                and w.disabled_at is null)))
        where v.state = 'published' and v.stale_on between @Today - 60 and @Today and (v.valid_to is null or v.valid_to >= @Today)
          and not exists (select from knowledge_versions n where n.article_id = v.article_id and n.version > v.version)
        """;

    /// <summary>
    /// Next year's notice on public holidays, which comes out in autumn, is not loaded: from October on to the city's office, and
    /// once more when the year has begun.
    /// </summary>
    public const string HolidayNotices = """
        select 'holiday_notice' kind, coalesce(u.talent_id, u.id) recipient_id, 'holiday-notice:' || y.year fact,
               reached_step(make_date(y.year, 1, 1), @Today, array[92, 61, 45, 31, 21, 14, 7, 1, -1]) step,
               jsonb_build_object('year', y.year::text) arguments,
               make_date(y.year + 1, 1, 1)::timestamp at time zone 'Asia/Shanghai' expires_at
        from (select extract(year from @Today::date)::int + n from generate_series(0, 1) n) y (year)
        join users u on u.disabled_at is null and 'office' = any(u.roles)
        where y.year <> all(@KnownYears) and not exists (select from holiday_notices n where n.year = y.year)
          and make_date(y.year, 1, 1) <= @Today + 92
        """;

    // Who answers for a ticket: who accepted it; else the department that has it; else the agent who took it, or all agents.
    private const string Responsible = """
        u.disabled_at is null and case
            when t.state = 'accepted' and exists (select from users h where h.id::text = t.handler_id and h.disabled_at is null)
                then u.id::text = t.handler_id
            when t.state in ('dispatched', 'accepted', 'waiting') then 'handler' = any(u.roles)
                and u.department_id = t.department_id
            when exists (select from users g where g.id::text = t.agent_id and g.disabled_at is null) then u.id::text = t.agent_id
            else 'agent' = any(u.roles) end
        """;

    /// <summary>An answer is due today, from half past seven on, and then overdue. An extension is a new fact.</summary>
    public const string TicketsDue = $"""
        select case when t.due_at <= @now then 'ticket_overdue' else 'ticket_due' end kind,
               coalesce(u.talent_id, u.id) recipient_id, 'ticket-due:' || t.id || ':'
               || extract(epoch from t.due_at)::bigint fact, case when t.due_at <= @now then -1 else 0 end step,
               jsonb_build_object('ticket', t.id, 'number', t.number,
                   'due', to_char(t.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')) arguments,
               case when t.due_at > @now then t.due_at end expires_at
        from tickets t
        join users u on {Responsible}
        where t.state in ('received', 'dispatched', 'returned', 'accepted') and t.due_at > @now - interval '30 days'
          and (t.due_at <= @now or (t.due_at < @Tomorrow and @now >= @Tomorrow - interval '16.5 hours'))
        """;

    /// <summary>督办: to who answers for it, and the office.</summary>
    public const string TicketsEscalated = $"""
        select 'ticket_escalated' kind, coalesce(u.talent_id, u.id) recipient_id,
               'ticket-escalated:' || t.id || ':' || extract(epoch from t.escalated_at)::bigint fact, 0 step,
               jsonb_build_object('ticket', t.id, 'number', t.number) arguments, null::timestamptz expires_at
        from tickets t
        join users u on (u.disabled_at is null and 'office' = any(u.roles)) or ({Responsible})
        where t.state not in ('closed', 'merged') and t.escalated_at > @now - interval '30 days'
        """;

    /// <summary>The caller is to be asked by today whether it is solved: to the agent who took it, or all agents.</summary>
    public const string FollowUps = $"""
        select 'follow_up_due' kind, coalesce(u.talent_id, u.id) recipient_id,
               'follow-up-due:' || t.id || ':' || extract(epoch from t.follow_up_due_at)::bigint fact, 0 step,
               jsonb_build_object('ticket', t.id, 'number', t.number,
                   'due', to_char(t.follow_up_due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')) arguments,
               null::timestamptz expires_at
        from tickets t
        join users u on {Responsible}
        where t.state = 'replied' and t.follow_up_due_at > @now - interval '30 days' and t.follow_up_due_at < @Tomorrow
        """;

    /// <summary>A booking of the next day.</summary>
    public const string Bookings = """
        select 'booking_tomorrow' kind, c.talent_id recipient_id, 'booking:' || r.card_id || ':' || r.id fact, 1 step,
               jsonb_build_object('benefit', b.name, 'benefit_en', b.name_en, 'place',
               concat_ws(' · ', p.name, s.name), 'place_en', place_en(p, s),
                   'day', to_char(r.day, 'YYYY-MM-DD') || coalesce(' ' || to_char(r.arrives_at, 'HH24:MI'), '')) arguments,
               (r.day + coalesce(r.arrives_at, '18:00')) at time zone 'Asia/Shanghai' expires_at
        from reservations r
        join cards c on c.id = r.card_id
        join benefits b on b.code = r.benefit_code
        join service_points s on s.id = r.service_point_id
        join partners p on p.id = s.partner_id
        where r.state = 'held' and r.lapses_at > @now
          and ((r.day = @Today + 1 and @Hour >= 16) or (r.day = @Today and @Hour < 10))
        """;
}
