using TalentCard.Contracts.Settlements;

namespace TalentCard.Core.Settlements;

/// <summary>Reads statements: a partner's manager its own, the office and finance every one.</summary>
public sealed class SettlementStore(Db db)
{
    internal static readonly RowOwner Owner = new() { Partner = "s.partner_id", Finance = true };

    private const string Columns = """
        s.id, s.partner_id partner, p.name partner_name, p.name_en partner_name_en, s.month, s.state, s.lines, s.unpriced,
        s.amount, s.fund, s.drawn_up_at, s.payment_reference, s.version
        """;

    /// <summary>A page of statements, the last drawn up first.</summary>
    public async Task<Page<Settlement>> ListAsync(SettlementQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Settlement>(
            $"""
            select {Columns} from settlements s join partners p on p.id = s.partner_id
            where {scope} and (@Partner::uuid is null or s.partner_id = @Partner)
              and (@Month::date is null or s.month = @Month) and (@State::text is null or s.state = @State)
              and (@At::timestamptz is null or (s.drawn_up_at, s.id) < (@At, @AfterId))
            order by s.drawn_up_at desc, s.id desc limit @Rows
            """,
            scope.With(
                new
                {
                    query.Partner,
                    query.Month,
                    query.State,
                    position?.At,
                    AfterId = position?.Id,
                    Rows = query.Limit + 1,
                }
            )
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.DrawnUpAt, row.Id));
    }

    /// <summary>A statement with its steps.</summary>
    /// <exception cref="RefusedException">Unknown, or another partner's (<c>not_found</c>).</exception>
    public async Task<SettlementDetail> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var summary =
            await session.FindAsync<Settlement>(
                $"select {Columns} from settlements s join partners p on p.id = s.partner_id where s.id = @id and {scope}",
                scope.With(new { id })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        var steps = await session.ListAsync<SettlementStep>(
            """
            select version, at, by_name, from_state, to_state, reason from settlement_steps where settlement_id = @id
            order by version
            """,
            new { id }
        );
        var answered = await session.ScalarAsync<bool>(
            "select coalesce(answered_by = @Me, false) from settlements where id = @id",
            new { id, Me = actor.Id }
        );
        var actions = SettlementStates
            .Steps.Actions(Words.Parse<SettlementState>(summary.State))
            .Where(action => Policies.Allows(SettlementStates.Policy(action), actor.Is))
            .Where(action => action != SettlementAction.Approve || !answered);
        return new SettlementDetail(summary, steps, [.. actions.Select(action => action.Word())]);
    }

    /// <summary>A page of a statement's lines, the newest first.</summary>
    /// <exception cref="RefusedException">Unknown, or another partner's (<c>not_found</c>).</exception>
    public async Task<Page<SettlementLine>> LinesAsync(Guid id, SettlementLineQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        if (
            !await session.ScalarAsync<bool>(
                $"select exists (select from settlements s where s.id = @id and {scope})",
                scope.With(new { id })
            )
        )
            throw new RefusedException(CommonProblems.NotFound);
        var rows = await session.ListAsync<SettlementLine>(
            """
            select l.id, l.at, l.kind, l.redemption_id redemption, l.redeemed_at, b.name benefit_name, b.name_en benefit_name_en,
                   r.tier_code tier, o.name service_point_name, o.name_en service_point_name_en, l.corrects,
                   l.price_id is not null priced, l.units, l.unit_price, l.amount, l.fund, d.reason dispute
            from settlements s
            join settlement_lines l on (l.partner_id, l.month) = (s.partner_id, s.month)
            join redemptions r on (r.card_id, r.redeemed_at, r.id) = (l.card_id, l.redeemed_at, l.redemption_id)
            join benefits b on b.code = r.benefit_code
            join service_points o on o.id = r.service_point_id
            left join lateral (
                select reason from settlement_disputes x where x.line_id = l.id order by x.version desc limit 1
            ) d on true
            where s.id = @id and (@Kind::text is null or l.kind = @Kind)
              and (@Priced::bool is null or (l.price_id is not null) = @Priced)
              and (@Disputed::bool is null or (d.reason is not null) = @Disputed)
              and (@At::timestamptz is null or (l.at, l.id) < (@At, @AfterId))
            order by l.at desc, l.id desc limit @Rows
            """,
            new
            {
                id,
                query.Kind,
                query.Priced,
                query.Disputed,
                position?.At,
                AfterId = position?.Id,
                Rows = query.Limit + 1,
            }
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.At, row.Id));
    }
}
