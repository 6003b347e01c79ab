using System.Text.Json;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>A list as it is kept.</summary>
/// <param name="Id">Id of the import.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="State"><c>preview</c>, <c>committed</c> or <c>discarded</c>.</param>
/// <param name="RowCount">Rows that it had.</param>
/// <param name="BadRowCount">Rows with a problem.</param>
/// <param name="Problems">What is wrong, by row and column.</param>
/// <param name="Rows">Its rows; none once it is committed or discarded.</param>
/// <param name="LeftOut">Rows of the file that are not of the list.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
/// <param name="CommittedAt">When it was written.</param>
/// <param name="Corrected">How many people it corrected; null: it was not taken as a correction.</param>
internal sealed record UploadedList(
    Guid Id,
    string FileName,
    string State,
    int RowCount,
    int BadRowCount,
    IReadOnlyList<ImportProblem> Problems,
    List<ListRow> Rows,
    IReadOnlyList<LeftOutRow> LeftOut,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CommittedAt,
    int? Corrected = null
);

/// <summary>A list that was uploaded and checked just now.</summary>
internal sealed record NewImport(Guid Id, string FileName, byte[] File, ReadList List, CheckedList Checked, DateTimeOffset At);

/// <summary>
/// The table in which lists wait between upload and commit. How their rows are kept, and who finds them, is the feature's.
/// </summary>
/// <param name="kind">What the lists are of, in the audit trail.</param>
/// <param name="name">Name of the table.</param>
/// <param name="rows">Its column of rows, which is null unless the list is a preview.</param>
internal abstract class ImportTable(string kind, string name, string rows) : IForget
{
    // A preview holds personal data.
    private static readonly TimeSpan KeepPreviews = TimeSpan.FromDays(7);

    /// <summary>What the lists are of: <c>talent</c>, <c>postdoc</c> or <c>station</c>.</summary>
    public string Kind => kind;

    /// <summary>What a commit sets beside the rest, with a comma before; <c>@ActorId</c> commits.</summary>
    protected virtual string Committed => "";

    /// <summary>Keeps a list as a preview.</summary>
    public abstract Task InsertAsync(Session session, NewImport list, Actor actor);

    /// <summary>A list that the actor may see.</summary>
    /// <exception cref="RefusedException">There is none by that id (<c>not_found</c>).</exception>
    public abstract Task<UploadedList> FindAsync(Session session, Guid id, Actor actor, bool lockRow = false);

    /// <summary>Keeps what is wrong with a preview now.</summary>
    public Task KeepAsync(Session session, Guid id, CheckedList found) =>
        session.ExecuteAsync(
            $"update {name} set problems = @Problems::jsonb, bad_row_count = @BadRowCount where id = @id",
            new
            {
                id,
                found.BadRowCount,
                Problems = ProblemsOf(found),
            }
        );

    /// <summary>Closes a preview whose rows are written.</summary>
    public Task CommitAsync(Session session, Guid id, DateTimeOffset now, Actor actor) =>
        session.ExecuteAsync(
            $"""
            update {name} set state = 'committed', {rows} = null, problems = '[]', bad_row_count = 0,
                committed_at = @now{Committed}
            where id = @id
            """,
            new
            {
                id,
                now,
                ActorId = actor.Id,
            }
        );

    /// <summary>Closes a preview whose rows are forgotten.</summary>
    public Task DiscardAsync(Session session, Guid id) =>
        session.ExecuteAsync($"update {name} set state = 'discarded', {rows} = null where id = @id", new { id });

    /// <summary>Discards previews that nobody committed for a week.</summary>
    public Task ForgetAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync(
            $"update {name} set state = 'discarded', {rows} = null where state = 'preview' and created_at < @Before",
            new { Before = now - KeepPreviews }
        );

    /// <summary>What is wrong, as it is kept.</summary>
    protected static string ProblemsOf(CheckedList found) =>
        JsonSerializer.Serialize(found.Findings.Select(finding => finding.ToProblem()));

    /// <summary>Rows that were left out, as they are kept.</summary>
    protected static string LeftOutOf(NewImport list) => JsonSerializer.Serialize(list.List.LeftOut);

    /// <summary>Rows that were left out, as they were kept.</summary>
    protected static LeftOutRow[] ToLeftOut(string kept) => JsonSerializer.Deserialize<LeftOutRow[]>(kept)!;

    /// <summary>What is wrong, as it was kept. Lists of talents once kept it without its sentences.</summary>
    protected static IReadOnlyList<ImportProblem> ToProblems(string kept) =>
        [.. JsonSerializer.Deserialize<ListFinding[]>(kept)!.Select(finding => finding.ToProblem())];
}
