using TalentCard.Contracts.Stations;

namespace TalentCard.Core.Stations;

/// <summary>
/// What needs a second person: a station (or somebody of the office) proposes, another person of the office decides. The
/// decision is one guarded statement over the request and the postdoc; of two at once the second finds it decided.
/// </summary>
public sealed class RequestChange(Db db, PostdocHistory history, TimeProvider time)
{
    /// <summary>Proposes a later end.</summary>
    /// <exception cref="RefusedException">Not theirs, not in residence, another request waits, or the rule refuses
    /// it.</exception>
    public Task ExtendAsync(Guid id, ExtensionProposal proposal, Actor actor, CancellationToken cancel) =>
        ProposeAsync(
            actor,
            id,
            PostdocAction.Extend,
            new Wanted("extension", proposal.PlannedEnd, null, null, null, proposal.Reason),
            cancel
        );

    /// <summary>Proposes 出站.</summary>
    /// <exception cref="RefusedException">As for an extension.</exception>
    public Task CompleteAsync(Guid id, CompletionProposal proposal, Actor actor, CancellationToken cancel) =>
        ProposeAsync(
            actor,
            id,
            PostdocAction.Complete,
            new Wanted("completion", proposal.LeftOn, proposal.Destination, proposal.DestinationNote, null, proposal.Reason),
            cancel
        );

    /// <summary>Proposes 退站.</summary>
    /// <exception cref="RefusedException">As for an extension.</exception>
    public Task WithdrawAsync(Guid id, WithdrawalProposal proposal, Actor actor, CancellationToken cancel) =>
        ProposeAsync(
            actor,
            id,
            PostdocAction.Withdraw,
            new Wanted("withdrawal", proposal.LeftOn, null, null, proposal.Ground, proposal.Reason),
            cancel
        );

    /// <summary>Approves a request, and does what it asks for.</summary>
    /// <exception cref="RefusedException">Unknown, decided, the decider's own, or the rule or state refuses it by
    /// now.</exception>
    public Task ApproveAsync(Guid id, Actor actor, CancellationToken cancel) => DecideAsync(actor, id, true, "", cancel);

    /// <summary>Rejects a request; a postdoc whose entry is rejected never entered.</summary>
    /// <exception cref="RefusedException">Unknown, decided, or the decider's own.</exception>
    public Task RejectAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        DecideAsync(actor, id, false, reason, cancel);

