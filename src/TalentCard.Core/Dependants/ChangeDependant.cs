using TalentCard.Contracts.Dependants;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Dependants;

/// <summary>
/// Takes a dependant from state to state. Each step is one conditional statement: of two at once the second sees what the first
/// left.
/// </summary>
public sealed class ChangeDependant
{
    private readonly Db db;
    private readonly DependantSteps steps;
    private readonly TimeProvider time;

    internal ChangeDependant(Db db, DependantSteps steps, TimeProvider time) =>
        (this.db, this.steps, this.time) = (db, steps, time);

    /// <summary>An office decides on what was filed.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, or one of <see cref="DependantProblems"/>.</exception>
    public Task DecideAsync(Guid id, DependantDecision decision, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var action = decision.Approve ? DependantAction.Approve : DependantAction.Refuse;
                if (decision.Approve)
                    await CheckAsync(session, id);
                await StepAsync(
                    session,
                    id,
                    action,
                    decision.Approve ? "approve" : "refuse",
                    decision.Reason.Trim(),
                    null,
                    actor
                );
            },
            cancel
        );

    /// <summary>Ends it: the holder their own, an office one of theirs.</summary>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>dependant_decided</c>.</exception>
    public Task EndAsync(Guid id, string ground, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(session => StepAsync(session, id, DependantAction.End, "end", null, ground, actor), cancel);

    /// <summary>
    /// Ends what is over: children who are of age, families of cards that have ended, people who got a card of their own.
    /// Safe to run twice.
    /// </summary>
    /// <returns>How many have ended.</returns>
    public async Task<int> EndWhatIsOverAsync(CancellationToken cancel)
    {
        var actor = Actor.Job("end-dependants");
        List<(Guid Id, string Ground)> over;
        await using (var session = await db.OpenAsync(cancel))
        {
            over = await session.ListAsync<(Guid, string)>(
                $"""
                select d.id, case when d.valid_to < @today then 'of_age'
                                  when {FileDependant.OwnCardOf("d.document_hash")} then 'own_card' else 'card_ended' end
                from dependants d
                where d.state in ('filed', 'active') and (
                    d.valid_to < @today or {FileDependant.OwnCardOf("d.document_hash")} or not exists (
                        select from cards c where c.talent_id = d.talent_id and c.state in ('active', 'suspended')))
                order by d.id
                """,
                new { today = time.Today() }
            );
        }
        foreach (var (id, ground) in over)
            await db.ChangeAsync(
                async session =>
                {
                    if (await TransitAsync(session, id, DependantAction.End, null, ground, RowScope.All) is { } changed)
                        await steps.WriteAsync(session, "end", changed, actor);
                },
                cancel
            );
        return over.Count;
    }

    private async Task CheckAsync(Session session, Guid id)
    {
        var today = time.Today();
        var (ofAge, ownCard) = await session.SingleAsync<(bool, bool)>(
            $"""
            select coalesce(bool_or(d.valid_to < @today), false),
                   coalesce(bool_or({FileDependant.OwnCardOf("d.document_hash")}), false)
            from dependants d where d.id = @id
            """,
            new { id, today }
        );
        if (ofAge)
            throw new RefusedException(DependantProblems.OfAge);
        if (ownCard)
            throw new RefusedException(DependantProblems.OwnCard);
    }

    private async Task StepAsync(
        Session session,
        Guid id,
        DependantAction action,
        string step,
        string? reason,
        string? ground,
        Actor actor
    )
    {
        var scope = RowScope.Of(actor, TalentStore.Owner);
        if (await TransitAsync(session, id, action, reason, ground, scope) is { } changed)
        {
            await steps.WriteAsync(session, step, changed, actor);
            return;
        }
        var known = await session.ScalarAsync<bool>(
            $"select exists (select from dependants d join talents t on t.id = d.talent_id where d.id = @id and {scope})",
            scope.With(new { id })
        );
        throw new RefusedException(known ? DependantProblems.Decided : CommonProblems.NotFound);
    }

    private static Task<DependantChanged?> TransitAsync(
        Session session,
        Guid id,
        DependantAction action,
        string? reason,
        string? ground,
        RowScope scope
    ) =>
        session.FindAsync<DependantChanged>(
            $"""
            with old as (
                select d.id, d.state from dependants d join talents t on t.id = d.talent_id
                where d.id = @id and d.state = any (@From) and {scope}
                for update of d
            )
            update dependants d
            set state = @To, reason = coalesce(@reason, d.reason), ground = @ground, version = d.version + 1
            from old
            where d.id = old.id
            returning d.id, d.talent_id, d.name, old.state from_state, d.state to_state, d.ground
            """,
            scope.With(
                new
                {
                    id,
                    From = DependantLife.Changes.From(action),
                    To = DependantLife.Changes.After("filed", action),
                    reason,
                    ground,
                }
            )
        );
}
