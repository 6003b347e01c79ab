using TalentCard.Contracts.Knowledge;
using TalentCard.Core.Documents;

namespace TalentCard.Core.Knowledge;

/// <summary>Reads the knowledge base.</summary>
public sealed class ArticleStore(Db db, TimeProvider time, DocumentStore documents)
{
    private const string Columns = """
        v.article_id id, v.version, v.title, v.kind, v.state, v.public, v.valid_from, v.valid_to, v.stale_on,
        v.stale_on <= @Today stale, v.state = 'published' and v.valid_from <= @Today
        and (v.valid_to is null or v.valid_to >= @Today) in_force, (select count(*)::int from knowledge_uses u
            where u.article_id = v.article_id) used_count, v.document_id is not null has_document,
        v.updated_at
        """;

    // Of each article the version in force, or else the newest.
    private const string Shown = """
        (select distinct on (article_id) * from knowledge_versions
         order by article_id, (state = 'published' and valid_from <= @Today and (valid_to is null or valid_to >= @Today)) desc,
             version desc)
        """;

    private const string InForce =
        "v.state = 'published' and v.valid_from <= @Today and (v.valid_to is null or v.valid_to >= @Today)";

    /// <summary>
    /// A page of the articles, the last changed first. A state looks at every version, so that a new one in review is found.
    /// </summary>
    public async Task<Page<ArticleSummary>> ListAsync(ArticleQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<ArticleSummary>(
            $"""
            select {Columns} from {(query.State is null ? Shown : "knowledge_versions")} v
            where (@State::text is null or v.state = @State) and (@Kind::text is null or v.kind = @Kind)
              and (@Stale::boolean is null or (v.stale_on <= @Today) = @Stale)
              and (@Query::text is null or {SearchWords.In("v.grams", "v.title || ' ' || v.body")})
              and (@At::timestamptz is null or (v.updated_at, v.article_id) < (@At, @Id))
            order by v.updated_at desc, v.article_id desc limit @Limit
            """,
            new
            {
                query.State,
                query.Kind,
                query.Stale,
                Query = query.Q,
                Words = query.Q is null ? [] : SearchWords.Of(query.Q),
                Today = time.Today(),
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
            }
        );
        return Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.UpdatedAt, row.Id));
    }

    /// <summary>An article in full, in the version named, or in force, or else the newest.</summary>
    /// <exception cref="RefusedException">There is no such article or version.</exception>
    public async Task<ArticleDetail> ReadAsync(Guid id, int? version, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await ReadAsync(session, id, version, actor);
    }

    /// <summary>The policy document of an article.</summary>
    /// <exception cref="RefusedException">There is no such article or version, or it has no document.</exception>
    public async Task<DocumentContent> ReadDocumentAsync(
        Guid id,
        int? version,
        bool publicOnly,
        Actor actor,
        CancellationToken cancel
    )
    {
        await using var session = await db.OpenAsync(cancel);
        var document =
            await session.FindAsync<Guid?>(
                $"""
                select v.document_id from knowledge_versions v
                where v.article_id = @id and (@version::int is null or v.version = @version)
                    and (not @publicOnly or v.public and {InForce})
                order by ({InForce}) desc, v.version desc limit 1
                """,
                new
                {
                    id,
                    version,
                    publicOnly,
                    Today = time.Today(),
                }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        return await documents.ReadAsync(session, WriteArticle.SubjectOf(id), document, actor);
    }

    /// <summary>A page of the articles that talents may read, by what was asked for, the last changed first.</summary>
    public async Task<Page<PublicArticle>> ListPublicAsync(PublicArticleQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<PublicRow>(
            $"""
            select v.article_id id, v.title, v.kind, v.body, v.valid_from, v.valid_to, v.document_id is not null has_document,
                v.updated_at
            from {Shown} v
            where v.public and {InForce}
              and (@Query::text is null or {SearchWords.In("v.grams", "v.title || ' ' || v.body")})
              and (@At::timestamptz is null or (v.updated_at, v.article_id) < (@At, @Id))
            order by v.updated_at desc, v.article_id desc limit @Limit
            """,
            new
            {
                Query = query.Q,
                Words = query.Q is null ? [] : SearchWords.Of(query.Q),
                Today = time.Today(),
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
            }
        );
        var page = Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.UpdatedAt, row.Id));
        return new Page<PublicArticle>([.. page.Items.Select(row => row.ToContract())], page.Next);
    }

    /// <summary>An article that talents may read.</summary>
    /// <exception cref="RefusedException">There is none by that id in force, or it is not public.</exception>
    public async Task<PublicArticle> ReadPublicAsync(Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var row = await session.FindAsync<PublicRow>(
            $"""
            select v.article_id id, v.title, v.kind, v.body, v.valid_from, v.valid_to, v.document_id is not null has_document,
                v.updated_at
            from {Shown} v where v.article_id = @id and v.public and {InForce}
            """,
            new { id, Today = time.Today() }
        );
        return row?.ToContract() ?? throw new RefusedException(CommonProblems.NotFound);
    }

    internal async Task<ArticleDetail> ReadAsync(Session session, Guid id, int? version, Actor actor)
    {
        await using var all = await session.MultipleAsync(
            $"""
            select {Columns} from knowledge_versions v
            where v.article_id = @id and (@version::int is null or v.version = @version) order by ({InForce}) desc, v.version desc
            limit 1;
            select v.body, d.name document_name, v.written_by_name written_by, v.reviewed_by_name reviewed_by, v.reviewed_at,
                   v.review, v.written_by = @Me mine, v.row_version
            from knowledge_versions v left join documents d on d.id = v.document_id
            where v.article_id = @id and (@version::int is null or v.version = @version) order by ({InForce}) desc, v.version desc
            limit 1;
            select version, state, valid_from, valid_to, written_by_name written_by, reviewed_by_name reviewed_by
            from knowledge_versions where article_id = @id order by version desc
            """,
            new
            {
                id,
                version,
                Me = actor.Id,
                Today = time.Today(),
            }
        );
        var article = await all.ReadSingleOrDefaultAsync<ArticleSummary>() ?? throw new RefusedException(CommonProblems.NotFound);
        var more = await all.ReadSingleAsync<More>();
        return new ArticleDetail(
            article,
            more.Body,
            more.DocumentName,
            more.WrittenBy,
            more.ReviewedBy,
            more.ReviewedAt,
            more.Review,
            more.Mine,
            more.RowVersion,
            (await all.ReadAsync<ArticleVersion>()).AsList()
        );
    }

    private sealed record More(
        string Body,
        string? DocumentName,
        string WrittenBy,
        string? ReviewedBy,
        DateTimeOffset? ReviewedAt,
        string? Review,
        bool Mine,
        int RowVersion
    );

    private sealed record PublicRow(
        Guid Id,
        string Title,
        string Kind,
        string Body,
        DateOnly ValidFrom,
        DateOnly? ValidTo,
        bool HasDocument,
        DateTimeOffset UpdatedAt
    )
    {
        public PublicArticle ToContract() => new(Id, Title, Kind, Body, ValidFrom, ValidTo, HasDocument);
    }
}
