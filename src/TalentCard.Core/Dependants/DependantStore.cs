using TalentCard.Contracts.CardCodes;
using TalentCard.Contracts.Dependants;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Dependants;

/// <summary>Reads dependants: a holder their own, an office those of its holders.</summary>
public sealed class DependantStore(
    Db db,
    IFieldEncryption encryption,
    CardCodeMinter minter,
    ShowCards cards,
    AuditTrail audit,
    TimeProvider time
)
{
    private const string Columns = """
        d.id, d.talent_id, t.name holder_name, '**************' || t.id_number_tail holder_id_number, t.tier_code tier,
               t.division_code division, d.relation, d.name, d.document_kind, '****' || d.document_tail document_number,
               d.birth_date, d.proof_kind, d.valid_to, d.state, d.ground, d.reason, d.filed_at
        """;

    /// <summary>The holder's family, those last filed first.</summary>
    public async Task<IReadOnlyList<OwnDependant>> OwnAsync(Guid talent, CancellationToken cancel) =>
        await QueryAsync(talent, null, cancel);

    /// <summary>One of the holder's family.</summary>
    /// <exception cref="RefusedException">Unknown, or another's (<c>not_found</c>).</exception>
    public async Task<OwnDependant> ReadOwnAsync(Guid id, Guid talent, CancellationToken cancel) =>
        (await QueryAsync(talent, id, cancel)).SingleOrDefault() ?? throw new RefusedException(CommonProblems.NotFound);

    private async Task<List<OwnDependant>> QueryAsync(Guid talent, Guid? id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<OwnDependant>(
            """
            select id, relation, name, document_kind, '****' || document_tail document_number, birth_date, valid_to, state, ground,
                   reason, filed_at
            from dependants where talent_id = @talent and (@id::uuid is null or id = @id) order by filed_at desc, id desc
            """,
            new { talent, id }
        );
    }

    /// <summary>A fresh code of one of the holder's family; the holder's card must be good as well.</summary>
    /// <exception cref="RefusedException">Unknown or another's (<c>not_found</c>), <c>dependant_not_active</c>, or why the
    /// holder's card is shown none.</exception>
    public async Task<CardCode> MintAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        Shown shown;
        await using (var session = await db.OpenAsync(cancel))
        {
            shown =
                await session.FindAsync<Shown>(
                    """
                    select handle, relation, state = 'active' and (valid_to is null or valid_to >= @Today) good
                    from dependants where id = @id and talent_id = @Talent
                    """,
                    new
                    {
                        id,
                        Talent = actor.Talent(),
                        Today = time.Today(),
                    }
                ) ?? throw new RefusedException(CommonProblems.NotFound);
        }
        if (!shown.Good)
            throw new RefusedException(DependantProblems.NotActive);
        await cards.CheckAsync(actor.TalentId, cancel);
        return await minter.MintAsync(shown.Handle, cancel, shown.Relation);
    }

    /// <summary>The dependants of the holders that the actor looks after, those last filed first. The look is audited.</summary>
    public async Task<Page<DependantItem>> ListAsync(DependantQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, TalentStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<DependantItem>(
            $"""
            select {Columns}
            from dependants d join talents t on t.id = d.talent_id
            where {scope}
              and (@State::text is null or d.state = @State) and (@Relation::text is null or d.relation = @Relation)
              and (@Division::text is null or t.division_code = @Division) and (@Talent::uuid is null or d.talent_id = @Talent)
              and (@At::timestamptz is null or (d.filed_at, d.id) < (@At, @Id))
            order by d.filed_at desc, d.id desc
            limit @Rows
            """,
            scope.With(
                new
                {
                    query.State,
                    query.Relation,
                    query.Division,
                    query.Talent,
                    position?.At,
                    position?.Id,
                    Rows = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("dependant.list", "dependant", null, query.Talent, Details: query));
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.FiledAt, row.Id));
    }

    /// <summary>One of them, with the proof's number in clear. The look is audited.</summary>
    /// <exception cref="RefusedException">Unknown, or another county's (<c>not_found</c>).</exception>
    public async Task<DependantDetail> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, TalentStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<DependantItem, Proof, (DependantItem Item, Proof Proof)>(
            $"""
            select {Columns}, d.proof_cipher
            from dependants d join talents t on t.id = d.talent_id
            where d.id = @id and {scope}
            """,
            scope.With(new { id }),
            (item, proof) => (item, proof),
            "proof_cipher"
        );
        if (rows is not [var row])
            throw new RefusedException(CommonProblems.NotFound);
        await audit.WriteAsync(session, actor, new AuditEvent("dependant.view", "dependant", id.ToString(), row.Item.TalentId));
        return new(row.Item, encryption.DecryptText(row.Proof.ProofCipher, DependantFields.ProofNumber, id));
    }

    private sealed record Shown(byte[] Handle, string Relation, bool Good);

    private sealed record Proof(byte[] ProofCipher);
}
