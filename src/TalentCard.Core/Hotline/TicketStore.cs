using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>Reads tickets. A handler sees those of their own department. Every look is written into the audit trail.</summary>
public sealed class TicketStore(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>
    /// Whose a ticket is among the staff: its departments', and the county's that it is about, or else its caller's.
    /// </summary>
    /// <param name="ticket">What the statement calls the ticket.</param>
    internal static RowOwner OwnerOf(string ticket) =>
        new()
        {
            Hotline = true,
            Department = $"{ticket}.department_id",
            CoDepartments = $"{ticket}.co_department_ids",
            Division =
                $"coalesce({ticket}.division_code, (select caller.division_code from talents caller where caller.id = {ticket}.talent_id))",
        };

    /// <summary>
    /// The columns of a <see cref="TicketSummary"/>, of <c>tickets t</c>, <c>consultations c</c> and <c>departments d</c>.
    /// </summary>
    internal const string Columns = """
        t.id, t.number, t.consultation_id, t.kind, t.urgency, t.title, t.state, t.department_id, d.name department,
        t.handler_name handler, c.caller_name, t.received_at, t.due_at, t.replied_at, t.follow_up_due_at,
        case when t.replied_at is not null then t.replied_at > t.due_at
             else t.state in ('received', 'dispatched', 'returned', 'accepted') and t.due_at < @now end overdue,
        t.escalated_at is not null escalated, t.repeat_of is not null repeat, t.extension_state extension,
        t.caller_to_be_told, t.version
        """;

    internal const string Tables =
        "tickets t join consultations c on c.id = t.consultation_id left join departments d on d.id = t.department_id";

    /// <summary>The text of a ticket that words are looked for in; <c>t.grams</c> is made of it.</summary>
    internal const string Searched = "t.number || ' ' || t.title || ' ' || t.content || ' ' || coalesce(t.reply, '')";

    // Each queue's condition repeats that of its index, so that the index serves it.
    internal static readonly IReadOnlyDictionary<string, string> Conditions = new Dictionary<string, string>
    {
        ["all"] = "true",
        ["mine"] = "t.agent_id = @Me and t.state not in ('closed', 'merged')",
        ["mine_handled"] = "t.handler_id = @Me and t.state in ('accepted', 'waiting')",
        ["department"] = "t.state not in ('closed', 'merged')",
        ["department_handled"] =
            "t.state in ('dispatched', 'accepted', 'waiting') and (t.department_id = @Own or t.co_department_ids @> array[@Own])",
        ["unassigned"] = "t.state in ('received', 'returned')",
        ["due_today"] =
            "t.state in ('received', 'dispatched', 'returned', 'accepted') and t.due_at >= @now and t.due_at < @Tomorrow",
        ["overdue"] = "t.state in ('received', 'dispatched', 'returned', 'accepted') and t.due_at < @now",
        ["follow_up"] = "t.state = 'replied'",
        ["escalated"] = "t.escalated_at is not null and t.state not in ('closed', 'merged')",
        ["extensions"] = "t.extension_state = 'pending'",
        ["to_tell"] = "t.caller_to_be_told",
    };

    /// <summary>The queues that a list can be asked for.</summary>
    public static readonly string[] Queues =
    [
        "all",
        "mine",
        "department",
        "unassigned",
        "due_today",
        "overdue",
        "follow_up",
        "escalated",
        "extensions",
        "to_tell",
    ];

    /// <summary>A page of a queue, the next due first, or of all tickets and of what a search finds, the newest first.</summary>
    /// <exception cref="RefusedException">The words are too short to be looked for.</exception>
    public async Task<Page<TicketSummary>> ListAsync(TicketQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var newestFirst = query.Queue == "all" || query.Q is not null;
        var (key, order) =
            newestFirst ? ("t.received_at", "desc")
            : query.Queue == "follow_up" ? ("t.follow_up_due_at", "asc")
            : ("t.due_at", "asc");
        var scope = RowScope.Of(actor, OwnerOf("t"));
        // A condition that does not apply is left out, so that the planner sees only what does.
        List<string> conditions = [Conditions[NameFor(query.Queue, actor)], scope.ToString()];
        if (query.State is not null)
            conditions.Add("t.state = @State");
        if (query.Kind is not null)
            conditions.Add("t.kind = @Kind");
        if (query.Urgency is not null)
            conditions.Add("t.urgency = @Urgency");
        if (query.Department is not null)
            conditions.Add("t.department_id = @Department");
        if (query.Q is not null)
            conditions.Add(SearchWords.In("t.grams", Searched));
        if (position is not null)
            conditions.Add($"({key}, t.id) {(newestFirst ? "<" : ">")} (@At, @Id)");

        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<TicketSummary>(
            $"select {Columns} from {Tables} where {string.Join(" and ", conditions)} order by {key} {order}, t.id {order} limit @Limit",
            scope.With(
                new
                {
                    Own = actor.DepartmentId ?? Guid.Empty,
                    Me = actor.Id,
                    now = time.GetUtcNow(),
                    Tomorrow = time.Today().AddDays(1).StartOfDay(),
                    query.State,
                    query.Kind,
                    query.Urgency,
                    query.Department,
                    Query = query.Q,
                    Words = query.Q is null ? [] : SearchWords.Of(query.Q),
                    At = position?.At,
                    Id = position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("ticket.search", "ticket", null, Details: query with { Q = null }));
        return Keyset.Cut(
            rows.AsList(),
            query.Limit,
            row => new Keyset(
                newestFirst ? row.ReceivedAt
                    : query.Queue == "follow_up" ? row.FollowUpDueAt!.Value
                    : row.DueAt,
                row.Id
            )
        );
    }

    /// <summary>How many tickets wait in each queue of the actor's.</summary>
    public async Task<QueueCounts> CountAsync(Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, OwnerOf("t"));
        string[] queues =
        [
            "mine",
            "department",
            "unassigned",
            "due_today",
            "overdue",
            "follow_up",
            "escalated",
            "extensions",
            "to_tell",
        ];
        var counts = queues.Select(queue =>
            $"(select count(*)::int from tickets t where {Conditions[NameFor(queue, actor)]} and {scope}) {queue}"
        );
        await using var session = await db.OpenAsync(cancel);
        return await session.SingleAsync<QueueCounts>(
            $"select {string.Join(", ", counts)}",
            scope.With(
                new
                {
                    Own = actor.DepartmentId ?? Guid.Empty,
                    Me = actor.Id,
                    now = time.GetUtcNow(),
                    Tomorrow = time.Today().AddDays(1).StartOfDay(),
                }
            )
        );
    }

    /// <summary>One ticket in full. The look is written into the audit trail.</summary>
    /// <exception cref="RefusedException">There is none by that id that the actor may know of.</exception>
    public async Task<TicketDetail> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var ticket = await ReadAsync(session, id, actor);
        await audit.WriteAsync(session, actor, new AuditEvent("ticket.view", "ticket", id.ToString(), ticket.TalentId));
        return ticket;
    }

    /// <summary>The departments that tickets can go to.</summary>
    public async Task<IReadOnlyList<Department>> DepartmentsAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<Department>("select id, name from departments order by code");
    }

    internal async Task<TicketDetail> ReadAsync(Session session, Guid id, Actor actor)
    {
        var facts = await TicketFacts.ReadAsync(session, id, actor);
        return await ReadAsync(session, facts, actor);
    }

    /// <summary>A ticket that the actor may know of, or could until the step that they just took.</summary>
    internal async Task<TicketDetail> ReadAsync(Session session, TicketFacts facts, Actor actor)
    {
        var others = RowScope.Of(actor, OwnerOf("o"));
        await using var all = await session.MultipleAsync(
            $"""
            select {Columns} from {Tables} where t.id = @id;
            select t.content, t.division_code division, t.place, '*******' || c.phone_tail caller_phone, t.talent_id, c.channel,
                   c.agent_name agent, t.promised_at, t.return_until returnable_until, t.paused_at, t.reply, t.closed_at,
                   t.merged_into, t.repeat_of
            from tickets t join consultations c on c.id = t.consultation_id where t.id = @id;
            select id, name from departments where id = any (@CoDepartmentIds) order by code;
            select at, action, from_state, to_state, actor_name actor, text, internal, due_at, kind, urgency
            from ticket_steps where ticket_id = @id order by at, version, action in ('note', 'link'), id;
            select id, asked_at, asked_by_name asked_by, days, reason, state, decided_by_name decided_by, decided_at, decision,
                due_at, told_at
            from ticket_extensions where ticket_id = @id order by asked_at desc, id desc;
            select at, agent_name agent, reached, solved, satisfied, comment, outcome from follow_ups where ticket_id = @id
            order by at desc, id desc;
            select o.id, o.number, o.title, o.state, min(x.relation) relation
            from (select case when ticket_id = @id then other_id else ticket_id end id, 'linked' relation
                  from ticket_links where ticket_id = @id or other_id = @id
                  union all select id, 'merged' from tickets where merged_into = @id
                  union all select s.id, 'same_call' from tickets s join tickets me on me.id = @id
                            where s.consultation_id = me.consultation_id and s.id <> @id
                  union all select id, 'repeat' from tickets where repeat_of = @id
                  union all select repeat_of, 'repeat' from tickets where id = @id and repeat_of is not null) x
            join tickets o on o.id = x.id
            where {others}
            group by o.id, o.number, o.title, o.state order by o.number;
            select u.article_id id, u.version, v.title
            from knowledge_uses u join knowledge_versions v on v.article_id = u.article_id and v.version = u.version
            where u.ticket_id = @id order by v.title
            """,
            others.With(
                new
                {
                    id = facts.Id,
                    facts.CoDepartmentIds,
                    now = time.GetUtcNow(),
                }
            )
        );
        var ticket = await all.ReadSingleAsync<TicketSummary>();
        var more = await all.ReadSingleAsync<More>();
        return new TicketDetail(
            ticket,
            more.Content,
            more.Division,
            more.Place,
            more.CallerPhone,
            more.TalentId,
            more.Channel,
            more.Agent,
            more.PromisedAt,
            more.ReturnableUntil,
            more.PausedAt,
            more.Reply,
            more.ClosedAt,
            more.MergedInto,
            more.RepeatOf,
            CoDepartments: (await all.ReadAsync<Department>()).AsList(),
            Actions: Ticket.Actions(facts, facts.RoleOf(actor), time.GetUtcNow()),
            History: (await all.ReadAsync<TicketStep>()).AsList(),
            Extensions: (await all.ReadAsync<TicketExtension>()).AsList(),
            FollowUps: (await all.ReadAsync<FollowUp>()).AsList(),
            Links: (await all.ReadAsync<TicketLink>()).AsList(),
            Articles: (await all.ReadAsync<CitedArticle>()).AsList()
        );
    }

    // A handler's own work is what they accepted and what their department has to answer.
    private static string NameFor(string queue, Actor actor) =>
        queue is "mine" or "department" && !actor.IsDesk ? queue + "_handled" : queue;

    private sealed record More(
        string Content,
        string? Division,
        string? Place,
        string? CallerPhone,
        Guid? TalentId,
        string Channel,
        string? Agent,
        DateTimeOffset PromisedAt,
        DateTimeOffset? ReturnableUntil,
        DateTimeOffset? PausedAt,
        string? Reply,
        DateTimeOffset? ClosedAt,
        Guid? MergedInto,
        Guid? RepeatOf
    );
}
