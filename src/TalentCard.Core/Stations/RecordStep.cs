using TalentCard.Contracts.Stations;
using TalentCard.Core.Documents;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Stations;

/// <summary>Records what happens in a residence and needs no decision: 开题, 中期考核, funding, documents.</summary>
public sealed class RecordStep(
    Db db,
    PostdocHistory history,
    IdempotencyStore idempotency,
    DocumentStore documents,
    TimeProvider time
)
{
    /// <summary>Records the proposal, once.</summary>
    /// <exception cref="RefusedException">Not theirs, not in residence, recorded already, or the rule refuses the
    /// day.</exception>
    public Task ProposalAsync(Guid id, ResearchProposal proposal, Actor actor, CancellationToken cancel) =>
        InResidenceAsync(
            actor,
            id,
            PostdocAction.Propose,
            async (session, postdoc, residence) =>
            {
                if (postdoc.ProposalOn is not null)
                    throw new RefusedException(PostdocProblems.ProposalDone);
                if (residence.CheckProposal(proposal.On, time.Today(), IsGiven(proposal.LateReason)) is { } refusal)
                    throw new RefusedException(refusal);
                var recorded = await session.ExecuteAsync(
                    """
                    update postdocs set proposal_on = @On, proposal_title = @Title,
                        proposal_late_reason = nullif(@LateReason, ''), version = version + 1
                    where id = @id and state = any(@from) and proposal_on is null
                    """,
                    new
                    {
                        id,
                        proposal.On,
                        proposal.Title,
                        proposal.LateReason,
                        from = PostdocLife.From(PostdocAction.Propose),
                    }
                );
                if (recorded == 0)
                    throw new RefusedException(PostdocProblems.ProposalDone);
                return ("record_proposal", proposal.LateReason ?? "");
            },
            cancel
        );

    /// <summary>Records a midterm review; after a failed one, a second.</summary>
    /// <exception cref="RefusedException">Not theirs, not in residence, passed already, or the rule refuses the day or the
    /// committee.</exception>
    public Task MidtermAsync(Guid id, MidtermReport report, Actor actor, CancellationToken cancel) =>
        InResidenceAsync(
            actor,
            id,
            PostdocAction.Review,
            async (session, postdoc, residence) =>
            {
                if (postdoc.MidtermResult is not (null or "fail"))
                    throw new RefusedException(PostdocProblems.MidtermDone);
                string[] mentors = postdoc.UniversityMentor is { } second ? [postdoc.Mentor, second] : [postdoc.Mentor];
                var refusal =
                    residence.CheckMidterm(
                        report.On,
                        time.Today(),
                        postdoc.ProposalOn,
                        postdoc.MidtermOn,
                        IsGiven(report.LateReason)
                    ) ?? residence.CheckCommittee(report.Experts, mentors);
                if (refusal is not null)
                    throw new RefusedException(refusal);
                await session.ExecuteAsync(
                    """
                    insert into midterm_reviews (id, postdoc_id, held_on, result, expert_names, expert_keys, expert_employers,
                        mentor_keys, committee_least, committee_most, note, recorded_by_name, created_at)
                    values (@ReviewId, @id, @On, @Result, @Names, @Keys, @Employers, @Mentors, @CommitteeLeast, @CommitteeMost,
                        @Note, @ActorName, @Now)
                    """,
                    new
                    {
                        id,
                        ReviewId = Guid.CreateVersion7(time.GetUtcNow()),
                        report.On,
                        report.Result,
                        Names = report.Experts.Select(expert => expert.Name.Trim()).ToArray(),
                        Keys = report.Experts.Select(expert => Residence.Compact(expert.Name)).ToArray(),
                        Employers = report.Experts.Select(expert => expert.Employer).ToArray(),
                        Mentors = mentors.Select(Residence.Compact).ToArray(),
                        residence.Rule.CommitteeLeast,
                        residence.Rule.CommitteeMost,
                        report.Note,
                        ActorName = actor.Name,
                        Now = time.GetUtcNow(),
                    }
                );
                var recorded = await session.ExecuteAsync(
                    """
                    update postdocs
                    set midterm_late_reason = case when midterm_on is null then nullif(@LateReason, '')
                        else midterm_late_reason end, midterm_on = coalesce(midterm_on, @On), midterm_result = @Result,
                        version = version + 1
                    where id = @id and state = any(@from) and (midterm_result is null or midterm_result = 'fail')
                    """,
                    new
                    {
                        id,
                        report.On,
                        report.Result,
                        report.LateReason,
                        from = PostdocLife.From(PostdocAction.Review),
                    }
                );
                if (recorded == 0)
                    throw new RefusedException(PostdocProblems.MidtermDone);
                return ("record_midterm", report.LateReason ?? "");
            },
            cancel
        );

    /// <summary>Records funding that was paid.</summary>
    /// <exception cref="RefusedException">Not theirs, never entered, a day ahead or before the entry, or an amount that is
    /// none.</exception>
    public Task PayAsync(
        Guid id,
        PaymentRequest payment,
        string key,
        byte[] requestHash,
        Actor actor,
        CancellationToken cancel
    ) =>
        InResidenceAsync(
            actor,
            id,
            PostdocAction.Pay,
            async (session, postdoc, _) =>
            {
                if (decimal.Round(payment.Amount, 2) != payment.Amount || payment.Amount == 0)
                    throw Refuse.Field("amount", "yuan with at most two decimals, not zero");
                if (payment.Amount < 0 && string.IsNullOrWhiteSpace(payment.Note))
                    throw Refuse.Field("note", "say what is taken back");
                if (payment.PaidOn > time.Today())
                    throw new RefusedException(PostdocProblems.DayAhead);
                if (payment.PaidOn < postdoc.EnteredOn)
                    throw new RefusedException(PostdocProblems.DayBefore);
                var paymentId = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, requestHash, paymentId) is not null)
                    return null;
                await session.ExecuteAsync(
                    """
                    insert into postdoc_payments (id, postdoc_id, paid_on, amount, kind, note, recorded_by_name, created_at)
                    values (@paymentId, @id, @PaidOn, @Amount, @Kind, @Note, @ActorName, @Now)
                    """,
                    new
                    {
                        id,
                        paymentId,
                        payment.PaidOn,
                        payment.Amount,
                        payment.Kind,
                        payment.Note,
                        ActorName = actor.Name,
                        Now = time.GetUtcNow(),
                    }
                );
                return ("record_payment", payment.Note);
            },
            cancel
        );

    /// <summary>Attaches a file to a step.</summary>
    /// <exception cref="RefusedException">Not theirs (<c>not_found</c>).</exception>
    public Task<Guid> AttachAsync(Guid id, string step, DocumentFile file, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await PostdocStore.FindAsync(session, id, actor);
                return await documents.AddAsync(session, PostdocStore.SubjectOf(id), step, file, actor);
            },
            cancel
        );

    /// <summary>Reads an attached file.</summary>
    /// <exception cref="RefusedException">Not theirs, or no such file (<c>not_found</c>).</exception>
    public async Task<DocumentContent> ReadDocumentAsync(Guid id, Guid document, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await PostdocStore.FindAsync(session, id, actor);
        return await documents.ReadAsync(session, PostdocStore.SubjectOf(id), document, actor);
    }

    /// <summary>Removes an attached file; that it was there is kept.</summary>
    /// <exception cref="RefusedException">Not theirs, or no such file (<c>not_found</c>).</exception>
    public Task RemoveDocumentAsync(Guid id, Guid document, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await PostdocStore.FindAsync(session, id, actor);
                await documents.RemoveAsync(session, PostdocStore.SubjectOf(id), document, actor);
                return id;
            },
            cancel
        );

    private Task<Guid> InResidenceAsync(
        Actor actor,
        Guid id,
        PostdocAction action,
        Func<Session, Postdoc, Residence, Task<(string Event, string Reason)?>> record,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var postdoc = await PostdocStore.FindAsync(session, id, actor, lockRow: true);
                var state = Words.Parse<PostdocState>(postdoc.State);
                PostdocLife.Changes.Check(state, action);
                var residence = await RequestChange.ResidenceAsync(session, id, postdoc.EnteredOn);
                if (await record(session, postdoc, residence) is var (what, reason))
                    await history.WriteAsync(session, actor, id, what, state, state, reason);
                return id;
            },
            cancel
        );

    private static bool IsGiven(string? reason) => !string.IsNullOrWhiteSpace(reason);
}
