using TalentCard.Contracts.Cards;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Cards;

/// <summary>Reads batches of cards.</summary>
public sealed class CardBatchStore(Db db, AuditTrail audit)
{
    // A batch is whoever's people it is of; who sees some of them sees and counts those alone.
    private const string Person = "talents t where t.id = x.talent_id";
    private const string Batch = "card_batch_talents x join talents t on t.id = x.talent_id where x.batch_id = b.id";

    /// <summary>The batches, newest first.</summary>
    /// <param name="query">Which of them, and the page.</param>
    /// <param name="actor">Who asks; <see cref="CardBatch.Mine"/> is about them.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<Page<CardBatch>> ListAsync(CardBatchQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, TalentStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<CardBatch>(
            $"""
            select {Columns(scope)}
            from card_batches b
            where {scope.Exists(Batch)} and (@State::text is null or b.state = @State)
              and (@At::timestamptz is null or (b.created_at, b.id) < (@At, @Id))
            order by b.created_at desc, b.id desc
            limit @Limit
            """,
            scope.With(
                new
                {
                    query.State,
                    Me = Guid.Parse(actor.Id),
                    position?.At,
                    position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        return Keyset.Cut(rows.AsList(), query.Limit, batch => new Keyset(batch.CreatedAt, batch.Id));
    }

    /// <summary>One batch.</summary>
    /// <exception cref="RefusedException">There is none by that id.</exception>
    public async Task<CardBatch> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, TalentStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        return await session.FindAsync<CardBatch>(
                $"select {Columns(scope)} from card_batches b where b.id = @id and {scope.Exists(Batch)}",
                scope.With(new { id, Me = Guid.Parse(actor.Id) })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }

    private static string Columns(RowScope scope) =>
        $"""
            b.id, b.name, b.state,
            (select count(*)::int from card_batch_talents x where x.batch_id = b.id and {scope.Exists(Person)}) talent_count,
            b.created_by_name created_by, b.created_at, b.decided_by_name decided_by, b.decided_at, b.reason,
            b.created_by = @Me mine
            """;

    /// <summary>The people of a batch, masked, in the order of their ids. The look is written into the audit trail.</summary>
    /// <exception cref="RefusedException">There is no such batch.</exception>
    public async Task<Page<CardBatchTalent>> ListTalentsAsync(Guid id, ListQuery query, Actor actor, CancellationToken cancel)
    {
        await ReadAsync(id, actor, cancel);
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, TalentStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<CardBatchTalent>(
            $"""
            select t.id talent_id, t.name, '**************' || t.id_number_tail id_number,
                   coalesce(c.tier_code, t.tier_code) tier, t.employer, t.division_code division,
                   coalesce(c.valid_to, x.valid_to) valid_to, c.id card_id, c.number card_number
            from card_batch_talents x
            join talents t on t.id = x.talent_id
            left join cards c on c.batch_id = x.batch_id and c.talent_id = x.talent_id
            where x.batch_id = @id and {scope} and (@After::uuid is null or x.talent_id > @After)
            order by x.talent_id
            limit @Limit
            """,
            scope.With(
                new
                {
                    id,
                    After = position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("card_batch.view", "card_batch", id.ToString()));
        return Keyset.Cut(rows.AsList(), query.Limit, talent => new Keyset(DateTimeOffset.UnixEpoch, talent.TalentId));
    }
}
