using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>
/// A second person adopts a proposal, and its pairs become the term's pairings; or rejects it. Of two who adopt two proposals of
/// a term at once the first wins: the other waits for the term's row and finds that its version has moved on.
/// </summary>
public sealed class DecideProposal(Db db, AuditTrail audit, TimeProvider time)
{
    /// <summary>Adopts. Pairings of the term that are not in the proposal end the day before; those that are go on.</summary>
    /// <exception cref="RefusedException">
    /// <c>not_found</c>, <c>proposal_second_person</c>, <c>proposal_decided</c>, <c>pairing_term_changed</c>.
    /// </exception>
    public Task AdoptAsync(Guid id, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await DecideAsync(session, id, "adopted", null, actor);
                var moved = await session.ExecuteAsync(
                    """
                    update pairing_terms t set version = t.version + 1
                    from pairing_proposals p
                    where p.id = @id and t.id = p.term_id and t.version = p.term_version
                    """,
                    new { id }
                );
                if (moved == 0)
                    throw new RefusedException(ThinkTankProblems.TermChanged);
                var pairs = await PairAsync(session, id);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("pairing_proposal.adopt", "pairing_proposal", id.ToString(), Details: new { pairs })
                );
                return pairs;
            },
            cancel
        );

    /// <summary>Rejects: nothing changes.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>proposal_second_person</c>, <c>proposal_decided</c>.</exception>
    public Task RejectAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await DecideAsync(session, id, "rejected", reason, actor);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("pairing_proposal.reject", "pairing_proposal", id.ToString(), Reason: reason)
                );
                return true;
            },
            cancel
        );

    private async Task DecideAsync(Session session, Guid id, string state, string? reason, Actor actor)
    {
        var me = Guid.Parse(actor.Id);
        var decided = await session.ExecuteAsync(
            """
            update pairing_proposals
            set state = @state, reason = @reason, decided_by = @me, decided_by_name = @MyName, decided_at = @Now
            where id = @id and state = 'proposed' and created_by <> @me
            """,
            new
            {
                id,
                state,
                reason,
                me,
                MyName = actor.Name,
                Now = time.GetUtcNow(),
            }
        );
        if (decided == 1)
            return;
        var found = await session.FindAsync<string>("select state from pairing_proposals where id = @id", new { id });
        throw new RefusedException(
            found switch
            {
                null => CommonProblems.NotFound,
                "proposed" => ThinkTankProblems.SecondPersonRequired,
                _ => ThinkTankProblems.ProposalDecided,
            }
        );
    }

    private async Task<int> PairAsync(Session session, Guid id)
    {
        var parameters = new
        {
            id,
            Today = time.Today(),
            Now = time.GetUtcNow(),
        };
        // One that never began leaves no trace; one that did ends yesterday.
        await session.ExecuteAsync(
            """
            with kept as (select expert_id, advisee_id from proposal_pairs where proposal_id = @id),
            gone as (
                select q.id, q.starts_on from pairings q join pairing_proposals p on p.id = @id and p.term_id = q.term_id
                where q.ends_on >= @Today and not exists (select from kept k where k.expert_id = q.expert_id
                    and k.advisee_id = q.advisee_id)),
            unborn as (delete from pairings q using gone g where q.id = g.id and g.starts_on >= @Today)
            update pairings q set ends_on = @Today - 1 from gone g where q.id = g.id and g.starts_on < @Today
            """,
            parameters
        );
        return await session.ExecuteAsync(
            """
            insert into pairings (id, term_id, proposal_id, expert_id, advisee_id, starts_on, ends_on, created_at)
            select gen_random_uuid(), t.id, p.id, x.expert_id, x.advisee_id, greatest(t.starts_on, least(@Today, t.ends_on)),
                t.ends_on, @Now
            from pairing_proposals p join pairing_terms t on t.id = p.term_id join proposal_pairs x on x.proposal_id = p.id
            where p.id = @id and not exists (
                select from pairings q where q.term_id = t.id and q.expert_id = x.expert_id and q.advisee_id = x.advisee_id
                    and q.ends_on = t.ends_on)
            """,
            parameters
        );
    }
}
