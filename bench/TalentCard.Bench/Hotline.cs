using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Access;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Hotline;
using TalentCard.Core.Privacy;

namespace TalentCard.Bench;

/// <summary>
/// Queues and searches over 100,000 tickets: the store with its joins, its rights and its row in the trail, beside the bare
/// statement that reads the ids of the same page.
/// </summary>
internal static class Hotline
{
    private const int Tickets = 100_000;
    private const int Times = 60;
    private static readonly Guid Department = new("00000000-0000-7000-e000-000000000003");
    private static readonly Actor Agent = new("agent-1", "agent1", [Roles.Agent]);
    private static readonly Actor Handler = new("handler-3", "handler3", [Roles.Handler], DepartmentId: Department);

    public static async Task RunAsync(string connectionString)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection([
                        new("ConnectionStrings:TalentCard", connectionString),
                        new("FieldEncryption:Keys:1", Convert.ToBase64String(new byte[32])),
                        new("FieldEncryption:LookupKey", Convert.ToBase64String(new byte[32])),
                    ])
                    .Build()
            )
            .AddSingleton(TimeProvider.System)
            .AddDatabase()
            .AddFieldEncryption()
            .AddAudit()
            .AddSingleton<CallerNumber>()
            .AddSingleton<TicketStore>()
            .AddSingleton<SimilarStore>()
            .BuildServiceProvider();
        var database = services.GetRequiredService<NpgsqlDataSource>();
        await FillAsync(database);
        var (store, similar) = (services.GetRequiredService<TicketStore>(), services.GetRequiredService<SimilarStore>());

        Console.WriteLine("| measure | median | slowest of 60 | bare | ratio | aim |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | --- |");
        foreach (var queue in TicketStore.Queues)
            await QueueAsync(database, store, queue, Agent);
        foreach (var queue in new[] { "all", "mine", "department", "due_today", "overdue" })
            await QueueAsync(database, store, queue, Handler);
        foreach (var (actor, who) in new[] { (Agent, "agent"), (Handler, "handler") })
            await ShowAsync($"the counts of every queue, {who}", () => store.CountAsync(actor, default), null);
        // In a third of the tickets, in one of a hundred, in one, in none.
        foreach (var words in new[] { "补贴", "颈椎", "20220303-0007", "爨底", "购房 补贴 凤台" })
            await ShowAsync(
                $"search {words}",
                () => store.ListAsync(new TicketQuery(Q: words), Agent, default),
                () => BareAsync(database, "t.grams @> bigrams(@Words)", "t.received_at desc, t.id desc", words)
            );
        foreach (var typed in new[] { "补贴", "购房补贴", "购房补贴审核进度怎么查询" })
            await ShowAsync($"similar to {typed}", () => similar.FindAsync(new SimilarRequest(typed), Agent, default), null);
        var id = await BareIdAsync(database);
        await ShowAsync("one ticket in full", () => store.ReadAsync(id, Agent, default), null);
    }

    private static Task QueueAsync(NpgsqlDataSource database, TicketStore store, string queue, Actor actor)
    {
        var handler = actor == Handler;
        var condition =
            TicketStore.Conditions[handler && queue is ("mine" or "department") ? queue + "_handled" : queue]
            + (handler ? " and (t.department_id = @Own or t.co_department_ids @> array[@Own])" : "");
        var order =
            queue == "all" ? "t.received_at desc, t.id desc"
            : queue == "follow_up" ? "t.follow_up_due_at, t.id"
            : "t.due_at, t.id";
        return ShowAsync(
            $"queue {queue}, {(handler ? "handler" : "agent")}",
            () => store.ListAsync(new TicketQuery(queue), actor, default),
            () => BareAsync(database, condition, order, null, actor)
        );
    }

    private static async Task BareAsync(
        NpgsqlDataSource database,
        string condition,
        string order,
        string? words,
        Actor? actor = null
    )
    {
        await using var connection = await database.OpenConnectionAsync();
        (
            await connection.QueryAsync<Guid>(
                $"select t.id from tickets t where {condition} order by {order} limit 51",
                new
                {
                    Words = words,
                    Me = actor?.Id,
                    Own = Department,
                    now = DateTimeOffset.UtcNow,
                    Tomorrow = DateTimeOffset.UtcNow.AddHours(9),
                }
            )
        ).AsList();
    }

    private static async Task<Guid> BareIdAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<Guid>("select id from tickets order by received_at limit 1 offset 5000");
    }

    private static async Task ShowAsync(string name, Func<Task> ours, Func<Task>? bare)
    {
        var (median, slowest) = await TimeAsync(ours);
        var beside = bare is null ? (double?)null : (await TimeAsync(bare)).Median;
        Console.WriteLine(
            $"| {name} | {median:N1} ms | {slowest:N1} ms | {beside:N2}{(beside is null ? "" : " ms")} | {median / beside:N1} | < 100 ms, {(slowest < 100 ? "reached" : "missed")} |"
        );
    }

    private static async Task<(double Median, double Slowest)> TimeAsync(Func<Task> what)
    {
        for (var warm = 0; warm < 8; warm++)
            await what();
        var times = new double[Times];
        for (var n = 0; n < Times; n++)
        {
            var start = Stopwatch.GetTimestamp();
            await what();
            times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return (times.Median(), times.Max());
    }

    private static async Task FillAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        if (await connection.ExecuteScalarAsync<bool>("select exists (select from tickets)"))
            return;
        Console.WriteLine($"Filling {Tickets:N0} tickets …");
        foreach (var step in Steps)
            await connection.ExecuteAsync(new CommandDefinition(step, commandTimeout: 0));
    }

    // Three years of tickets, the last three in a hundred still open; words as people use them, some in a third of all, some in
    // few.
    private static readonly string[] Steps =
    [
        """
            insert into departments (id, code, name)
            select ('00000000-0000-7000-e000-' || lpad(to_hex(n), 12, '0'))::uuid, 'd' || n, '部门' || n
            from generate_series(0, 11) n
            """,
        $"""
            insert into consultations (id, channel, caller_name, phone_cipher, phone_hash, phone_tail, agent_id, agent_name,
                received_at)
            select ('00000000-0000-7000-f000-' || lpad(to_hex(n), 12, '0'))::uuid, 'phone', '来电人' || n % 20000,
                   sha256(int8send(n)), sha256(int8send(n % 20000)), lpad((n % 10000)::text, 4, '0'), 'agent-' || n % 8, 'agent'
                   || n % 8, now() - interval '1000 days' * (1 - n / {Tickets}.0)
            from generate_series(1::bigint, {Tickets}) n
            """,
        $"""
            insert into tickets
                (id, number, consultation_id, kind, urgency, title, content, state, department_id, handler_id, handler_name,
                 agent_id, phone_hash, received_at, promised_at, due_at, dispatched_at, accepted_at, replied_at, reply,
                 follow_up_due_at, closed_at, escalated_at, extension_state, caller_to_be_told, reached)
            select ('00000000-0000-7000-a000-' || lpad(to_hex(n), 12, '0'))::uuid,
                   to_char(date '2022-01-01' + (n / 100)::int, 'YYYYMMDD') || '-' || lpad((n % 100)::text, 4, '0'), c.id,
                   (array['policy_question', 'policy_redemption', 'appeal', 'suggestion'])[n % 4 + 1],
                    case when n % 9 = 0 then 'urgent' else 'normal' end,
                   (array['购房补贴审核进度', '高铁绿色通道预约', '子女入学名额落实', '安家补贴未到账', '就医绿色通道医院名单', '科研经费拨付', '学历补贴停发', '人才公寓租金', '配偶随迁工作'])[n % 9 + 1]
                       || (array['怎么查询', '为什么没有落实', '需要什么材料', '什么时候办结'])[n / 9 % 4 + 1]
                       || (array['（凤台）', '（寿县）', '（高新区）', ''])[n / 36 % 4 + 1],
                   '来电人表示' || (array['已提交三个月仍显示审核中', '窗口要求补充材料', '单位尚未收到通知', '希望尽快答复'])[n / 7 % 4 + 1] || '，编号' || md5(n::text)
                       || case when n % 100 = 7 then '，并建议增加颈椎项目' else '' end,
                   case when open then (array['received', 'dispatched', 'accepted', 'replied', 'returned'])[n % 5 + 1]
                       else 'closed' end,
                   case when open and n % 5 in (0, 4) then null
                       else ('00000000-0000-7000-e000-' || lpad(to_hex(n % 12), 12, '0'))::uuid end,
                   'handler-' || n % 12, 'handler' || n % 12, c.agent_id, c.phone_hash, c.received_at,
                   c.received_at + interval '5 days',
                   case when open then now() + interval '1 hour' * (n % 240 - 60) else c.received_at + interval '5 days' end,
                   c.received_at, c.received_at, case when not open or n % 5 = 3 then c.received_at + interval '3 days' end,
                   case when not open or n % 5 = 3 then '经核实已办理，请留意短信通知。' end,
                   case when open and n % 5 = 3 then now() + interval '1 hour' * (n % 48) end,
                   case when not open then c.received_at + interval '4 days' end, case when n % 50 = 0 then c.received_at end,
                   case when open and n % 5 = 2 and n % 3 = 0 then 'pending' end, open and n % 40 = 2,
                       case when not open then true end
            from generate_series(1::bigint, {Tickets}) n
            join consultations c on c.id = ('00000000-0000-7000-f000-' || lpad(to_hex(n), 12, '0'))::uuid
            cross join lateral (select n > {Tickets} * 0.97 open) o
            """,
        """
            insert into ticket_steps (ticket_id, id, at, action, from_state, to_state, actor_id, actor_name, department_id, text,
                internal, due_at, version)
            select t.id, gen_random_uuid(), t.received_at, case v when 1 then 'receive' else 'close' end, case v when 1 then null
                   else t.state end, t.state, 'agent-1', 'agent1', t.department_id, t.content, false, t.due_at, v
            from tickets t cross join generate_series(1, 4) v
            """,
        "select create_month_partitions('audit_events', current_date, current_date + 31)",
        "vacuum analyze",
    ];
}
