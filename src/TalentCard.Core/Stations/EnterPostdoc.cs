using Dapper;
using Npgsql;
using TalentCard.Contracts.Problems;
using TalentCard.Contracts.Stations;
using TalentCard.Core.Audit;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Stations;

/// <summary>Proposes that somebody enters a station, and corrects what needs no decision.</summary>
public sealed class EnterPostdoc(
    NpgsqlDataSource database, IdempotencyStore idempotency, AuditTrail audit, PostdocHistory history, StationStore stations, TimeProvider time)
{
    /// <summary>Proposes an entry; the office decides.</summary>
    /// <returns>The postdoc's id, or that of the one that the key made first.</returns>
    /// <exception cref="RefusedException">Another's station, an unknown mentor or discipline, a period that the rule refuses.</exception>
    public Task<Guid> ProposeAsync(Actor actor, EntryProposal entry, string key, byte[] requestHash, CancellationToken cancellationToken) =>
        database.ChangeAsync(async (connection, transaction) =>
        {
            await stations.FindAsync(connection, transaction, entry.StationId, actor, cancellationToken);
            var id = Guid.CreateVersion7(time.GetUtcNow());
            if (await idempotency.ClaimAsync(connection, transaction, actor, key, requestHash, id, cancellationToken) is { } first) return first;
            await CheckMentorsAsync(connection, transaction, entry.StationId, entry.MentorId, entry.UniversityMentorId, true, cancellationToken);
            await InsertAsync(connection, transaction, id, entry, null, actor, cancellationToken);
            return id;
        }, cancellationToken);

    /// <summary>Corrects a postdoc's data; the dates are the office's to decide.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, a state that takes no change, an unknown mentor or discipline.</exception>
    public Task EditAsync(Actor actor, Guid id, int version, PostdocEdit edit, CancellationToken cancellationToken) =>
        database.ChangeAsync(async (connection, transaction) =>
        {
            var before = await PostdocStore.FindAsync(connection, transaction, id, actor, cancellationToken, lockRow: true);
            if (Postdoc.After(Postdoc.StateOf(before.State), PostdocAction.Edit) is null) throw new RefusedException(PostdocProblems.NotInResidence);
            await CheckMentorsAsync(connection, transaction, before.StationId, edit.MentorId, edit.UniversityMentorId, false, cancellationToken);
            var changed = await connection.ExecuteAsync(new CommandDefinition(
                """
                update postdocs
                set name = @Name, discipline_code = @Discipline, university = @University, mentor_id = @MentorId,
                    university_mentor_id = @UniversityMentorId, agreement_number = @AgreementNumber, version = version + 1
                where id = @id and (@Only::uuid is null or station_id = @Only) and version = @version and state = any(@from)
                """,
                new
                {
                    id,
                    version,
                    Only = actor.Only(),
                    from = Postdoc.From(PostdocAction.Edit),
                    edit.Name,
                    edit.Discipline,
                    edit.University,
                    edit.MentorId,
                    edit.UniversityMentorId,
                    edit.AgreementNumber,
                }, transaction, cancellationToken: cancellationToken));
            if (changed == 0) throw new RefusedException(CommonProblems.Stale);
            await audit.WriteAsync(connection, transaction, actor, new AuditEvent("postdoc.edit", "postdoc", id.ToString()), cancellationToken);
            return id;
        }, cancellationToken);

    /// <summary>Writes the proposed postdoc with the request to the office, under the rule of the day of entry.</summary>
    internal async Task InsertAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, EntryProposal entry, Guid? importId, Actor actor,
        CancellationToken cancellationToken)
    {
        // Months are counted on from it, which has an end in a calendar of four digits.
        if (entry.EnteredOn.Year is < 1950 or > 2200) throw StationScope.Invalid("enteredOn", "must lie between 1950 and 2200");
        var residence = new Residence(
            await PostdocRuleStore.OfAsync(connection, transaction, entry.EnteredOn, cancellationToken), entry.EnteredOn);
        if (residence.CheckEntry(entry.PlannedEnd) is { } refusal) throw new RefusedException(refusal);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into postdocs (id, station_id, name, discipline_code, university, mentor_id, university_mentor_id, agreement_number,
                entered_on, planned_end, rule_from, earliest_end, latest_end, state, import_id, created_at)
            values (@id, @StationId, @Name, @Discipline, @University, @MentorId, @UniversityMentorId, @AgreementNumber, @EnteredOn,
                @PlannedEnd, @RuleFrom, @EarliestEnd, @LatestEnd, 'proposed', @importId, @Now)
            """,
            new
            {
                id,
                importId,
                entry.StationId,
                Name = entry.Name.Trim(),
                entry.Discipline,
                entry.University,
                entry.MentorId,
                entry.UniversityMentorId,
                entry.AgreementNumber,
                entry.EnteredOn,
                entry.PlannedEnd,
                RuleFrom = residence.Rule.ValidFrom,
                residence.EarliestEnd,
                residence.LatestEnd,
                Now = time.GetUtcNow(),
            }, transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
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
            }, transaction, cancellationToken: cancellationToken));
        await history.WriteAsync(connection, transaction, actor, id, "propose_entry", null, PostdocState.Proposed, entry.Reason, cancellationToken);
    }

    private static async Task CheckMentorsAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid station, Guid mentor, Guid? universityMentor, bool mustBeActive,
        CancellationToken cancellationToken)
    {
        var (inStation, atUniversity) = await connection.QuerySingleAsync<(bool, bool)>(new CommandDefinition(
            """
            select exists (select from station_mentors where id = @mentor and station_id = @station and place = 'station' and (active or not @mustBeActive)),
                @universityMentor::uuid is null or exists (select from station_mentors
                    where id = @universityMentor and station_id = @station and place = 'university' and (active or not @mustBeActive))
            """, new { station, mentor, universityMentor, mustBeActive }, transaction, cancellationToken: cancellationToken));
        if (!inStation) throw StationScope.Unknown("mentorId");
        if (!atUniversity) throw StationScope.Unknown("universityMentorId");
    }
}
