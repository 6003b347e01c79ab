using TalentCard.Contracts.Stations;
using TalentCard.Core.Lists;

namespace TalentCard.Core.Stations;

/// <summary>A list of stations of the office.</summary>
public sealed class ImportStations(Db db, AuditTrail audit, TimeProvider time) : ListImport<StationImport>(db, time, audit)
{
    /// <inheritdoc />
    private protected override ImportTable Table { get; } = new StationImportTable("station");

    /// <inheritdoc />
    private protected override (string[] All, string[] Optional) Columns => (StationListCheck.Columns, StationListCheck.Optional);

    /// <inheritdoc />
    private protected override async Task<CheckedList> CheckAsync(Session session, List<ListRow> rows, Actor actor)
    {
        await using var facts = await session.MultipleAsync(
            """
            select name from stations;
            select code, name from divisions order by code;
            select code, name, name_en from disciplines;
            """
        );
        var names = (await facts.ReadAsync<string>()).Select(PlainText.Key).ToHashSet();
        var divisions = (await facts.ReadAsync<(string Code, string Name)>()).SelectMany(one =>
            new[] { (Word: one.Code, one.Code), (Word: PlainText.Key(one.Name), one.Code) }
        );
        var check = new StationListCheck(
            new StationListFacts(
                names,
                divisions.ToLookup(one => one.Word, one => one.Code),
                [.. await facts.ReadAsync<Discipline>()],
                Time.Today()
            )
        );
        return check.Run(rows, (stations, import) => InsertAsync(session, import, stations, actor));
    }

    private async Task InsertAsync(Session session, Guid import, IReadOnlyList<StationRequest> stations, Actor actor)
    {
        foreach (var station in stations)
        {
            var parameters = new DynamicParameters(station);
            var id = Guid.CreateVersion7(Time.GetUtcNow());
            parameters.AddDynamicParams(
                new
                {
                    id,
                    import,
                    Now = Time.GetUtcNow(),
                }
            );
            await session.ExecuteAsync(
                """
                insert into stations
                    (id, name, kind, approved_on, approval_document, host, division_code, disciplines, contact, import_id,
                     created_at)
                values (@id, @Name, @Kind, @ApprovedOn, @ApprovalDocument, @Host, @Division, @Disciplines, @Contact, @import,
                    @Now)
                """,
                parameters
            );
            await Audit.WriteAsync(
                session,
                actor,
                new AuditEvent("station.create", "station", id.ToString(), Details: new { import })
            );
        }
    }

    /// <inheritdoc />
    private protected override StationImport Show(UploadedList list) =>
        new(
            list.Id,
            list.FileName,
            list.State,
            list.RowCount,
            list.BadRowCount,
            list.Problems,
            [
                .. StationImportTable
                    .Shown(list, 2)
                    .Select(row => new StationImportRow(
                        row.Number,
                        row.Texts[0],
                        row.Texts[1],
                        row.Texts[2],
                        row.Texts[4],
                        row.Texts[5],
                        row.Texts[6]
                    )),
            ],
            list.CreatedAt,
            list.CommittedAt,
            list.LeftOut
        );
}
