using TalentCard.Contracts.Stations;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Stations;

/// <summary>A list of stations of the office: upload and check, then enter all of them or none.</summary>
public sealed class ImportStations(StationLists lists, AuditTrail audit, TimeProvider time)
{
    private const string Kind = "station";

    /// <summary>Reads and checks a list and keeps it for the commit.</summary>
    /// <exception cref="RefusedException">It cannot be read as a list of stations.</exception>
    public async Task<StationImport> UploadAsync(string fileName, byte[] file, Actor actor, CancellationToken cancellationToken) =>
        ToImport(await lists.AddAsync(Kind, fileName, TalentList.Read(file, StationListCheck.Columns, StationListCheck.Optional),
            (session, rows) => CheckAsync(session, rows), actor, cancellationToken));

    /// <summary>An import with its problems and rows.</summary>
    /// <exception cref="RefusedException">There is none by that id.</exception>
    public async Task<StationImport> ReadAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ToImport(await lists.ReadAsync(Kind, id, actor, cancellationToken));

    /// <summary>Checks the list once more and enters every station of it. Where it has become bad, nothing is written but its problems.</summary>
    /// <exception cref="RefusedException">No such import, closed already, or bad rows.</exception>
    public async Task<StationImport> CommitAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ToImport(await lists.CommitAsync(Kind, id, (session, rows) => CheckAsync(session, rows),
            (session, check) => InsertAsync(session, id, check.Stations, actor), actor, cancellationToken));

    /// <summary>Discards a list: its rows are forgotten.</summary>
    /// <exception cref="RefusedException">No such import, or closed already.</exception>
    public async Task<StationImport> DiscardAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        ToImport(await lists.DiscardAsync(Kind, id, actor, cancellationToken));

    private async Task<StationListCheck> CheckAsync(Session session, List<ListRow> rows)
    {
        await using var facts = await session.MultipleAsync(
            """
            select name from stations;
            select code, name from divisions order by code;
            select code, name, name_en from disciplines;
            """);
        var names = (await facts.ReadAsync<string>()).ToHashSet();
        var divisions = (await facts.ReadAsync<(string Code, string Name)>()).SelectMany(one => new[] { (Word: one.Code, one.Code), (Word: one.Name, one.Code) });
        var check = new StationListCheck(new StationListFacts(
            names, divisions.ToLookup(one => one.Word, one => one.Code), [.. await facts.ReadAsync<Discipline>()], time.Today()));
        check.Run(rows);
        return check;
    }

    private async Task InsertAsync(Session session, Guid import, IReadOnlyList<StationRequest> stations, Actor actor)
    {
        foreach (var station in stations)
        {
            var parameters = new DynamicParameters(station);
            var id = Guid.CreateVersion7(time.GetUtcNow());
            parameters.AddDynamicParams(new { id, import, Now = time.GetUtcNow() });
            await session.ExecuteAsync(
                """
                insert into stations
                    (id, name, kind, approved_on, approval_document, host, division_code, disciplines, contact, import_id, created_at)
                values (@id, @Name, @Kind, @ApprovedOn, @ApprovalDocument, @Host, @Division, @Disciplines, @Contact, @import, @Now)
                """, parameters);
            await audit.WriteAsync(session, actor, new AuditEvent("station.create", "station", id.ToString(), Details: new { import }));
        }
    }

    private static StationImport ToImport(UploadedList list) => new(
        list.Id, list.FileName, list.State, list.RowCount, list.BadRowCount, list.Problems,
        [.. list.Shown.Select(row => new StationImportRow(
            row.Number, row.Texts[0], row.Texts[1], row.Texts[2], row.Texts[4], row.Texts[5], row.Texts[6]))],
        list.CreatedAt, list.CommittedAt);
}
