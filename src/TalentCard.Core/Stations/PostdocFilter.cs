namespace TalentCard.Core.Stations;

/// <summary>What a list of postdocs is narrowed to; null is everything.</summary>
public sealed record PostdocFilter
{
    /// <summary>Part of the name.</summary>
    public string? Query { get; init; }
    /// <summary>The station.</summary>
    public Guid? Station { get; init; }
    /// <summary>Code of the discipline.</summary>
    public string? Discipline { get; init; }
    /// <summary>The state.</summary>
    public string? State { get; init; }
    /// <summary>In residence on this day.</summary>
    public DateOnly? ResidentOn { get; init; }
    /// <summary>Year of entry.</summary>
    public int? EnteredIn { get; init; }
    /// <summary>First day of entry.</summary>
    public DateOnly? EnteredFrom { get; init; }
    /// <summary>Last day of entry.</summary>
    public DateOnly? EnteredTo { get; init; }
    /// <summary>First day of leaving.</summary>
    public DateOnly? LeftFrom { get; init; }
    /// <summary>Last day of leaving.</summary>
    public DateOnly? LeftTo { get; init; }
    /// <summary>Where they went.</summary>
    public string? Destination { get; init; }
    /// <summary>Whether the proposal was in time.</summary>
    public bool? ProposalOnTime { get; init; }
    /// <summary>Whether the midterm review was in time.</summary>
    public bool? MidtermOnTime { get; init; }
    /// <summary>Whether the residence ended as first agreed.</summary>
    public bool? CompletionOnTime { get; init; }

    /// <summary>The condition on <c>p</c> (postdocs) and <c>d</c> (postdoc_days); needs @Today too.</summary>
    internal const string Condition =
        """
        (@Pattern::text is null or p.name ilike @Pattern)
        and (@Station::uuid is null or p.station_id = @Station)
        and (@Discipline::text is null or p.discipline_code = @Discipline)
        and (@State::text is null or p.state = @State)
        and (@ResidentOn::date is null or (p.state in ('resident', 'completed', 'withdrawn') and p.entered_on <= @ResidentOn
            and (p.left_on is null or p.left_on > @ResidentOn)))
        and (@EnteredIn::int is null or (p.state in ('resident', 'completed', 'withdrawn') and extract(year from p.entered_on) = @EnteredIn))
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
}
