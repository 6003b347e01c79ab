using TalentCard.Contracts.Stations;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Stations;

/// <summary>Proposes that somebody enters a station, and corrects what needs no decision.</summary>
public sealed class EnterPostdoc(
    Db db,
    IdempotencyStore idempotency,
    AuditTrail audit,
    PostdocHistory history,
    StationStore stations,
    TimeProvider time
)
{
    /// <summary>Proposes an entry; the office decides.</summary>
    /// <returns>The postdoc's id, or that of the one that the key made first.</returns>
    /// <exception cref="RefusedException">Another's station, an unknown mentor or discipline, a period that the rule
    /// refuses.</exception>
    public Task<Guid> ProposeAsync(EntryProposal entry, string key, byte[] requestHash, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await stations.FindAsync(session, entry.StationId, actor);
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, requestHash, id) is { } first)
                    return first;
                await CheckMentorsAsync(session, entry.StationId, entry.MentorId, entry.UniversityMentorId, true);
                await InsertAsync(session, id, entry, null, actor);
                return id;
            },
            cancel
        );

    /// <summary>Corrects a postdoc's data; the dates are the office's to decide.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, a state that takes no change, an unknown mentor or
    /// discipline.</exception>
    public Task EditAsync(Guid id, int version, PostdocEdit edit, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var before = await PostdocStore.FindAsync(session, id, actor, lockRow: true);
                PostdocLife.Changes.Check(Words.Parse<PostdocState>(before.State), PostdocAction.Edit);
                await CheckMentorsAsync(session, before.StationId, edit.MentorId, edit.UniversityMentorId, false);
                var changed = await session.ExecuteAsync(
                    """
                    update postdocs
                    set name = @Name, discipline_code = @Discipline, university = @University, mentor_id = @MentorId,
                        university_mentor_id = @UniversityMentorId, agreement_number = @AgreementNumber, version = version + 1
                    where id = @id and version = @version and state = any(@from)
                    """,
                    new
                    {
                        id,
                        version,
                        from = PostdocLife.From(PostdocAction.Edit),
                        edit.Name,
                        edit.Discipline,
                        edit.University,
                        edit.MentorId,
                        edit.UniversityMentorId,
                        edit.AgreementNumber,
                    }
                );
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await audit.WriteAsync(session, actor, new AuditEvent("postdoc.edit", "postdoc", id.ToString()));
                return id;
            },
            cancel
        );

    /// <summary>Writes the proposed postdoc with the request to the office, under the rule of the day of entry.</summary>
    internal async Task InsertAsync(Session session, Guid id, EntryProposal entry, Guid? importId, Actor actor)
    {
        // Months are counted on from it, which has an end in a calendar of four digits.
        if (entry.EnteredOn.Year is < 1950 or > 2200)
            throw Refuse.Field("enteredOn", "must lie between 1950 and 2200");
        var residence = new Residence(await PostdocRuleStore.OfAsync(session, entry.EnteredOn), entry.EnteredOn);
        if (residence.CheckEntry(entry.PlannedEnd) is { } refusal)
            throw new RefusedException(refusal);
        await session.ExecuteAsync(
            """
            insert into postdocs (id, station_id, name, discipline_code, university, mentor_id, university_mentor_id,
                agreement_number, entered_on, planned_end, rule_from, earliest_end, latest_end, state, import_id, created_at)
            values (@id, @StationId, @Name, @Discipline, @University, @MentorId, @UniversityMentorId, @AgreementNumber,
                @EnteredOn, @PlannedEnd, @RuleFrom, @EarliestEnd, @LatestEnd, 'proposed', @importId, @Now)
            """,
            new
            {
                id,
                importId,
                entry.StationId,
                Name = PlainText.Normal(entry.Name),
                entry.Discipline,
                University = PlainText.Normal(entry.University),
                entry.MentorId,
                entry.UniversityMentorId,
                AgreementNumber = PlainText.Normal(entry.AgreementNumber),
                entry.EnteredOn,
                entry.PlannedEnd,
                RuleFrom = residence.Rule.ValidFrom,
                residence.EarliestEnd,
                residence.LatestEnd,
                Now = time.GetUtcNow(),
            }
        );
        await session.ExecuteAsync(
            """
            insert into postdoc_requests (id, postdoc_id, kind, reason, proposed_by, proposed_by_name, proposed_at)
            values (@RequestId, @id, 'entry', @Reason, @ActorId, @ActorName, @Now)
            """,
            new
            {
                id,
                RequestId = Guid.CreateVersion7(time.GetUtcNow()),
                entry.Reason,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Now = time.GetUtcNow(),
            }
        );
        await history.WriteAsync(session, actor, id, "propose_entry", null, PostdocState.Proposed, entry.Reason);
    }

    private static async Task CheckMentorsAsync(
        Session session,
        Guid station,
        Guid mentor,
        Guid? universityMentor,
        bool mustBeActive
    )
    {
        var (inStation, atUniversity) = await session.SingleAsync<(bool, bool)>(
            """
            select exists (select from station_mentors where id = @mentor and station_id = @station and place = 'station'
                and (active or not @mustBeActive)), @universityMentor::uuid is null or exists (select from station_mentors
                    where id = @universityMentor and station_id = @station and place = 'university'
                        and (active or not @mustBeActive))
            """,
            new
            {
                station,
                mentor,
                universityMentor,
                mustBeActive,
            }
        );
        if (!inStation)
            throw Refuse.Unknown("mentorId");
        if (!atUniversity)
            throw Refuse.Unknown("universityMentorId");
    }
}
