using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.Documents;

namespace TalentCard.Core.ThinkTank;

/// <summary>Visits that were logged. An expert sees their own, the office all.</summary>
public sealed class ServiceLogStore(Db db, DocumentStore documents, AuditTrail audit, TimeProvider time)
{
    // Whose a visit is: the expert's, and the village's county's.
    private static readonly RowOwner Owner = new() { Expert = "e.user_id", Division = AdviseeStore.Owner.Division };

    private const string Columns = """
        s.id, s.expert_id, e.name expert, s.advisee_id, a.name advisee, s.visited_on, s.place,
        -- As the crow flies, by the law of cosines; least() keeps rounding within its range (and takes no null for one).
        case when s.latitude is not null then 6371 * acos(least(1, sin(radians(s.latitude)) * sin(radians(a.latitude))
            + cos(radians(s.latitude)) * cos(radians(a.latitude)) * cos(radians(s.longitude - a.longitude)))) end km,
        s.subject, s.result,
        s.photo_id is not null has_photo, s.confirmed_by, s.rating, s.word, s.photo_id is not null
        or s.confirmed_at is not null counts, s.version, s.created_at
        """;

    private const string Tables = "service_logs s join experts e on e.id = s.expert_id join advisees a on a.id = s.advisee_id";

    /// <summary>A page of visits, the last logged first; <paramref name="user"/> narrows it to one account's own.</summary>
    public async Task<Page<ServiceLog>> ListAsync(ServiceLogQuery query, Guid? user, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<ServiceLog>(
            $"""
            select {Columns}
            from {Tables}
            where {scope} and (@user::uuid is null or e.user_id = @user)
              and (@Expert::uuid is null or s.expert_id = @Expert)
              and (@Advisee::uuid is null or s.advisee_id = @Advisee)
              and (@From::date is null or s.visited_on >= @From)
              and (@To::date is null or s.visited_on <= @To)
              and (@At::timestamptz is null or (s.created_at, s.id) < (@At, @AfterId))
            order by s.created_at desc, s.id desc
            limit @Rows
            """,
            scope.With(
                new
                {
                    user,
                    query.Expert,
                    query.Advisee,
                    query.From,
                    query.To,
                    position?.At,
                    AfterId = position?.Id,
                    Rows = query.Limit + 1,
                }
            )
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>A visit.</summary>
    /// <exception cref="RefusedException">Unknown, or another's (<c>not_found</c>).</exception>
    public async Task<ServiceLog> ReadAsync(Guid id, Guid? user, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await FindAsync(session, id, user, actor);
    }

    /// <summary>A visit's photo.</summary>
    /// <exception cref="RefusedException">Unknown, another's, or without one (<c>not_found</c>).</exception>
    public async Task<DocumentContent> PhotoAsync(Guid id, Guid? user, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var photo =
            await session.ScalarAsync<Guid?>(
                $"select s.photo_id from {Tables} where s.id = @id and {scope} and (@user::uuid is null or e.user_id = @user)",
                scope.With(new { id, user })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        return await documents.ReadAsync(session, new DocumentSubject(LogVisit.DocumentKind, id), photo, actor);
    }

    /// <summary>Writes down the village's word, which confirms the visit.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>.</exception>
    public Task<ServiceLog> ConfirmAsync(Guid id, int version, VisitFeedback word, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await FindAsync(session, id, null, actor);
                var changed = await session.ExecuteAsync(
                    """
                    update service_logs
                    set confirmed_by = @ConfirmedBy, rating = @Rating, word = @Word, confirmed_at = @Now, version = version + 1
                    where id = @id and version = @version
                    """,
                    new
                    {
                        id,
                        version,
                        word.ConfirmedBy,
                        word.Rating,
                        word.Word,
                        Now = time.GetUtcNow(),
                    }
                );
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await audit.WriteAsync(session, actor, new AuditEvent("service_log.confirm", "service_log", id.ToString()));
                return await FindAsync(session, id, null, actor);
            },
            cancel
        );

    private static async Task<ServiceLog> FindAsync(Session session, Guid id, Guid? user, Actor actor)
    {
        var scope = RowScope.Of(actor, Owner);
        return await session.FindAsync<ServiceLog>(
                $"select {Columns} from {Tables} where s.id = @id and {scope} and (@user::uuid is null or e.user_id = @user)",
                scope.With(new { id, user })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }
}
