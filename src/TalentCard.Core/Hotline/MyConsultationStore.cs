using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>
/// What a talent sees of their own matters. Every statement names what is for them: words of internal steps, names of staff
/// and other people's tickets are not read at all.
/// </summary>
public sealed class MyConsultationStore(Db db)
{
    private const string Columns = "t.id, t.number, t.kind, t.title, t.state, t.received_at, t.due_at, t.replied_at";

    /// <summary>A page of the talent's matters, newest first.</summary>
    public async Task<Page<MyConsultation>> ListAsync(Guid talentId, ListQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<MyConsultation>(
            $"""
            select {Columns} from tickets t
            where t.talent_id = @talentId and (@At::timestamptz is null or (t.received_at, t.id) < (@At, @Id))
            order by t.received_at desc, t.id desc limit @Limit
            """,
            new
            {
                talentId,
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
            }
        );
        return Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.ReceivedAt, row.Id));
    }

    /// <summary>One of the talent's matters with its course.</summary>
    /// <exception cref="RefusedException">They have none by that id.</exception>
    public async Task<MyConsultationDetail> ReadAsync(Guid talentId, Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var matter =
            await session.FindAsync<MyConsultation>(
                $"select {Columns} from tickets t where t.id = @id and t.talent_id = @talentId",
                new { id, talentId }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        await using var all = await session.MultipleAsync(
            """
            select t.content, t.place, d.name department, t.reply,
                   case when t.state = 'waiting' then (
                       select s.text from ticket_steps s where s.ticket_id = t.id and s.action = 'wait' order by s.at desc,
                           s.version desc limit 1) end question,
                   (select m.number from tickets m where m.id = t.merged_into and m.talent_id = @talentId) merged_into
            from tickets t left join departments d on d.id = t.department_id
            where t.id = @id and t.talent_id = @talentId;
            select s.at, s.action, s.to_state, case when s.internal then null else s.text end text, s.due_at
            from ticket_steps s where s.ticket_id = @id and s.action = any (@Seen) order by s.at, s.version
            """,
            new
            {
                id,
                talentId,
                Seen = Ticket.SeenByCaller.Select(Words.Word).ToArray(),
            }
        );
        var more = await all.ReadSingleAsync<More>();
        return new MyConsultationDetail(
            matter,
            more.Content,
            more.Place,
            more.Department,
            more.Reply,
            more.Question,
            more.MergedInto,
            (await all.ReadAsync<MyConsultationStep>()).AsList()
        );
    }

    private sealed record More(
        string Content,
        string? Place,
        string? Department,
        string? Reply,
        string? Question,
        string? MergedInto
    );
}
