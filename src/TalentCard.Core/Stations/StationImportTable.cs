using System.Text.Json;
using TalentCard.Core.Lists;

namespace TalentCard.Core.Stations;

/// <summary>Lists of stations and of postdocs. A manager finds those of their own station, the office all.</summary>
/// <param name="kind"><c>postdoc</c> or <c>station</c>.</param>
internal sealed class StationImportTable(string kind) : ImportTable(kind, "postdoc_imports", "rows")
{
    /// <summary>Whose a list <c>i</c> is: a station's, or the city's office's.</summary>
    internal static readonly RowOwner Owner = new() { Station = "i.station_id" };

    /// <inheritdoc />
    public override Task InsertAsync(Session session, NewImport list, Actor actor) =>
        session.ExecuteAsync(
            """
            insert into postdoc_imports
                (id, kind, station_id, file_name, state, row_count, bad_row_count, problems, left_out, rows, created_by,
                 created_by_name, created_at)
            values
                (@Id, @Kind, @Station, @FileName, 'preview', @RowCount, @BadRowCount, @Problems::jsonb, @LeftOut::jsonb, @Rows::jsonb,
                 @ActorId, @ActorName, @At)
            """,
            new
            {
                list.Id,
                Kind,
                Station = actor.Is(Roles.Office) ? (Guid?)null : actor.StationId ?? Guid.Empty,
                list.FileName,
                RowCount = list.List.Rows.Count,
                list.Checked.BadRowCount,
                Problems = ProblemsOf(list.Checked),
                LeftOut = LeftOutOf(list),
                Rows = JsonSerializer.Serialize(list.List.Rows),
                ActorId = actor.Id,
                ActorName = actor.Name,
                list.At,
            }
        );

    /// <inheritdoc />
    public override async Task<UploadedList> FindAsync(Session session, Guid id, Actor actor, bool lockRow = false)
    {
        var scope = RowScope.Of(actor, Owner);
        var row =
            await session.FindAsync<Row>(
                $"""
                select id, file_name, state, row_count, bad_row_count, problems::text, left_out::text, rows::text, created_at,
                    committed_at
                from postdoc_imports i where id = @id and kind = @Kind and {scope}
                {(lockRow ? "for update" : "")}
                """,
                scope.With(new { id, Kind })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        return new UploadedList(
            row.Id,
            row.FileName,
            row.State,
            row.RowCount,
            row.BadRowCount,
            ToProblems(row.Problems),
            row.Rows is null ? [] : JsonSerializer.Deserialize<List<ListRow>>(row.Rows)!,
            ToLeftOut(row.LeftOut),
            row.CreatedAt,
            row.CommittedAt
        );
    }

    /// <summary>The texts of the rows that a page shows, each with its number.</summary>
    /// <param name="list">The list.</param>
    /// <param name="days">Its columns of days.</param>
    public static IEnumerable<(int Number, string[] Texts)> Shown(UploadedList list, params int[] days) =>
        list
            .Rows.Take(500)
            .Select(row => (row.Number, row.Cells.Select((cell, i) => days.Contains(i) ? cell.ShownDay : cell.Shown).ToArray()));

    private sealed record Row(
        Guid Id,
        string FileName,
        string State,
        int RowCount,
        int BadRowCount,
        string Problems,
        string LeftOut,
        string? Rows,
        DateTimeOffset CreatedAt,
        DateTimeOffset? CommittedAt
    );
}
