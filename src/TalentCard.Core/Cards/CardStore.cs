using TalentCard.Contracts.Cards;
using TalentCard.Core.Security;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Cards;

/// <summary>Reads cards. Every look is written into the audit trail.</summary>
public sealed class CardStore(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>Whose a card is: its talent's <c>t</c>.</summary>
    internal static readonly RowOwner Owner = TalentStore.Owner;

    /// <summary>The condition of a <see cref="CardQuery"/> on cards <c>c</c> and their talents <c>t</c>.</summary>
    internal const string Matching = """
        (@State::text is null or shown_card_state(c.state, c.valid_to, @Today) = @State)
              and (@Tier::text is null or c.tier_code = @Tier)
              and (@Division::text is null or t.division_code = @Division)
              and (@ExpiringBefore::date is null or c.valid_to < @ExpiringBefore)
              and (@Pattern::text is null or names_person(t.name, t.employer, @Words) or c.number ilike @Pattern
                   or t.id_number_tail = @Tail)
        """;

    /// <summary>The cards that match, newest first or in the order of its <c>sort</c> (<c>number</c>, <c>name</c>,
    /// <c>validTo</c>; with <c>-</c> before it the other way round).</summary>
    /// <exception cref="RefusedException">There is no such order, or no such position.</exception>
    public async Task<Page<CardSummary>> ListAsync(CardQuery query, Actor actor, CancellationToken cancel)
    {
        var order = ListOrder.Parse(query.Sort, query.After, "number", "name", "validTo");
        var position = order is null ? Keyset.Parse(query.After) : null;
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<CardSummary>(
            $"""
            select c.id, c.number, shown_card_state(c.state, c.valid_to, @Today) state, c.state_reason, c.tier_code tier,
                   c.valid_from, c.valid_to, c.talent_id, t.name, '**************' || t.id_number_tail id_number, t.employer,
                   t.division_code division, c.created_at
            from cards c join talents t on t.id = c.talent_id
                 cross join lateral (select case @Column::text when 'number' then c.number when 'name' then t.name
                   when 'validTo' then to_char(c.valid_to, 'YYYY-MM-DD') else '' end sort_key) o
            where {scope} and {Matching}
              and (@At::timestamptz is null or (c.created_at, c.id) < (@At, @Id))
              and (@Key::text is null or case when @Descending then (o.sort_key, c.id) < (@Key, @Id)
                  else (o.sort_key, c.id) > (@Key, @Id) end)
            order by case when not @Descending then o.sort_key end, case when @Descending then o.sort_key end desc,
                     case when @Column::text is null then c.created_at end desc,
                     case when @Column::text is not null and not @Descending then c.id end, c.id desc
            limit @Limit
            """,
            scope.With(
                new
                {
                    Today = time.Today(),
                    query.State,
                    query.Tier,
                    query.Division,
                    query.ExpiringBefore,
                    Pattern = LikePattern.Containing(query.Q),
                    Words = LikePattern.Words(query.Q),
                    Tail = query.Q?.Trim().ToUpperInvariant(),
                    position?.At,
                    Id = position?.Id ?? order?.Id,
                    order?.Column,
                    Descending = order?.Descending ?? false,
                    order?.Key,
                    Limit = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("card.search", "card", null, Details: query));
        return order is null
            ? Keyset.Cut(rows.AsList(), query.Limit, card => new Keyset(card.CreatedAt, card.Id))
            : ListOrder.Cut(rows.AsList(), query.Limit, card => (SortKey(card, order.Column), card.Id));
    }

    /// <summary>One card with its history.</summary>
    /// <exception cref="RefusedException">There is none by that id.</exception>
    public async Task<CardDetail> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var card = await FindAsync(session, id, actor);
        var links = await session.SingleAsync<Links>(
            """
            select batch_id, replaces, (select id from cards n where n.replaces = c.id) replaced_by,
                   (select a.until from attempts a where a.subject = c.id::text and a.kind = @Identity and a.misses >= a.most
                        and a.until > @Now) identity_closed_until
            from cards c where id = @id
            """,
            new
            {
                id,
                AttemptKinds.Identity,
                Now = time.GetUtcNow(),
            }
        );
        var history = await session.ListAsync<CardEvent>(
            """
            select at, action, from_state, to_state, valid_to, actor_name actor, reason
            from card_events where card_id = @id order by at, id
            """,
            new { id }
        );
        await audit.WriteAsync(session, actor, new AuditEvent("card.view", "card", id.ToString(), card.TalentId));
        var actions = Card.Actions(Words.Parse<CardState>(card.State), card.ValidTo, time.Today());
        return new CardDetail(
            card,
            links.BatchId,
            links.Replaces,
            links.ReplacedBy,
            [.. actions],
            history.AsList(),
            links.IdentityClosedUntil
        );
    }

    /// <summary>All cards of a talent, newest first.</summary>
    internal async Task<IReadOnlyList<CardSummary>> OfTalentAsync(Session session, Guid talentId) =>
        await session.ListAsync<CardSummary>(
            """
            select c.id, c.number, shown_card_state(c.state, c.valid_to, @Today) state, c.state_reason, c.tier_code tier,
                   c.valid_from, c.valid_to, c.talent_id, t.name, '**************' || t.id_number_tail id_number, t.employer,
                   t.division_code division, c.created_at
            from cards c join talents t on t.id = c.talent_id
            where c.talent_id = @talentId
            order by c.created_at desc, c.id desc
            """,
            new { Today = time.Today(), talentId }
        );

    /// <summary>One card of the actor's, in a transaction where there is one.</summary>
    /// <exception cref="RefusedException">There is none by that id.</exception>
    internal async Task<CardSummary> FindAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, Owner);
        return await session.FindAsync<CardSummary>(
                $"""
                select c.id, c.number, shown_card_state(c.state, c.valid_to, @Today) state, c.state_reason, c.tier_code tier,
                       c.valid_from, c.valid_to, c.talent_id, t.name, '**************' || t.id_number_tail id_number, t.employer,
                       t.division_code division, c.created_at
                from cards c join talents t on t.id = c.talent_id
                where c.id = @id and {scope}
                """,
                scope.With(new { Today = time.Today(), id })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }

    private static string SortKey(CardSummary card, string column) =>
        column switch
        {
            "number" => card.Number,
            "name" => card.Name,
            _ => card.ValidTo.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };

    private sealed record Links(Guid? BatchId, Guid? Replaces, Guid? ReplacedBy, DateTimeOffset? IdentityClosedUntil);
}
