using System.Security.Cryptography;
using System.Text.Json;
using TalentCard.Contracts.Cards;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Cards;

/// <summary>Cards come in batches: one person proposes, another approves, and the approval makes every card or none.</summary>
public sealed class IssueCards(Db db, TimeProvider time, AuditTrail audit, CardHistory history, IdempotencyStore idempotency)
{
    /// <summary>Proposes a batch.</summary>
    /// <param name="batch">Whom, and until when.</param>
    /// <param name="key">The caller's <c>Idempotency-Key</c>: the same key and batch make it once.</param>
    /// <param name="actor">Who proposes.</param>
    /// <param name="cancel">Stops the work; nothing is written then.</param>
    /// <returns>The id of the batch, or of the one that the key made first.</returns>
    /// <exception cref="RefusedException">Nobody, unknown people, a live card, an ended contract, a name in use.</exception>
    public async Task<Guid> ProposeAsync(NewCardBatch batch, string key, Actor actor, CancellationToken cancel)
    {
        if (batch.TalentIds is null == batch.ImportId is null)
            throw Refuse.Field("talentIds", "name either talentIds or importId");
        if (batch.ValidTo < time.Today())
            throw Refuse.Field("validTo", "must not lie in the past");
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return await db.ChangeAsync(
            async session =>
            {
                var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(batch));
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    return first;

                var candidates = await ReadCandidatesAsync(session, batch, actor);
                RefuseUnknown(batch, candidates);
                RefuseUnfit(candidates);
                await InsertAsync(session, id, batch, candidates, actor);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("card_batch.propose", "card_batch", id.ToString(), Details: new { talents = candidates.Count })
                );
                return id;
            },
            cancel
        );
    }

    /// <summary>Approves a batch and makes its cards, all or none, valid from today.</summary>
    /// <exception cref="RefusedException">
    /// No such batch, decided already, by the same person, or someone has a live card or an ended contract by now.
    /// </exception>
    public Task ApproveAsync(Guid id, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await DecideAsync(session, id, "approved", null, actor);
                var candidates = await session.ListAsync<Candidate>(
                    """
                    select t.id talent_id, t.contract_end, x.valid_to, tiers.code tier, tiers.number_prefix prefix,
                           tiers.valid_years,
                           exists (select from cards c where c.talent_id = t.id
                               and c.state in ('active', 'suspended')) has_live_card
                    from card_batch_talents x join talents t on t.id = x.talent_id join tiers on tiers.code = t.tier_code
                    where x.batch_id = @id
                    order by t.id
                    for share of t
                    """,
                    new { id }
                );
                RefuseUnfit(candidates);
                await IssueAsync(session, id, candidates, actor);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("card_batch.approve", "card_batch", id.ToString(), Details: new { cards = candidates.Count })
                );
            },
            cancel
        );

    /// <summary>Rejects a batch: no card is made.</summary>
    /// <exception cref="RefusedException">No such batch, decided already, or by the same person.</exception>
    public Task RejectAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await DecideAsync(session, id, "rejected", reason, actor);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("card_batch.reject", "card_batch", id.ToString(), Reason: reason)
                );
            },
            cancel
        );

    private static Task<List<Candidate>> ReadCandidatesAsync(Session session, NewCardBatch batch, Actor actor)
    {
        var scope = RowScope.Of(actor, TalentStore.Owner);
        return session.ListAsync<Candidate>(
            $"""
            select t.id talent_id, t.contract_end, coalesce(@ValidTo, t.contract_end) valid_to, tiers.code tier,
                   tiers.number_prefix prefix, tiers.valid_years,
                   exists (select from cards c where c.talent_id = t.id and c.state in ('active', 'suspended')) has_live_card
            from talents t join tiers on tiers.code = t.tier_code
            where {scope} and (t.id = any(@TalentIds) or t.import_id = @ImportId)
            """,
            scope.With(
                new
                {
                    batch.ValidTo,
                    TalentIds = batch.TalentIds ?? [],
                    batch.ImportId,
                }
            )
        );
    }

    private static void RefuseUnknown(NewCardBatch batch, List<Candidate> candidates)
    {
        if (
            batch.TalentIds is { } wanted
            && wanted.Except(candidates.Select(candidate => candidate.TalentId)).ToArray() is { Length: > 0 } unknown
        )
            throw new RefusedException(CommonProblems.InvalidRequest, Named(unknown));
        if (candidates.Count == 0)
            throw new RefusedException(CardProblems.BatchEmpty);
    }

    private void RefuseUnfit(List<Candidate> candidates)
    {
        var live = candidates.Where(candidate => candidate.HasLiveCard).Select(candidate => candidate.TalentId).ToArray();
        if (live.Length > 0)
            throw new RefusedException(CardProblems.HasLiveCard, Named(live));
        var today = time.Today();
        var ended = candidates
            .Where(candidate => candidate.ContractEnd < today || candidate.ValidTo < today)
            .Select(candidate => candidate.TalentId)
            .ToArray();
        if (ended.Length > 0)
            throw new RefusedException(CardProblems.ContractEnded, Named(ended));
    }

    private async Task InsertAsync(Session session, Guid id, NewCardBatch batch, List<Candidate> candidates, Actor actor)
    {
        var inserted = await session.ExecuteAsync(
            """
            insert into card_batches (id, name, state, created_by, created_by_name, created_at)
            values (@id, @Name, 'pending', @Me, @MyName, @Now)
            on conflict (name) do nothing
            """,
            new
            {
                id,
                Name = batch.Name.Trim(),
                Me = Guid.Parse(actor.Id),
                MyName = actor.Name,
                Now = time.GetUtcNow(),
            }
        );
        if (inserted == 0)
            throw new RefusedException(CardProblems.BatchNameTaken);
        var today = time.Today();
        await session.ExecuteAsync(
            """
            insert into card_batch_talents (batch_id, talent_id, valid_to)
            select @id, talent_id, valid_to from unnest(@TalentIds, @ValidTos) as x (talent_id, valid_to)
            """,
            new
            {
                id,
                TalentIds = candidates.Select(candidate => candidate.TalentId).ToArray(),
                ValidTos = candidates.Select(candidate => candidate.LastDay(today)).ToArray(),
            }
        );
    }

    private async Task DecideAsync(Session session, Guid id, string state, string? reason, Actor actor)
    {
        var me = Guid.Parse(actor.Id);
        var decided = await session.ExecuteAsync(
            """
            update card_batches
            set state = @state, reason = @reason, decided_by = @me, decided_by_name = @MyName, decided_at = @Now,
                version = version + 1
            where id = @id and state = 'pending' and created_by <> @me
            """,
            new
            {
                id,
                state,
                reason,
                me,
                MyName = actor.Name,
                Now = time.GetUtcNow(),
            }
        );
        if (decided == 1)
            return;
        var creator = await session.FindAsync<Decision>("select state, created_by from card_batches where id = @id", new { id });
        throw new RefusedException(
            creator switch
            {
                null => CommonProblems.NotFound,
                { State: "pending" } when creator.CreatedBy == me => CardProblems.SecondPersonRequired,
                _ => CardProblems.BatchDecided,
            }
        );
    }

    private async Task IssueAsync(Session session, Guid batchId, List<Candidate> candidates, Actor actor)
    {
        var (now, today) = (time.GetUtcNow(), time.Today());
        var numbers = await NumberAsync(session, candidates);
        var ids = candidates.Select(_ => Guid.CreateVersion7(now)).ToArray();
        var lastDays = candidates.Select(candidate => candidate.LastDay(today)).ToArray();
        // In the order of talents, so that two batches with the same people wait for each other instead of deadlocking.
        await session.ExecuteAsync(
            """
            insert into cards
                (id, talent_id, batch_id, number, handle, printed_cti, tier_code, state, valid_from, valid_to, created_at)
            select id, talent_id, @batchId, number, handle, printed_cti, tier, 'active', @today, valid_to, @now
            from unnest(@ids, @TalentIds, @numbers, @Handles, @PrintedCtis, @Tiers, @lastDays)
                as x (id, talent_id, number, handle, printed_cti, tier, valid_to)
            order by talent_id
            """,
            new
            {
                batchId,
                now,
                today,
                ids,
                numbers,
                lastDays,
                TalentIds = candidates.Select(candidate => candidate.TalentId).ToArray(),
                Handles = candidates.Select(_ => RandomNumberGenerator.GetBytes(8)).ToArray(),
                PrintedCtis = candidates.Select(_ => RandomNumberGenerator.GetBytes(8)).ToArray(),
                Tiers = candidates.Select(candidate => candidate.Tier).ToArray(),
            }
        );
        await CardSuccession.CarryUsageAsync(session, ids, today);
        await history.WriteAsync(
            session,
            actor,
            CardAction.Issue,
            "批次审批通过",
            [.. candidates.Select((candidate, i) => new CardChanged(ids[i], candidate.TalentId, null, "active", lastDays[i]))]
        );
    }

    // Takes as many running numbers as each prefix needs; the row lock of a prefix is held until the cards are there.
    private static async Task<string[]> NumberAsync(Session session, List<Candidate> candidates)
    {
        var next = new Dictionary<string, int>();
        foreach (
            var group in candidates.GroupBy(candidate => candidate.Prefix).OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            var last = await session.ScalarAsync<int>(
                """
                insert into card_numbers (prefix, last_number) values (@Prefix, @Count)
                on conflict (prefix) do update set last_number = card_numbers.last_number + excluded.last_number
                returning last_number
                """,
                new { Prefix = group.Key, Count = group.Count() }
            );
            next[group.Key] = last - group.Count() + 1;
        }
        return [.. candidates.Select(candidate => Card.Number(candidate.Prefix, next[candidate.Prefix]++))];
    }

    private static Dictionary<string, string[]> Named(IEnumerable<Guid> talents) =>
        new() { ["talentIds"] = [.. talents.Select(id => id.ToString())] };

    private sealed record Candidate(
        Guid TalentId,
        DateOnly ContractEnd,
        DateOnly ValidTo,
        string Tier,
        string Prefix,
        int ValidYears,
        bool HasLiveCard
    )
    {
        public DateOnly LastDay(DateOnly from) => Card.LastDay(from, ValidYears, ContractEnd, ValidTo);
    }

    private sealed record Decision(string State, Guid CreatedBy);
}
