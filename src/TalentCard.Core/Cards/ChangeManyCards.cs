using TalentCard.Contracts.Cards;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Cards;

/// <summary>
/// One change of many cards. The preview says which cards take it and which do not, and why; the commit changes all that
/// took it, or none: a card that changed in between is refused by its number.
/// </summary>
public sealed class ChangeManyCards(Db db, TimeProvider time, IdempotencyStore idempotency, CardHistory history, AuditTrail audit)
{
    /// <summary>The most cards of one change.</summary>
    public const int MaxCards = 5_000;

    private const string Select = """
        select b.id, b.action, b.reason, case when b.committed_at is null then 'preview' else 'committed' end state,
               (select count(*)::int from card_bulk_change_items i where i.bulk_change_id = b.id and i.refusal is null) able,
               (select count(*)::int from card_bulk_change_items i where i.bulk_change_id = b.id
                and i.refusal is not null) refused,
               b.created_by_name created_by, b.created_at, b.committed_at
        from card_bulk_changes b where b.id = @id and b.created_by = @Me
        """;

    /// <summary>Sees what the change would do. No card is touched.</summary>
    /// <exception cref="RefusedException">No card is named or found, or more than <see cref="MaxCards"/>, or one is
    /// unknown.</exception>
    public async Task<BulkChange> PreviewAsync(
        NewBulkChange request,
        string key,
        byte[] requestHash,
        Actor actor,
        CancellationToken cancel
    )
    {
        var action = Words.Parse<CardAction>(request.Action);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return await db.ChangeAsync(
            async session =>
            {
                if (await idempotency.ClaimAsync(session, actor, key, requestHash, id) is { } first)
                    return await FindAsync(session, first, actor);
                var cards = await ChooseAsync(session, request, actor);
                if (request.CardIds?.Except(cards.Select(card => card.Id)).ToArray() is { Length: > 0 } unknown)
                    throw Refuse.Field("cardIds", [.. unknown.Select(one => one.ToString())]);
                if (cards.Count == 0)
                    throw new RefusedException(CardProblems.BulkEmpty);
                if (cards.Count > MaxCards)
                    throw new RefusedException(CardProblems.BulkTooMany);
                await session.ExecuteAsync(
                    """
                    insert into card_bulk_changes (id, action, reason, created_by, created_by_name, created_at)
                    values (@id, @Action, @Reason, @Me, @MyName, @Now);
                    insert into card_bulk_change_items (bulk_change_id, card_id, version, refusal)
                    select @id, card_id, version, refusal from unnest(@Ids, @Versions::int[], @Refusals) as x (card_id, version,
                        refusal)
                    """,
                    new
                    {
                        id,
                        request.Action,
                        request.Reason,
                        Me = Guid.Parse(actor.Id),
                        MyName = actor.Name,
                        Now = time.GetUtcNow(),
                        Ids = cards.Select(card => card.Id).ToArray(),
                        // Dapper would spell a list of numbers out; the database reads its text.
                        Versions = "{" + string.Join(',', cards.Select(card => card.Version)) + "}",
                        Refusals = cards.Select(card => CardRefusal.Of(action, card.Rules, time.Today())?.Code!).ToArray(),
                    }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "card_bulk.preview",
                        "card_bulk",
                        id.ToString(),
                        Reason: request.Reason,
                        Details: new { action = request.Action, cards = cards.Count }
                    )
                );
                var preview = await FindAsync(session, id, actor);
                return preview;
            },
            cancel
        );
    }

    /// <summary>One of the actor's own changes.</summary>
    /// <exception cref="RefusedException">There is none by that id, or it is another's.</exception>
    public async Task<BulkChange> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await FindAsync(session, id, actor);
    }

    /// <summary>The cards of a change, in the order of their ids. The look is written into the audit trail.</summary>
    /// <param name="id">Which change.</param>
    /// <param name="query">Which of them, and the page.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="RefusedException">There is none by that id, or it is another's.</exception>
    public async Task<Page<BulkChangeCard>> ListCardsAsync(
        Guid id,
        BulkChangeCardQuery query,
        Actor actor,
        CancellationToken cancel
    )
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, CardStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        await FindAsync(session, id, actor);
        var rows = await session.ListAsync<BulkChangeCard>(
            $"""
            select c.id card_id, c.number, c.talent_id, t.name, t.employer, c.tier_code tier,
                   shown_card_state(c.state, c.valid_to, @Today) state, c.valid_to, i.refusal, null::text zh, null::text en
            from card_bulk_change_items i join cards c on c.id = i.card_id join talents t on t.id = c.talent_id
            where i.bulk_change_id = @id and {scope} and (@Refused::boolean is null or (i.refusal is not null) = @Refused)
              and (@After::uuid is null or c.id > @After)
            order by c.id
            limit @Limit
            """,
            scope.With(
                new
                {
                    id,
                    query.Refused,
                    Today = time.Today(),
                    After = position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("card_bulk.view", "card_bulk", id.ToString()));
        return Keyset.Cut([.. rows.Select(Told)], query.Limit, card => new Keyset(DateTimeOffset.UnixEpoch, card.CardId));
    }

    /// <summary>
    /// Changes every card that the preview said would take it. Doing it again answers the same and changes nothing.
    /// </summary>
    /// <exception cref="RefusedException">No such change, no card of it takes it, or a card changed since the
    /// preview.</exception>
    public Task<BulkChange> CommitAsync(Guid id, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                // A second commit waits here and then finds it done.
                await session.ExecuteAsync("select from card_bulk_changes where id = @id for update", new { id });
                var change = await FindAsync(session, id, actor);
                if (change.CommittedAt is not null)
                    return change;
                var action = Words.Parse<CardAction>(change.Action);
                var cards = await LockAsync(session, id, actor);
                if (cards.Count == 0)
                    throw new RefusedException(CardProblems.BulkEmpty);
                var today = time.Today();
                var changed = cards
                    .Where(card => card.Version != card.SeenVersion || CardRefusal.Of(action, card.Rules, today) is not null)
                    .Select(card => card.Number)
                    .ToArray();
                if (changed.Length > 0)
                    throw new RefusedException(
                        CardProblems.BulkCardsChanged,
                        new Dictionary<string, string[]> { ["cards"] = changed }
                    );
                await WriteAsync(session, action, change.Reason, cards, actor);
                await session.ExecuteAsync(
                    "update card_bulk_changes set committed_at = @Now where id = @id",
                    new { id, Now = time.GetUtcNow() }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "card_bulk.commit",
                        "card_bulk",
                        id.ToString(),
                        Reason: change.Reason,
                        Details: new { action = change.Action, cards = cards.Count }
                    )
                );
                change = await FindAsync(session, id, actor);
                return change;
            },
            cancel
        );

    private async Task WriteAsync(Session session, CardAction action, string reason, List<Chosen> cards, Actor actor)
    {
        var today = time.Today();
        var renew = action == CardAction.Renew;
        var changes = cards.ConvertAll(card => new CardChanged(
            card.Id,
            card.TalentId,
            card.State,
            Card.Changes.After(Words.Parse<CardState>(card.State), action).Word(),
            renew ? card.Rules.RenewedTo(today) : card.ValidTo
        ));
        await session.ExecuteAsync(
            """
            update cards c
            set state = x.state, version = c.version + 1, valid_to = x.valid_to,
                state_reason = case when x.state = 'active' then null else @reason end,
                valid_from = case when @renew then @today else c.valid_from end
            from unnest(@Ids, @States, @ValidTos) as x (id, state, valid_to)
            where c.id = x.id
            """,
            new
            {
                reason,
                renew,
                today,
                Ids = changes.Select(change => change.CardId).ToArray(),
                States = changes.Select(change => change.ToState).ToArray(),
                ValidTos = changes.Select(change => change.ValidTo).ToArray(),
            }
        );
        await history.WriteAsync(session, actor, action, reason, changes);
    }

    private async Task<List<Chosen>> ChooseAsync(Session session, NewBulkChange request, Actor actor)
    {
        var scope = RowScope.Of(actor, CardStore.Owner);
        var filter = request.Filter ?? new CardSelection();
        return await session.ListAsync<Chosen>(
            $"""
            select c.id, c.talent_id, c.number, c.version, 0 seen_version, shown_card_state(c.state, c.valid_to, @Today) state,
                   c.valid_to, t.contract_end, tiers.valid_years
            from cards c join talents t on t.id = c.talent_id join tiers on tiers.code = c.tier_code
            where (@CardIds::uuid[] is null or c.id = any(@CardIds)) and (@CardIds::uuid[] is not null or @Filtered)
              and {scope} and {CardStore.Matching}
            order by c.id
            limit {MaxCards + 1}
            """,
            scope.With(
                new
                {
                    Today = time.Today(),
                    request.CardIds,
                    Filtered = request.Filter is not null,
                    filter.State,
                    filter.Tier,
                    filter.Division,
                    filter.ExpiringBefore,
                    Pattern = LikePattern.Containing(filter.Q),
                    Words = LikePattern.Words(filter.Q),
                    Tail = filter.Q?.Trim().ToUpperInvariant(),
                }
            )
        );
    }

    // Talents first, as an edit of the contract's end does, and both in the order of ids: nobody waits in a circle.
    private async Task<List<Chosen>> LockAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, CardStore.Owner);
        await session.ExecuteAsync(
            """
            select from talents t where t.id in (
                select c.talent_id from card_bulk_change_items i join cards c on c.id = i.card_id
                where i.bulk_change_id = @id and i.refusal is null)
            order by t.id for share
            """,
            new { id }
        );
        return await session.ListAsync<Chosen>(
            $"""
            select c.id, c.talent_id, c.number, c.version, i.version seen_version,
                   shown_card_state(c.state, c.valid_to, @Today) state, c.valid_to, t.contract_end, tiers.valid_years
            from card_bulk_change_items i
            join cards c on c.id = i.card_id join talents t on t.id = c.talent_id join tiers on tiers.code = c.tier_code
            where i.bulk_change_id = @id and i.refusal is null and {scope}
            order by c.id
            for update of c
            """,
            scope.With(new { id, Today = time.Today() })
        );
    }

    private static async Task<BulkChange> FindAsync(Session session, Guid id, Actor actor) =>
        await session.FindAsync<BulkChange>(Select, new { id, Me = Guid.Parse(actor.Id) })
        ?? throw new RefusedException(CommonProblems.NotFound);

    private static BulkChangeCard Told(BulkChangeCard card) =>
        card.Refusal is { } code && CardRefusal.OfCode(code) is var refusal
            ? card with
            {
                Zh = refusal.Zh,
                En = refusal.En,
            }
            : card;

    private sealed record Chosen(
        Guid Id,
        Guid TalentId,
        string Number,
        int Version,
        int SeenVersion,
        string State,
        DateOnly ValidTo,
        DateOnly ContractEnd,
        int ValidYears
    )
    {
        public RenewableCard Rules => new(State, ValidTo, ContractEnd, ValidYears);
    }
}
