using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.Documents;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.ThinkTank;

/// <summary>A visit as the expert tells it.</summary>
/// <param name="AdviseeId">Whom they visited.</param>
/// <param name="VisitedOn">The day.</param>
/// <param name="Place">Where exactly.</param>
/// <param name="Subject">What it was about: a code of the tree.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Latitude">Where the phone was, degrees north; null: not said. Kept to three decimals, about a hundred
/// metres.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record NewVisit(
    Guid AdviseeId,
    DateOnly VisitedOn,
    string Place,
    string Subject,
    string Result,
    double? Latitude,
    double? Longitude
);

/// <summary>An expert logs a visit; each rule on its day and place refuses by its own name.</summary>
public sealed class LogVisit(Db db, DocumentStore documents, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    internal const string DocumentKind = "service_log";

    /// <summary>Logs a visit of the caller.</summary>
    /// <returns>Its id, or that of the visit that the key logged first.</returns>
    /// <exception cref="RefusedException">
    /// The caller is no expert or has nothing to do with the place (<c>not_found</c>), a rule refuses, or the photo is none.
    /// </exception>
    public Task<Guid> LogAsync(
        NewVisit told,
        DocumentFile? photo,
        string key,
        byte[] hash,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var visit = told with { Latitude = Rounded(told.Latitude), Longitude = Rounded(told.Longitude) };
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    return first;
                var link =
                    await session.FindAsync<Link>(
                        """
                        select e.id expert_id, a.latitude, a.longitude,
                            exists (select from pairings p where p.expert_id = e.id and p.advisee_id = a.id
                                    and @VisitedOn between p.starts_on and p.ends_on) paired,
                            exists (select from help_requests r where r.expert_id = e.id and r.advisee_id = a.id
                                    and r.state = 'assigned' and r.assigned_on <= @VisitedOn) sent
                        from experts e cross join advisees a
                        where e.user_id = @Me and a.id = @AdviseeId
                          and (exists (select from pairings p where p.expert_id = e.id and p.advisee_id = a.id)
                               or exists (select from help_requests r where r.expert_id = e.id and r.advisee_id = a.id))
                        """,
                        new
                        {
                            visit.VisitedOn,
                            visit.AdviseeId,
                            Me = Guid.Parse(actor.Id),
                        }
                    ) ?? throw new RefusedException(CommonProblems.NotFound);
                var rules = await ThinkTankRules.OnAsync(session, time.Today());
                if (Refusal(visit, link, rules) is { } problem)
                    throw new RefusedException(problem);
                if (photo is { ContentType: "application/pdf" })
                    throw new RefusedException(ThinkTankProblems.NotAPhoto);
                await InsertAsync(session, id, link.ExpertId, visit, photo, actor);
                await audit.WriteAsync(session, actor, new AuditEvent("service_log.write", "service_log", id.ToString()));
                return id;
            },
            cancel
        );

    // Where somebody was is nobody's business to the metre.
    private static double? Rounded(double? degrees) => degrees is { } exact ? Math.Round(exact, 3) : null;

    private ProblemCode? Refusal(NewVisit visit, Link link, ThinkTankRules rules)
    {
        var today = time.Today();
        if (visit.VisitedOn > today)
            return ThinkTankProblems.VisitInFuture;
        if (visit.VisitedOn < today.AddDays(-rules.LogWithinDays))
            return ThinkTankProblems.VisitTooLate;
        if (!link.Paired && !link.Sent)
            return ThinkTankProblems.VisitOutsidePairing;
        return
            visit is { Latitude: { } latitude, Longitude: { } longitude }
            && Geography.Km(latitude, longitude, link.Latitude, link.Longitude) > rules.MaxVisitKm
            ? ThinkTankProblems.VisitTooFar
            : null;
    }

    private async Task InsertAsync(Session session, Guid id, Guid expert, NewVisit visit, DocumentFile? photo, Actor actor)
    {
        await Specialities.RequireCodesAsync(session, "subject", [visit.Subject]);
        var document = photo is null
            ? (Guid?)null
            : await documents.AddAsync(session, new DocumentSubject(DocumentKind, id), "photo", photo, actor);
        await session.ExecuteAsync(
            """
            insert into service_logs
                (id, expert_id, advisee_id, visited_on, place, subject, result, latitude, longitude, photo_id, created_at)
            values (@id, @expert, @AdviseeId, @VisitedOn, @Place, @Subject, @Result, @Latitude, @Longitude, @document, @Now)
            """,
            new
            {
                id,
                expert,
                visit.AdviseeId,
                visit.VisitedOn,
                visit.Place,
                visit.Subject,
                visit.Result,
                visit.Latitude,
                visit.Longitude,
                document,
                Now = time.GetUtcNow(),
            }
        );
    }

    private sealed record Link(Guid ExpertId, double Latitude, double Longitude, bool Paired, bool Sent);
}
