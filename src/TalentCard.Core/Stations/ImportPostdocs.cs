using TalentCard.Contracts.Stations;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Stations;

/// <summary>
/// A list of postdocs, of a manager's own station or of any for the office: upload and check, then commit all of it or
/// nothing. Each row becomes a proposed entry, which another person of the office decides.
/// </summary>
public sealed class ImportPostdocs(Db db, StationLists lists, EnterPostdoc enter, TimeProvider time)
{
    /// <summary>What the lists are called.</summary>
    internal const string Kind = "postdoc";

    /// <summary>Lists that the caller sees, the newest first.</summary>
    /// <param name="waiting">Only those with entries that wait for the office.</param>
    /// <param name="limit">Rows of a page.</param>
    /// <param name="after">Position to read on from.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Page<PostdocImportSummary>> ListAsync(bool waiting, int limit, string? after, Actor actor, CancellationToken cancellationToken)
    {
        var position = Keyset.Parse(after);
        var scope = RowScope.Of(actor, StationLists.Owner);
        await using var session = await db.OpenAsync(cancellationToken);
        var rows = await session.ListAsync<PostdocImportSummary>(
            $"""
            select i.id, i.file_name, i.state, i.row_count, i.bad_row_count, w.waiting, i.created_by_name created_by, i.created_at
            from postdoc_imports i
            cross join lateral (
                select count(*)::int waiting from postdocs p join postdoc_requests q on q.postdoc_id = p.id
                where p.import_id = i.id and q.kind = 'entry' and q.state = 'pending') w
            where i.kind = 'postdoc' and {scope} and (not @waiting or w.waiting > 0)
              and (@At::timestamptz is null or (i.created_at, i.id) < (@At, @AfterId))
            order by i.created_at desc, i.id desc
            limit @Limit
            """, scope.With(new { waiting, position?.At, AfterId = position?.Id, Limit = limit + 1 }));
        return Keyset.Cut(rows.AsList(), limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>Reads and checks a list and keeps it for the commit.</summary>
    /// <exception cref="RefusedException">It cannot be read as a list of postdocs.</exception>
    public async Task<PostdocImport> UploadAsync(string fileName, byte[] file, Actor actor, CancellationToken cancellationToken) =>
        ToImport(await lists.AddAsync(Kind, fileName, TalentList.Read(file, PostdocListCheck.Columns, PostdocListCheck.Optional),
            (session, rows) => CheckAsync(session, rows, actor), actor, cancellationToken));

    /// <summary>An import with its problems and rows.</summary>
    /// <exception cref="RefusedException">There is none of theirs by that id.</exception>
    public async Task<PostdocImport> ReadAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ToImport(await lists.ReadAsync(Kind, id, actor, cancellationToken));

    /// <summary>Checks the list once more and proposes every entry of it. Where it has become bad, nothing is written but its problems.</summary>
    /// <exception cref="RefusedException">No such import, closed already, or bad rows.</exception>
    public async Task<PostdocImport> CommitAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ToImport(await lists.CommitAsync(Kind, id,
            (session, rows) => CheckAsync(session, rows, actor),
            async (session, check) =>
            {
                foreach (var entry in check.Entries)
                    await enter.InsertAsync(session, Guid.CreateVersion7(time.GetUtcNow()), entry, id, actor);
            }, actor, cancellationToken));

    /// <summary>Discards a list: its rows are forgotten.</summary>
    /// <exception cref="RefusedException">No such import, or closed already.</exception>
    public async Task<PostdocImport> DiscardAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ToImport(await lists.DiscardAsync(Kind, id, actor, cancellationToken));

    private static async Task<PostdocListCheck> CheckAsync(Session session, List<ListRow> rows, Actor actor)
    {
        var stations = RowScope.Of(actor, StationStore.Owner);
        await using var facts = await session.MultipleAsync(
            $"""
            select s.id, s.name from stations s where {stations};
            select m.id, m.station_id, m.place, m.name from station_mentors m
            where m.active and {stations.Exists("stations s where s.id = m.station_id")} order by m.created_at desc;
            select code, name, name_en from disciplines;
            select {PostdocRuleStore.Columns} from postdoc_rules r order by r.valid_from desc;
            select p.station_id, p.name, p.entered_on from postdocs p
            where {RowScope.Of(actor, PostdocStore.Owner)} and p.name = any(@Names);
            """,
            stations.With(new { Names = rows.Select(row => row.Cells[0].Text).Distinct().ToArray() }));
        var check = new PostdocListCheck(new PostdocListFacts(
            (await facts.ReadAsync<(Guid Id, string Name)>()).ToDictionary(station => station.Name, station => station.Id),
            // Of two mentors of one name the one that was added first.
            (await facts.ReadAsync<(Guid Id, Guid Station, string Place, string Name)>()).GroupBy(one => (one.Station, one.Place, one.Name))
                .ToDictionary(group => group.Key, group => group.Last().Id),
            [.. await facts.ReadAsync<Discipline>()],
            [.. await facts.ReadAsync<PostdocRule>()],
            (await facts.ReadAsync<Person>()).Select(one => (one.StationId, one.Name, one.EnteredOn)).ToHashSet()));
        check.Run(rows);
        return check;
    }

    private static PostdocImport ToImport(UploadedList list) => new(
        list.Id, list.FileName, list.State, list.RowCount, list.BadRowCount, list.Problems,
        [.. list.Shown.Select(row => new PostdocImportRow(
            row.Number, row.Texts[0], row.Texts[1], row.Texts[2], row.Texts[4], row.Texts[7], row.Texts[8]))],
        list.CreatedAt, list.CommittedAt);

    private sealed record Person(Guid StationId, string Name, DateOnly EnteredOn);
}
