using TalentCard.Contracts.Stations;
using TalentCard.Core.Lists;

namespace TalentCard.Core.Stations;

/// <summary>
/// A list of postdocs, of a manager's own station or of any for the office. Each row becomes a proposed entry, which another
/// person of the office decides.
/// </summary>
public sealed class ImportPostdocs(Db db, AuditTrail audit, EnterPostdoc enter, TimeProvider time)
    : ListImport<PostdocImport>(db, time, audit)
{
    /// <summary>Where the lists are kept.</summary>
    internal static readonly ImportTable Kept = new StationImportTable("postdoc");

    /// <inheritdoc />
    private protected override ImportTable Table => Kept;

    /// <inheritdoc />
    private protected override (string[] All, string[] Optional) Columns => (PostdocListCheck.Columns, PostdocListCheck.Optional);

    /// <summary>Lists that the caller sees, the newest first.</summary>
    /// <param name="query">Which of them, and the page.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<Page<PostdocImportSummary>> ListAsync(PostdocImportQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, StationImportTable.Owner);
        await using var session = await Db.OpenAsync(cancel);
        var rows = await session.ListAsync<PostdocImportSummary>(
            $"""
            select i.id, i.file_name, i.state, i.row_count, i.bad_row_count, w.waiting, i.created_by_name created_by, i.created_at
            from postdoc_imports i
            cross join lateral (
                select count(*)::int waiting from postdocs p join postdoc_requests q on q.postdoc_id = p.id
                where p.import_id = i.id and q.kind = 'entry' and q.state = 'pending') w
            where i.kind = 'postdoc' and {scope} and (not @Waiting or w.waiting > 0)
              and (@At::timestamptz is null or (i.created_at, i.id) < (@At, @AfterId))
            order by i.created_at desc, i.id desc
            limit @Limit
            """,
            scope.With(
                new
                {
                    query.Waiting,
                    position?.At,
                    AfterId = position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        return Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <inheritdoc />
    private protected override async Task<CheckedList> CheckAsync(Session session, List<ListRow> rows, Actor actor)
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
            where {RowScope.Of(
                actor,
                PostdocStore.Owner
            )} and search_key(p.name) = any(select search_key(name) from unnest(@Names) name);
            """,
            stations.With(new { Names = rows.Select(row => row.Cells[0].Text).Distinct().ToArray() })
        );
        var check = new PostdocListCheck(
            new PostdocListFacts(
                (await facts.ReadAsync<(Guid Id, string Name)>())
                    .GroupBy(station => PlainText.Key(station.Name))
                    .ToDictionary(group => group.Key, group => group.First().Id),
                // Of two mentors of one name the one that was added first.
                (await facts.ReadAsync<(Guid Id, Guid Station, string Place, string Name)>())
                    .GroupBy(one => (one.Station, one.Place, PlainText.Key(one.Name)))
                    .ToDictionary(group => group.Key, group => group.Last().Id),
                [.. await facts.ReadAsync<Discipline>()],
                [.. await facts.ReadAsync<PostdocRule>()],
                (await facts.ReadAsync<Person>())
                    .Select(one => (one.StationId, PlainText.Key(one.Name), one.EnteredOn))
                    .ToHashSet()
            )
        );
        return check.Run(
            rows,
            async (entries, import) =>
            {
                foreach (var entry in entries)
                    await enter.InsertAsync(session, Guid.CreateVersion7(Time.GetUtcNow()), entry, import, actor);
            }
        );
    }

    /// <inheritdoc />
    private protected override PostdocImport Show(UploadedList list) =>
        new(
            list.Id,
            list.FileName,
            list.State,
            list.RowCount,
            list.BadRowCount,
            list.Problems,
            [
                .. StationImportTable
                    .Shown(list, 7, 8)
                    .Select(row => new PostdocImportRow(
                        row.Number,
                        row.Texts[0],
                        row.Texts[1],
                        row.Texts[2],
                        row.Texts[4],
                        row.Texts[7],
                        row.Texts[8]
                    )),
            ],
            list.CreatedAt,
            list.CommittedAt,
            list.LeftOut
        );

    private sealed record Person(Guid StationId, string Name, DateOnly EnteredOn);
}
