using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>The four rates, and the rows behind each count.</summary>
public sealed class RateStore(Db db, TimeProvider time, AuditTrail audit)
{
    private const string OnTime = "t.replied_at <= t.due_at";
    private const string Late = "coalesce(t.replied_at > t.due_at, t.due_at < @now and t.state <> 'waiting')";

    // What each measure counts, of the tickets received in the period.
    private static readonly Dictionary<string, string> Conditions = new()
    {
        ["received"] = "true",
        ["answered"] = "t.replied_at is not null",
        ["unanswered"] = "t.replied_at is null",
        ["on_time"] = OnTime,
        ["late"] = Late,
        ["reached"] = "t.reached",
        ["solved"] = "t.reached and t.solved",
        ["unsolved"] = "t.reached and not t.solved",
        ["satisfied"] = "t.reached and t.satisfied",
        ["dissatisfied"] = "t.reached and not t.satisfied",
        ["dispatched"] = "t.dispatched_at is not null",
        ["accepted"] = "t.dispatched_at is not null and (t.accepted_at is not null or t.replied_at is not null)",
        ["handled"] = "t.dispatched_at is not null and t.replied_at is not null",
        ["followed_up"] = "t.dispatched_at is not null and t.replied_at is not null and t.state in ('followed_up', 'closed')",
        ["closed"] = "t.dispatched_at is not null and t.replied_at is not null and t.state = 'closed'",
    };

    /// <summary>The measures whose rows can be listed.</summary>
    public static readonly string[] Measures = [.. Conditions.Keys];

    /// <summary>How far tickets come that a department answers; each measure is a part of the one before.</summary>
    public static readonly string[] Funnel = ["received", "dispatched", "accepted", "handled", "followed_up", "closed"];

    /// <summary>What a measure counts, of the tickets <c>t</c>.</summary>
    internal static string ConditionOf(string measure) => Conditions[measure];

    /// <summary>The rates of a period.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="by"><c>department</c>, <c>kind</c> or <c>month</c>.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="RefusedException">The period ends before it begins, or is longer than five years.</exception>
    public async Task<Rates> ReadAsync(DateOnly from, DateOnly to, string by, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, TicketStore.OwnerOf("t"));
        var values = scope.With(Period(from, to));
        var key = by switch
        {
            "department" => "t.department_id::text",
            "kind" => "t.kind",
            _ => "to_char(t.received_at at time zone 'Asia/Shanghai', 'YYYY-MM-01')",
        };
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Counts>(
            $"""
            select x.key, d.name, x.whole, x.received, x.answered, x.due, x.on_time, x.reached, x.solved, x.satisfied
            from (select {key} key, grouping({key}) = 1 whole, count(*)::int received,
                         (count(*) filter (where {Conditions["answered"]}))::int answered,
                         (count(*) filter (where {OnTime} or {Late}))::int due,
                         (count(*) filter (where {OnTime}))::int on_time,
                         (count(*) filter (where {Conditions["reached"]}))::int reached,
                         (count(*) filter (where {Conditions["solved"]}))::int solved,
                         (count(*) filter (where {Conditions["satisfied"]}))::int satisfied
                  from tickets t
                  where t.received_at >= @Start and t.received_at < @End and t.state <> 'merged' and {scope}
                  group by grouping sets ((), ({key}))) x
            left join departments d on d.id::text = x.key
            order by x.whole desc, d.code, x.key
            """,
            values
        );
        return new Rates(from, to, by, ToRow(rows.Single(row => row.Whole)), [.. rows.Where(row => !row.Whole).Select(ToRow)]);
    }

    /// <summary>The tickets that a measure counts, newest first.</summary>
    /// <exception cref="RefusedException">The period ends before it begins, or is longer than five years.</exception>
    public async Task<Page<TicketSummary>> ListAsync(
        DateOnly from,
        DateOnly to,
        RateTicketQuery query,
        Actor actor,
        CancellationToken cancel
    )
    {
        var scope = RowScope.Of(actor, TicketStore.OwnerOf("t"));
        var values = scope.With(Period(from, to));
        var position = Keyset.Parse(query.After);
        values.AddDynamicParams(
            new
            {
                query.Department,
                query.Kind,
                At = position?.At,
                Id = position?.Id,
                Limit = query.Limit + 1,
            }
        );
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<TicketSummary>(
            $"""
            select {TicketStore.Columns} from {TicketStore.Tables}
            where t.received_at >= @Start and t.received_at < @End and t.state <> 'merged' and {Conditions[
                query.Measure
            ]} and {scope}
              and (@Department::uuid is null or t.department_id = @Department) and (@Kind::text is null or t.kind = @Kind)
              and (@At::timestamptz is null or (t.received_at, t.id) < (@At, @Id))
            order by t.received_at desc, t.id desc limit @Limit
            """,
            values
        );
        await audit.WriteAsync(
            session,
            actor,
            new AuditEvent(
                "ticket.search",
                "ticket",
                null,
                Details: new
                {
                    from,
                    to,
                    query.Measure,
                    query.Department,
                    query.Kind,
                }
            )
        );
        return Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.ReceivedAt, row.Id));
    }

    private DynamicParameters Period(DateOnly from, DateOnly to)
    {
        if (to < from || to > from.AddYears(5))
            throw Refuse.Field("to", "from the first day to five years later");
        return new DynamicParameters(
            new
            {
                Start = from.StartOfDay(),
                End = to.AddDays(1).StartOfDay(),
                now = time.GetUtcNow(),
            }
        );
    }

    private static RateRow ToRow(Counts row) =>
        new(
            row.Key,
            row.Name,
            row.Received,
            row.Answered,
            row.Due,
            row.OnTime,
            row.Reached,
            row.Solved,
            row.Satisfied,
            Rate(row.Answered, row.Received),
            Rate(row.OnTime, row.Due),
            Rate(row.Solved, row.Reached),
            Rate(row.Satisfied, row.Reached)
        );

    private static double? Rate(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private sealed record Counts(
        string? Key,
        string? Name,
        bool Whole,
        int Received,
        int Answered,
        int Due,
        int OnTime,
        int Reached,
        int Solved,
        int Satisfied
    );
}
