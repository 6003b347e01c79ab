using TalentCard.Contracts.Stations;
using TalentCard.Core.Documents;

namespace TalentCard.Core.Stations;

/// <summary>Reads postdocs: a manager their own station's, the office all. Every look is written into the audit trail.</summary>
public sealed class PostdocStore(Db db, AuditTrail audit, TimeProvider time)
{
    // On p (postdocs) and d (postdoc_days), of a PostdocQuery with @Today and @Words beside it.
    private const string Matching = """
        (@Words::text is null or contains_text(p.name, @Words))
        and (@Station::uuid is null or p.station_id = @Station)
        and (@Discipline::text is null or p.discipline_code = @Discipline)
        and (@State::text is null
            or @State = case when p.state = 'resident' and p.entered_on > @Today then 'admitted' else p.state end)
        and (@ResidentOn::date is null or (p.state in ('resident', 'completed', 'withdrawn') and p.entered_on <= @ResidentOn
            and (p.left_on is null or p.left_on > @ResidentOn)))
        and (@EnteredIn::int is null or (p.state in ('resident', 'completed', 'withdrawn')
            and extract(year from p.entered_on) = @EnteredIn))
        and ((@EnteredFrom::date is null and @EnteredTo::date is null) or (p.state in ('resident', 'completed', 'withdrawn')
            and p.entered_on between coalesce(@EnteredFrom, '-infinity') and coalesce(@EnteredTo, 'infinity')))
        and ((@LeftFrom::date is null and @LeftTo::date is null) or (p.state in ('completed', 'withdrawn')
            and p.left_on between coalesce(@LeftFrom, '-infinity') and coalesce(@LeftTo, 'infinity')))
        and (@Destination::text is null or (p.state = 'completed' and p.destination = @Destination))
        and (@ProposalOnTime::boolean is null or (p.state in ('resident', 'completed', 'withdrawn')
            and done_on_time(p.proposal_on, d.proposal_due, p.left_on, @Today) = @ProposalOnTime))
        and (@MidtermOnTime::boolean is null or (p.state in ('resident', 'completed', 'withdrawn')
            and done_on_time(p.midterm_on, d.midterm_due, p.left_on, @Today) = @MidtermOnTime))
        and (@CompletionOnTime::boolean is null or (case
            when p.state = 'completed' then not exists (select from postdoc_requests q
                where q.postdoc_id = p.id and q.kind = 'extension' and q.state = 'approved')
            when p.state = 'resident' and p.planned_end < @Today then false end) = @CompletionOnTime)
        """;

    /// <summary>Whose a postdoc <c>p</c> is: their station's, and its county's.</summary>
    internal static readonly RowOwner Owner = new()
    {
        Station = "p.station_id",
        Division = "(select o.division_code from stations o where o.id = p.station_id)",
    };

    private const string Columns = """
        p.id, p.station_id, s.name station_name, p.name, p.discipline_code discipline, p.university, m.name mentor,
        u.name university_mentor, p.agreement_number, p.entered_on, p.planned_end, p.state, p.proposal_on, d.proposal_due,
        p.midterm_on, d.midterm_due, p.midterm_result, p.left_on, p.destination,
        (select q.kind from postdoc_requests q where q.postdoc_id = p.id and q.state = 'pending') pending,
        (select coalesce(sum(y.amount), 0) from postdoc_payments y where y.postdoc_id = p.id) paid, p.version, p.created_at
        """;

    private const string Tables = """
        postdocs p join postdoc_days d on d.id = p.id join stations s on s.id = p.station_id
        join station_mentors m on m.id = p.mentor_id left join station_mentors u on u.id = p.university_mentor_id
        """;

    /// <summary>The postdocs that match, the last entered here first.</summary>
    public async Task<Page<Postdoc>> ListAsync(PostdocQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var parameters = scope.With(query with { Limit = query.Limit + 1 });
        parameters.AddDynamicParams(
            new
            {
                Today = time.Today(),
                Words = LikePattern.Words(query.Q),
                position?.At,
                AfterId = position?.Id,
            }
        );
        var rows = await session.ListAsync<Postdoc>(
            $"""
            select {Columns}
            from {Tables}
            where {scope} and {Matching}
              and (@At::timestamptz is null or (p.created_at, p.id) < (@At, @AfterId))
            order by p.created_at desc, p.id desc
            limit @Limit
            """,
            parameters
        );
        await audit.WriteAsync(session, actor, new AuditEvent("postdoc.search", "postdoc", null, Details: query));
        return Keyset.Cut(rows.AsList(), query.Limit, postdoc => new Keyset(postdoc.CreatedAt, postdoc.Id));
    }

