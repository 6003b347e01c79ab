using TalentCard.Contracts.Stations;

namespace TalentCard.Core.Stations;

/// <summary>
/// Figures over the stations that the caller sees. Each counts what the list of postdocs shows under the same filter.
/// </summary>
public sealed class StationFigures(Db db, TimeProvider time)
{
    private const int Years = 6;

    /// <summary>The figures of today.</summary>
    public async Task<PostdocFigures> ReadAsync(Actor actor, CancellationToken cancel)
    {
        var today = time.Today();
        var stations = RowScope.Of(actor, StationStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        await using var figures = await session.MultipleAsync(
            Questions(stations, RowScope.Of(actor, PostdocStore.Owner)),
            stations.With(
                new
                {
                    Today = today,
                    Ends = Enumerable
                        .Range(0, Years)
                        .Select(back => back == 0 ? today : new DateOnly(today.Year - back, 12, 31))
                        .ToArray(),
                }
            )
        );
        var byStation = (await figures.ReadAsync<FigureOf>()).AsList();
        var byDiscipline = (await figures.ReadAsync<FigureOf>()).AsList();
        var byYear = (await figures.ReadAsync<YearFigure>()).AsList();
        var rates = await figures.ReadSingleAsync<Rates>();
        var destinations = (await figures.ReadAsync<FigureOf>()).AsList();
        return new PostdocFigures(
            today,
            byStation.Sum(figure => figure.Count),
            byStation,
            byDiscipline,
            byYear,
            new OnTime(rates.ProposalOnTime, rates.ProposalLate),
            new OnTime(rates.MidtermOnTime, rates.MidtermLate),
            new OnTime(rates.CompletionOnTime, rates.CompletionLate),
            destinations
        );
    }

    private static string Questions(RowScope stations, RowScope postdocs) =>
        $"""
            select s.id::text code, s.name, count(p.id)::int count
            from stations s left join postdocs p on p.station_id = s.id and p.state in ('resident', 'completed', 'withdrawn')
                and p.entered_on <= @Today and (p.left_on is null or p.left_on > @Today)
            where {stations}
            group by s.id order by count desc, s.name;

            select c.code, c.name, count(*)::int count
            from postdocs p join disciplines c on c.code = p.discipline_code
            where {postdocs} and p.state in ('resident', 'completed', 'withdrawn')
              and p.entered_on <= @Today and (p.left_on is null or p.left_on > @Today)
            group by c.code order by count desc, c.code;

            select e.day, extract(year from e.day)::int "year",
                count(p.id) filter (where p.entered_on <= e.day and (p.left_on is null or p.left_on > e.day))::int in_residence,
                count(p.id) filter (where extract(year from p.entered_on) = extract(year from e.day))::int entered
            from unnest(@Ends) e (day)
            left join postdocs p on p.state in ('resident', 'completed', 'withdrawn') and {postdocs}
            group by e.day order by e.day;

            select count(*) filter (where x.proposal)::int proposal_on_time,
                count(*) filter (where not x.proposal)::int proposal_late, count(*) filter (where x.midterm)::int midterm_on_time,
                count(*) filter (where not x.midterm)::int midterm_late,
                count(*) filter (where x.completion)::int completion_on_time,
                count(*) filter (where not x.completion)::int completion_late
            from postdocs p join postdoc_days d on d.id = p.id
            cross join lateral (select done_on_time(p.proposal_on, d.proposal_due, p.left_on, @Today) proposal,
                done_on_time(p.midterm_on, d.midterm_due, p.left_on, @Today) midterm,
                case when p.state = 'completed' then not exists (select from postdoc_requests q
                        where q.postdoc_id = p.id and q.kind = 'extension' and q.state = 'approved')
                    when p.state = 'resident' and p.planned_end < @Today then false end completion) x
            where {postdocs} and p.state in ('resident', 'completed', 'withdrawn');

            select p.destination code, p.destination "name", count(*)::int count
            from postdocs p
            where {postdocs} and p.state = 'completed'
            group by p.destination order by count desc, p.destination;
            """;

    private sealed record Rates(
        int ProposalOnTime,
        int ProposalLate,
        int MidtermOnTime,
        int MidtermLate,
        int CompletionOnTime,
        int CompletionLate
    );
}
