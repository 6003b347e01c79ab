using TalentCard.Contracts.Talents;

namespace TalentCard.Contracts.Stations;

/// <summary>An uploaded list of postdocs between its check and its commit.</summary>
/// <param name="Id">Id of the import.</param>
/// <param name="FileName">Name of the uploaded file.</param>
/// <param name="State"><c>preview</c>, <c>committed</c> or <c>discarded</c>.</param>
/// <param name="RowCount">Postdocs in the list.</param>
/// <param name="BadRowCount">Rows with at least one problem; a commit needs none.</param>
/// <param name="Problems">Every problem found, by row and column; a rule's refusal names the rule.</param>
/// <param name="Rows">The rows as read, the first 500; empty when committed or discarded.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
/// <param name="CommittedAt">When it was written.</param>
public sealed record PostdocImport(
    Guid Id, string FileName, string State, int RowCount, int BadRowCount, IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<PostdocImportRow> Rows, DateTimeOffset CreatedAt, DateTimeOffset? CommittedAt);

/// <summary>A row of the list; texts that could not be read stand as they came.</summary>
/// <param name="Row">Row as the spreadsheet program numbers it.</param>
/// <param name="Name">姓名.</param>
/// <param name="Station">Name of the station.</param>
/// <param name="Discipline">研究领域.</param>
/// <param name="Mentor">站内导师.</param>
/// <param name="EnteredOn">进站日期.</param>
/// <param name="PlannedEnd">期满日期.</param>
public sealed record PostdocImportRow(
    int Row, string Name, string Station, string Discipline, string Mentor, string EnteredOn, string PlannedEnd);
