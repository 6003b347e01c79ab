using TalentCard.Contracts.Organisations;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Organisations;

/// <summary>The register of organisations (docs/adr/0073).</summary>
public sealed class OrganisationStore(
    Db db,
    IdempotencyStore idempotency,
    IFieldEncryption encryption,
    AuditTrail audit,
    TimeProvider time
)
{
    /// <summary>Context of an organisation's contact for <see cref="IFieldEncryption"/>.</summary>
    public const string Contact = "organisations.contact";

    /// <summary>Whose an organisation <c>o</c> is.</summary>
    internal static readonly RowOwner Owner = new() { Division = "o.division_code" };

    private const string Columns = """
        o.id, o.credit_code, o.name, o.short_name, o.name_en, o.kind, o.industry, o.division_code division, o.scale, o.state,
        o.merged_into, (select count(*)::int from talents t where t.organisation_id = o.id) talents, o.version, o.created_at
        """;

    /// <summary>A page of the organisations that the caller sees, the newest first.</summary>
    public async Task<Page<Organisation>> ListAsync(OrganisationQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Organisation>(
            $"""
            select {Columns}
            from organisations o
            where {scope} and (@Kind::text is null or o.kind = @Kind)
              and (@Division::text is null or o.division_code = @Division)
              and case when @State::text is null then o.state <> 'merged' else o.state = @State end
              and (@HasCreditCode::boolean is null or (o.credit_code is not null) = @HasCreditCode)
              and (@Q::text is null or o.credit_code = upper(@Q)
                or (search_grams(o.name || ' ' || o.short_name || ' ' || o.name_en) @> search_term_grams(@Q)
                    and (contains_text(o.name, @Q) or contains_text(o.short_name, @Q) or contains_text(o.name_en, @Q))))
              and (@At::timestamptz is null or (o.created_at, o.id) < (@At, @AfterId))
            order by o.created_at desc, o.id desc
            limit @Rows
            """,
            scope.With(
                new
                {
                    Q = string.IsNullOrWhiteSpace(query.Q) ? null : PlainText.Normal(query.Q),
                    query.Kind,
                    query.Division,
                    query.State,
                    query.HasCreditCode,
                    position?.At,
                    AfterId = position?.Id,
                    Rows = query.Limit + 1,
                }
            )
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>An organisation with everything that hangs on it. The look at its contact is kept.</summary>
    /// <exception cref="RefusedException">Unknown, or another county's (<c>not_found</c>).</exception>
    public Task<OrganisationDetail> ReadAsync(Guid id, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var organisation = await FindAsync(session, id, actor);
                var (contact, cards, used, firms) = await session.SingleAsync<(byte[]?, int, int, int)>(
                    """
                    select o.contact_cipher,
                        (select count(*)::int from talents t join cards c on c.talent_id = t.id
                            where t.organisation_id = o.id and c.state in ('active', 'suspended')),
                        (select count(*)::int from talents t join cards c on c.talent_id = t.id
                            join redemptions r on r.card_id = c.id
                            left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
                            where t.organisation_id = o.id and v.id is null),
                        (select count(*)::int from advisees a where a.organisation_id = o.id)
                    from organisations o where o.id = @id
                    """,
                    new { id }
                );
                var names = await session.ListAsync<string>(
                    "select name from organisation_names where organisation_id = @id order by name",
                    new { id }
                );
                var stations = await session.ListAsync<OrganisationStation>(
                    "select id, name from stations where organisation_id = @id order by name",
                    new { id }
                );
                await audit.WriteAsync(session, actor, new AuditEvent("organisation.view", "organisation", id.ToString()));
                return new OrganisationDetail(
                    organisation,
                    contact is null ? "" : encryption.DecryptText(contact, Contact, id),
                    names,
                    cards,
                    used,
                    stations,
                    firms
                );
            },
            cancel
        );

    /// <summary>Takes an organisation in, and links what bears its name.</summary>
    /// <exception cref="RefusedException">
    /// <c>credit_code_taken</c>, <c>credit_code_wrong</c>, <c>other_division</c>, <c>idempotency_conflict</c>, or an unknown
    /// division.
    /// </exception>
    public Task<Organisation> CreateAsync(
        OrganisationRequest request,
        string key,
        byte[] requestHash,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                RequireDivision(request, actor);
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, requestHash, id) is { } first)
                    return await FindAsync(session, first, actor);
                await session.ExecuteAsync(
                    """
                    insert into organisations (id, credit_code, name, short_name, name_en, kind, industry, division_code, scale,
                        contact_cipher, state, created_at)
                    values (@id, @CreditCode, @Name, @ShortName, @NameEn, @Kind, @Industry, @Division, @Scale, @Contact,
                        @State, @Now)
                    """,
                    Parameters(id, request)
                );
                await LinkAsync(session, id);
                await WriteAsync(session, "organisation.create", id, request, actor);
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>Changes or closes an organisation; a name that it had before stays among its names.</summary>
    /// <exception cref="RefusedException">
    /// <c>not_found</c>, <c>stale</c>, <c>organisation_merged</c>, and as for taking one in.
    /// </exception>
    public Task<Organisation> EditAsync(
        Guid id,
        int version,
        OrganisationRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var before = await FindAsync(session, id, actor);
                if (before.State == "merged")
                    throw new RefusedException(OrganisationProblems.Merged);
                RequireDivision(request, actor);
                var parameters = Parameters(id, request);
                parameters.Add("version", version);
                var changed = await session.ExecuteAsync(
                    """
                    update organisations
                    set credit_code = @CreditCode, name = @Name, short_name = @ShortName, name_en = @NameEn, kind = @Kind,
                        industry = @Industry, division_code = @Division, scale = @Scale, contact_cipher = @Contact,
                        state = @State, version = version + 1
                    where id = @id and version = @version and state <> 'merged'
                    """,
                    parameters
                );
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await session.ExecuteAsync(
                    """
                    insert into organisation_names (organisation_id, name)
                    select id, @before from organisations where id = @id and name_key <> search_key(@before)
                    on conflict do nothing
                    """,
                    new { id, before = before.Name }
                );
                await LinkAsync(session, id);
                await WriteAsync(session, "organisation.edit", id, request, actor);
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>An organisation that the caller sees.</summary>
    /// <exception cref="RefusedException">Unknown, or another county's (<c>not_found</c>).</exception>
    internal static async Task<Organisation> FindAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, Owner);
        return await session.FindAsync<Organisation>(
                $"select {Columns} from organisations o where o.id = @id and {scope}",
                scope.With(new { id })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }

    /// <summary>Links the rows that only this organisation's names name; how many.</summary>
    internal static Task<int> LinkAsync(Session session, Guid id) =>
        session.ScalarAsync<int>("select link_rows_of(@id)::int", new { id });

    // What is outside the city is the city's office's to keep.
    private static void RequireDivision(OrganisationRequest request, Actor actor)
    {
        if ((request.Kind == "outside") != string.IsNullOrEmpty(request.Division))
            throw Refuse.Field("division", "one of the city's, except for an organisation outside it");
        actor.RequireDivision(request.Division ?? "");
    }

    private DynamicParameters Parameters(Guid id, OrganisationRequest request)
    {
        var contact = PlainText.Normal(request.Contact);
        return new DynamicParameters(
            new
            {
                id,
                CreditCode = CreditCode.Read(request.CreditCode),
                Name = PlainText.Normal(request.Name),
                ShortName = PlainText.Normal(request.ShortName),
                NameEn = PlainText.Normal(request.NameEn),
                request.Kind,
                Industry = PlainText.Normal(request.Industry),
                Division = string.IsNullOrEmpty(request.Division) ? null : request.Division,
                request.Scale,
                Contact = contact.Length == 0 ? null : encryption.EncryptText(contact, Contact, id),
                State = request.Closed ? "closed" : "active",
                Now = time.GetUtcNow(),
            }
        );
    }

    private Task WriteAsync(Session session, string action, Guid id, OrganisationRequest request, Actor actor) =>
        audit.WriteAsync(
            session,
            actor,
            new AuditEvent(action, "organisation", id.ToString(), Details: request with { Contact = "" })
        );
}