    private Task<Guid> ProposeAsync(Actor actor, Guid id, PostdocAction action, Wanted wanted, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var postdoc = await PostdocStore.FindAsync(session, id, actor, lockRow: true);
                var state = Words.Parse<PostdocState>(postdoc.State);
                if (postdoc.Pending is not null)
                    throw new RefusedException(PostdocProblems.RequestPending);
                PostdocLife.Changes.Check(state, action);
                if (Refusal(await ResidenceAsync(session, id, postdoc.EnteredOn), postdoc, action, wanted.Day) is { } refusal)
                    throw new RefusedException(refusal);
                await session.ExecuteAsync(
                    """
                    insert into postdoc_requests
                        (id, postdoc_id, kind, day, destination, destination_note, ground, reason, proposed_by, proposed_by_name,
                         proposed_at)
                    select @RequestId, p.id, @Kind, @Day, @Destination, @DestinationNote, @Ground, @Reason, @ActorId, @ActorName,
                        @Now
                    from postdocs p where p.id = @id and p.state = any(@from)
                    """,
                    new
                    {
                        id,
                        from = PostdocLife.From(action),
                        RequestId = Guid.CreateVersion7(time.GetUtcNow()),
                        wanted.Kind,
                        wanted.Day,
                        wanted.Destination,
                        wanted.DestinationNote,
                        wanted.Ground,
                        wanted.Reason,
                        ActorId = actor.Id,
                        ActorName = actor.Name,
                        Now = time.GetUtcNow(),
                    }
                );
                await history.WriteAsync(session, actor, id, $"propose_{wanted.Kind}", state, state, wanted.Reason);
                return id;
            },
            cancel
        );

    private Task<Guid> DecideAsync(Actor actor, Guid id, bool approve, string reason, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await DecideAsync(session, actor, id, approve, reason);
                return id;
            },
            cancel
        );

    /// <summary>Decides a request in a transaction that may hold more.</summary>
    /// <exception cref="RefusedException">Unknown, decided, the decider's own, or the rule or state refuses it by
    /// now.</exception>
    internal async Task DecideAsync(Session session, Actor actor, Guid id, bool approve, string reason)
    {
        // The postdoc first, as a proposal does: nobody waits in a circle.
        await session.ExecuteAsync(
            "select id from postdocs where id = (select postdoc_id from postdoc_requests where id = @id) for update",
            new { id }
        );
        var decision = await CheckAsync(session, actor, id, approve);
        await ApplyAsync(session, id, approve, reason, decision, actor);
        await history.WriteAsync(
            session,
            actor,
            decision.PostdocId,
            $"{(approve ? "approve" : "reject")}_{decision.Kind}",
            decision.From,
            decision.To,
            reason
        );
    }

    /// <summary>What a decision would do now.</summary>
    /// <exception cref="RefusedException">As for deciding.</exception>
    internal async Task<Decision> CheckAsync(Session session, Actor actor, Guid id, bool approve)
    {
        var request =
            await session.FindAsync<Open>(
                "select postdoc_id, kind, state, day, proposed_by from postdoc_requests where id = @id",
                new { id }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        if (request.State != "pending")
            throw new RefusedException(PostdocProblems.RequestDecided);
        if (request.ProposedBy == actor.Id)
            throw new RefusedException(PostdocProblems.SecondPerson);
        var postdoc = await PostdocStore.FindAsync(session, request.PostdocId, actor);
        var action = ActionOf(request.Kind, approve);
        var from = Words.Parse<PostdocState>(postdoc.State);
        var to = action is { } change ? PostdocLife.Changes.After(from, change) : from;
        var residence =
            approve && request.Kind == "entry"
                ? new Residence(await PostdocRuleStore.OfAsync(session, postdoc.EnteredOn), postdoc.EnteredOn)
                : await ResidenceAsync(session, request.PostdocId, postdoc.EnteredOn);
        if (approve && Refusal(residence, postdoc, action!.Value, request.Day) is { } refusal)
            throw new RefusedException(refusal);
        return new Decision(request.PostdocId, request.Kind, action, from, to, residence);
    }

    // The request and what it asks for in one statement: decided once, by another, from a state that takes it.
    private async Task ApplyAsync(Session session, Guid id, bool approve, string reason, Decision decision, Actor actor)
    {
        var decided = await session.ScalarAsync<int>(
            """
            with decided as (
                update postdoc_requests
                set state = @verdict, decided_by = @ActorId, decided_by_name = @ActorName, decided_at = @Now,
                    decision_reason = nullif(@reason, '')
                where id = @id and state = 'pending' and proposed_by <> @ActorId
                returning *),
            changed as (
                update postdocs p
                set state = @to, version = p.version + 1,
                    rule_from = case when d.kind = 'entry' then @RuleFrom else p.rule_from end,
                    earliest_end = case when d.kind = 'entry' then @EarliestEnd else p.earliest_end end,
                    latest_end = case when d.kind = 'entry' then @LatestEnd else p.latest_end end,
                    planned_end = case when d.kind = 'extension' then d.day else p.planned_end end,
                    left_on = case when d.kind in ('completion', 'withdrawal') then d.day else p.left_on end,
                    destination = coalesce(d.destination, p.destination),
                    destination_note = coalesce(d.destination_note, p.destination_note),
                    ground = coalesce(d.ground, p.ground)
                from decided d
                where p.id = d.postdoc_id and @changes and p.state = any(@from)
                returning p.id)
            select count(*)::int from decided where not @changes or exists (select from changed)
            """,
            new
            {
                id,
                reason,
                verdict = approve ? "approved" : "rejected",
                to = decision.To.Word(),
                changes = decision.Action is not null,
                from = decision.Action is { } change ? PostdocLife.From(change) : [],
                RuleFrom = decision.Residence.Rule.ValidFrom,
                decision.Residence.EarliestEnd,
                decision.Residence.LatestEnd,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Now = time.GetUtcNow(),
            }
        );
        if (decided == 0)
            throw new RefusedException(PostdocProblems.RequestDecided);
    }

    // A request other than an entry that is rejected changes nothing but itself.
    private static PostdocAction? ActionOf(string kind, bool approve) =>
        (kind, approve) switch
        {
            ("entry", true) => PostdocAction.Enter,
            ("entry", false) => PostdocAction.Reject,
            ("extension", true) => PostdocAction.Extend,
            ("completion", true) => PostdocAction.Complete,
            ("withdrawal", true) => PostdocAction.Withdraw,
            _ => null,
        };

    private ProblemCode? Refusal(Residence residence, Postdoc postdoc, PostdocAction action, DateOnly? day) =>
        action switch
        {
            PostdocAction.Enter => residence.CheckEntry(postdoc.PlannedEnd),
            PostdocAction.Extend => residence.CheckExtension(postdoc.PlannedEnd, day!.Value),
            PostdocAction.Complete => residence.CheckCompletion(
                postdoc.PlannedEnd,
                day!.Value,
                postdoc.ProposalOn,
                postdoc.MidtermResult
            ),
            PostdocAction.Withdraw => residence.CheckWithdrawal(day!.Value, time.Today()),
            _ => null,
        };

    /// <summary>The residence under the rule of its entry.</summary>
    internal static async Task<Residence> ResidenceAsync(Session session, Guid postdoc, DateOnly enteredOn)
    {
        var rule = await session.SingleAsync<PostdocRule>(
            $"select {PostdocRuleStore.Columns} from postdoc_rules r join postdocs p on p.rule_from = r.valid_from where p.id = @postdoc",
            new { postdoc }
        );
        return new Residence(rule, enteredOn);
    }

    private sealed record Wanted(
        string Kind,
        DateOnly Day,
        string? Destination,
        string? DestinationNote,
        string? Ground,
        string Reason
    );

    private sealed record Open(Guid PostdocId, string Kind, string State, DateOnly? Day, string ProposedBy);
}

/// <summary>What deciding a request does; an action of null changes nothing but the request.</summary>
internal sealed record Decision(
    Guid PostdocId,
    string Kind,
    PostdocAction? Action,
    PostdocState From,
    PostdocState To,
    Residence Residence
);
