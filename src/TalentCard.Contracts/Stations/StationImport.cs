using TalentCard.Contracts.Lists;

namespace TalentCard.Contracts.Stations;

/// <summary>An uploaded list of stations between its check and its commit.</summary>
/// <param name="Id">Id of the import.</param>
/// <param name="FileName">Name of the uploaded file.</param>
/// <param name="State"><c>preview</c>, <c>committed</c> or <c>discarded</c>.</param>
/// <param name="RowCount">Stations in the list.</param>
/// <param name="BadRowCount">Rows with at least one problem; a commit needs none.</param>
/// <param name="Problems">Every problem found, by row and column.</param>
/// <param name="Rows">The rows as read, the first 500; empty when committed or discarded.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
/// <param name="CommittedAt">When it was written.</param>
/// <param name="LeftOut">Rows of the file that hold something and are not of the list.</param>
public sealed record StationImport(
    Guid Id,
    string FileName,
    string State,
    int RowCount,
    int BadRowCount,
    IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<StationImportRow> Rows,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CommittedAt,
    IReadOnlyList<LeftOutRow> LeftOut
) : IListImport;

/// <summary>A row of the list; texts that could not be read stand as they came.</summary>
/// <param name="Row">Row as the spreadsheet program numbers it.</param>
/// <param name="Name">站点名称.</param>
/// <param name="Kind">类型.</param>
/// <param name="ApprovedOn">批准日期.</param>
/// <param name="Host">设站单位.</param>
/// <param name="Division">所属县区.</param>
/// <param name="Disciplines">研究领域.</param>
public sealed record StationImportRow(
    int Row,
    string Name,
    string Kind,
    string ApprovedOn,
    string Host,
    string Division,
    string Disciplines
);