    /// <summary>Everything about a postdoc.</summary>
    /// <exception cref="RefusedException">Unknown, or another station's (<c>not_found</c>).</exception>
    public async Task<PostdocDetail> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var postdoc = await FindAsync(session, id, actor);
        await using var more = await session.MultipleAsync(
            $"""
            select mentor_id, university_mentor_id, proposal_title, proposal_late_reason, midterm_late_reason, ground,
                destination_note
            from postdocs where id = @id;
            select {PostdocRuleStore.Columns} from postdoc_rules r join postdocs p on p.rule_from = r.valid_from where p.id = @id;
            select {RequestColumns} from {RequestTables} where q.postdoc_id = @id order by q.proposed_at desc, q.id desc;
            select held_on, result, expert_names, expert_employers, note, recorded_by_name from midterm_reviews
            where postdoc_id = @id order by held_on, id;
            select paid_on, amount, kind, note, recorded_by_name recorded_by from postdoc_payments
            where postdoc_id = @id order by paid_on desc, id desc;
            """,
            new { id, Me = actor.Id }
        );
        var rest = await more.ReadSingleAsync<Rest>();
        var rule = await more.ReadSingleAsync<PostdocRule>();
        IReadOnlyList<PostdocRequest> requests = [.. await more.ReadAsync<PostdocRequest>()];
        IReadOnlyList<MidtermReview> reviews = [.. (await more.ReadAsync<Review>()).Select(review => review.ToReview())];
        IReadOnlyList<Payment> payments = [.. await more.ReadAsync<Payment>()];
        var documents = await DocumentStore.ListAsync(session, SubjectOf(id));
        await audit.WriteAsync(session, actor, new AuditEvent("postdoc.view", "postdoc", id.ToString()));

        var state = Words.Parse<PostdocState>(postdoc.State);
        var actions = PostdocLife.Actions(
            state,
            postdoc.ProposalOn is not null,
            postdoc.MidtermResult is not (null or "fail"),
            postdoc.Pending is not null
        );
        var facts = new ResidenceFacts(
            state,
            postdoc.PlannedEnd,
            postdoc.ProposalOn,
            rest.ProposalLateReason ?? rest.ProposalTitle,
            postdoc.MidtermOn,
            rest.MidtermLateReason,
            [
                .. requests
                    .Where(request => request is { Kind: "extension", State: "approved" })
                    .Select(request => request.DecidedAt!.Value.ToLocalDate()),
            ],
            postdoc.LeftOn,
            rest.DestinationNote
        );
        return new PostdocDetail(
            postdoc,
            rest.MentorId,
            rest.UniversityMentorId,
            rest.ProposalTitle,
            rest.Ground,
            rest.DestinationNote,
            rule,
            [.. actions],
            new Residence(rule, postdoc.EnteredOn).Timeline(facts, time.Today()),
            requests,
            reviews,
            payments,
            documents
        );
    }

    /// <summary>Requests that the caller sees, the newest first.</summary>
    public async Task<Page<PostdocRequest>> ListRequestsAsync(PostdocRequestQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<PostdocRequest>(
            $"""
            select {RequestColumns}
            from {RequestTables}
            where {scope} and (@State::text is null or q.state = @State)
              and (@At::timestamptz is null or (q.proposed_at, q.id) < (@At, @AfterId))
            order by q.proposed_at desc, q.id desc
            limit @Limit
            """,
            scope.With(
                new
                {
                    query.State,
                    Me = actor.Id,
                    position?.At,
                    AfterId = position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("postdoc_request.search", "postdoc_request", null));
        return Keyset.Cut(rows.AsList(), query.Limit, request => new Keyset(request.ProposedAt, request.Id));
    }

    /// <summary>What documents of a postdoc belong to.</summary>
    internal static DocumentSubject SubjectOf(Guid postdoc) => new("postdoc", postdoc);

    /// <summary>A postdoc whom the caller sees.</summary>
    /// <exception cref="RefusedException">Unknown, or another station's (<c>not_found</c>).</exception>
    internal static async Task<Postdoc> FindAsync(Session session, Guid id, Actor actor, bool lockRow = false)
    {
        var scope = RowScope.Of(actor, Owner);
        return await session.FindAsync<Postdoc>(
                $"""
                select {Columns}
                from {Tables}
                where p.id = @id and {scope}
                {(lockRow ? "for update of p" : "")}
                """,
                scope.With(new { id })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }

    private const string RequestColumns = """
        q.id, q.postdoc_id, p.name postdoc_name, s.name station_name, q.kind, q.state, q.day, q.destination, q.destination_note,
        q.ground, q.reason, q.proposed_by_name proposed_by, q.proposed_at, q.decided_by_name decided_by, q.decided_at,
        q.decision_reason, q.proposed_by = @Me mine
        """;

    private const string RequestTables =
        "postdoc_requests q join postdocs p on p.id = q.postdoc_id join stations s on s.id = p.station_id";

    private sealed record Rest(
        Guid MentorId,
        Guid? UniversityMentorId,
        string? ProposalTitle,
        string? ProposalLateReason,
        string? MidtermLateReason,
        string? Ground,
        string? DestinationNote
    );

    private sealed record Review(
        DateOnly HeldOn,
        string Result,
        string[] ExpertNames,
        string[] ExpertEmployers,
        string Note,
        string RecordedByName
    )
    {
        public MidtermReview ToReview() =>
            new(
                HeldOn,
                Result,
                [.. ExpertNames.Zip(ExpertEmployers, (name, employer) => new CommitteeExpert(name, employer))],
                Note,
                RecordedByName
            );
    }
}
