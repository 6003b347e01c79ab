using TalentCard.Contracts.Knowledge;
using TalentCard.Core.Documents;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Knowledge;

/// <summary>
/// Writes articles: a version is drafted, handed in for review, and published or rejected by a second person. What is
/// published never changes; an edit of it begins the next version, and the old one holds until that is published.
/// </summary>
public sealed class WriteArticle(
    Db db,
    TimeProvider time,
    AuditTrail audit,
    IdempotencyStore idempotency,
    DocumentStore documents,
    ArticleStore articles
)
{
    /// <summary>How the documents of an article are kept.</summary>
    internal static DocumentSubject SubjectOf(Guid id) => new("article", id);

    /// <summary>Drafts an article.</summary>
    public Task<ArticleDetail> CreateAsync(ArticleRequest request, string key, byte[] hash, Actor actor, CancellationToken cancel)
    {
        Check(request);
        return RunAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    return await articles.ReadAsync(session, first, null, actor);
                await session.ExecuteAsync(
                    "insert into knowledge_articles (id, created_at) values (@id, @Now)",
                    new { id, Now = time.GetUtcNow() }
                );
                await InsertAsync(session, id, 1, null, request, actor);
                return await DoneAsync(session, id, 1, ArticleAction.Write, null, actor);
            },
            cancel
        );
    }

    /// <summary>
    /// Edits the draft, or begins the next version of what is published. A rejected or withdrawn version becomes a draft again.
    /// </summary>
    /// <param name="id">The article.</param>
    /// <param name="rowVersion">Of the version that was read.</param>
    /// <param name="request">The new text.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">There is no such article, it changed meanwhile, or its newest version is in
    /// review.</exception>
    public Task<ArticleDetail> EditAsync(Guid id, int rowVersion, ArticleRequest request, Actor actor, CancellationToken cancel)
    {
        Check(request);
        return RunAsync(
            async session =>
            {
                var newest = await LockAsync(session, id);
                ArticleLife.Changes.Check(newest.Life, ArticleAction.Write);
                if (newest.RowVersion != rowVersion)
                    throw new RefusedException(CommonProblems.Stale);
                var version = newest.Life == ArticleState.Published ? newest.Version + 1 : newest.Version;
                if (version > newest.Version)
                    await InsertAsync(session, id, version, newest.DocumentId, request, actor);
                else
                    await session.ExecuteAsync(
                        """
                        update knowledge_versions
                        set title = @Title, kind = @Kind, body = @Body, public = @Public, valid_from = @ValidFrom,
                            valid_to = @ValidTo, stale_on = @StaleOn, state = 'draft', written_by = @By,
                            written_by_name = @ByName, reviewed_by = null, reviewed_by_name = null, reviewed_at = null,
                            review = null, row_version = row_version + 1, updated_at = @Now
                        where article_id = @id and version = @version
                        """,
                        Values(id, version, null, request, actor)
                    );
                return await DoneAsync(session, id, version, ArticleAction.Write, null, actor);
            },
            cancel
        );
    }

    /// <summary>Attaches the policy document, a PDF, to the draft.</summary>
    /// <exception cref="RefusedException">There is no such article, its newest version is no draft, or the file is no
    /// PDF.</exception>
    public Task<ArticleDetail> AttachAsync(Guid id, DocumentFile file, Actor actor, CancellationToken cancel)
    {
        if (file.ContentType != "application/pdf")
            throw new RefusedException(KnowledgeProblems.NotPdf);
        return RunAsync(
            async session =>
            {
                var newest = await LockAsync(session, id);
                ArticleLife.Changes.Check(newest.Life, ArticleAction.Attach);
                var document = await documents.AddAsync(session, SubjectOf(id), $"v{newest.Version}", file, actor);
                await session.ExecuteAsync(
                    "update knowledge_versions set document_id = @document, row_version = row_version + 1, updated_at = @Now where article_id = @id and version = @Version",
                    new
                    {
                        id,
                        newest.Version,
                        document,
                        Now = time.GetUtcNow(),
                    }
                );
                return await DoneAsync(session, id, newest.Version, ArticleAction.Attach, null, actor);
            },
            cancel
        );
    }

    /// <summary>Hands the draft in for review.</summary>
    /// <exception cref="RefusedException">There is no such article, or its newest version is no draft.</exception>
    public Task<ArticleDetail> SubmitAsync(Guid id, Actor actor, CancellationToken cancel) =>
        MoveAsync(id, ArticleAction.Submit, null, actor, cancel);

    /// <summary>Publishes or rejects a version in review that another person wrote.</summary>
    /// <exception cref="RefusedException">There is no such article, it is not in review, or the actor wrote it.</exception>
    public Task<ArticleDetail> ReviewAsync(Guid id, bool approve, string text, Actor actor, CancellationToken cancel) =>
        MoveAsync(id, approve ? ArticleAction.Approve : ArticleAction.Reject, text, actor, cancel);

    /// <summary>Takes the published version back from use.</summary>
    /// <exception cref="RefusedException">There is no such article, or its newest version is not published.</exception>
    public Task<ArticleDetail> WithdrawAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        MoveAsync(id, ArticleAction.Withdraw, reason, actor, cancel);

    private Task<ArticleDetail> MoveAsync(Guid id, ArticleAction action, string? text, Actor actor, CancellationToken cancel) =>
        RunAsync(
            async session =>
            {
                var newest = await LockAsync(session, id);
                var to = ArticleLife.Changes.After(newest.Life, action);
                var reviews = action is ArticleAction.Approve or ArticleAction.Reject;
                if (reviews && newest.WrittenBy == actor.Id)
                    throw new RefusedException(KnowledgeProblems.SecondPersonRequired);
                await session.ExecuteAsync(
                    """
                    update knowledge_versions
                    set state = @To, row_version = row_version + 1, updated_at = @Now,
                        reviewed_by = case when @reviews then @By else reviewed_by end,
                        reviewed_by_name = case when @reviews then @ByName else reviewed_by_name end,
                        reviewed_at = case when @reviews then @Now else reviewed_at end,
                        review = case when @reviews then @text else review end
                    where article_id = @id and version = @Version
                    """,
                    new
                    {
                        id,
                        newest.Version,
                        To = to.Word(),
                        reviews,
                        text,
                        By = actor.Id,
                        ByName = actor.Name,
                        Now = time.GetUtcNow(),
                    }
                );
                // A withdrawn newest version leaves nothing older in force by accident.
                if (to == ArticleState.Withdrawn)
                    await session.ExecuteAsync(
                        "update knowledge_versions set state = 'withdrawn', row_version = row_version + 1 where article_id = @id and state = 'published'",
                        new { id }
                    );
                return await DoneAsync(session, id, newest.Version, action, text, actor);
            },
            cancel
        );

    private async Task<ArticleDetail> DoneAsync(
        Session session,
        Guid id,
        int version,
        ArticleAction action,
        string? reason,
        Actor actor
    )
    {
        await audit.WriteAsync(
            session,
            actor,
            new AuditEvent($"article.{action.Word()}", "article", id.ToString(), Reason: reason, Details: new { version })
        );
        return await articles.ReadAsync(session, id, version, actor);
    }

    private Task<int> InsertAsync(Session session, Guid id, int version, Guid? documentId, ArticleRequest request, Actor actor) =>
        session.ExecuteAsync(
            """
            insert into knowledge_versions
                (article_id, version, title, kind, body, public, valid_from, valid_to, stale_on, state, document_id, written_by,
                 written_by_name, created_at, updated_at)
            values
                (@id, @version, @Title, @Kind, @Body, @Public, @ValidFrom, @ValidTo, @StaleOn, 'draft', @documentId, @By, @ByName,
                 @Now, @Now)
            """,
            Values(id, version, documentId, request, actor)
        );

    private object Values(Guid id, int version, Guid? documentId, ArticleRequest request, Actor actor) =>
        new
        {
            id,
            version,
            documentId,
            request.Title,
            request.Kind,
            request.Body,
            request.Public,
            request.ValidFrom,
            request.ValidTo,
            StaleOn = request.StaleOn ?? request.ValidFrom.AddYears(1),
            By = actor.Id,
            ByName = actor.Name,
            Now = time.GetUtcNow(),
        };

    private static async Task<Newest> LockAsync(Session session, Guid id)
    {
        await session.ExecuteAsync("select from knowledge_articles where id = @id for update", new { id });
        return await session.FindAsync<Newest>(
                """
                select version, state, written_by, document_id, row_version from knowledge_versions
                where article_id = @id order by version desc limit 1
                """,
                new { id }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }

    private Task<ArticleDetail> RunAsync(Func<Session, Task<ArticleDetail>> change, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var article = await change(session);
                return article;
            },
            cancel
        );

    private static void Check(ArticleRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.ValidFrom.Year is < 2000 or > 2100)
            errors["validFrom"] = ["between 2000 and 2100"];
        if (request.ValidTo < request.ValidFrom)
            errors["validTo"] = ["before the first day"];
        if (request.StaleOn < request.ValidFrom)
            errors["staleOn"] = ["before the first day"];
        if (errors.Count > 0)
            throw new RefusedException(CommonProblems.InvalidRequest, errors);
    }

    private sealed record Newest(int Version, string State, string WrittenBy, Guid? DocumentId, int RowVersion)
    {
        public ArticleState Life => Words.Parse<ArticleState>(State);
    }
}
