using System.ComponentModel.DataAnnotations;
using TalentCard.Contracts.Lists;

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
/// <param name="LeftOut">Rows of the file that hold something and are not of the list.</param>
public sealed record PostdocImport(
    Guid Id,
    string FileName,
    string State,
    int RowCount,
    int BadRowCount,
    IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<PostdocImportRow> Rows,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CommittedAt,
    IReadOnlyList<LeftOutRow> LeftOut
) : IListImport;

/// <summary>A row of the list; texts that could not be read stand as they came.</summary>
/// <param name="Row">Row as the spreadsheet program numbers it.</param>
/// <param name="Name">姓名.</param>
/// <param name="Station">Name of the station.</param>
/// <param name="Discipline">研究领域.</param>
/// <param name="Mentor">站内导师.</param>
/// <param name="EnteredOn">进站日期.</param>
/// <param name="PlannedEnd">期满日期.</param>
public sealed record PostdocImportRow(
    int Row,
    string Name,
    string Station,
    string Discipline,
    string Mentor,
    string EnteredOn,
    string PlannedEnd
);

/// <summary>A list of postdocs that was uploaded.</summary>
/// <param name="Id">Id of the import.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="State"><c>preview</c>, <c>committed</c> or <c>discarded</c>.</param>
/// <param name="RowCount">Postdocs in the list.</param>
/// <param name="BadRowCount">Rows with a problem.</param>
/// <param name="Waiting">Its entries that wait for the office.</param>
/// <param name="CreatedBy">Who uploaded it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record PostdocImportSummary(
    Guid Id,
    string FileName,
    string State,
    int RowCount,
    int BadRowCount,
    int Waiting,
    string CreatedBy,
    DateTimeOffset CreatedAt
);

/// <summary>The entries of a list that wait, as they would be approved together.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="FileName">Name of its file.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="Entries">The first 500 of them, by station and name.</param>
public sealed record WaitingEntries(Guid ImportId, string FileName, int Waiting, IReadOnlyList<WaitingEntry> Entries);

/// <summary>An entry that waits for the office.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="PostdocId">Who.</param>
/// <param name="Name">姓名.</param>
/// <param name="StationName">The station.</param>
/// <param name="EnteredOn">Day of entry.</param>
/// <param name="PlannedEnd">Last day as agreed.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="Refusal">Code of why the caller cannot approve it; null: they can.</param>
/// <param name="Zh">Why, in Chinese.</param>
/// <param name="En">Why, in English.</param>
public sealed record WaitingEntry(
    Guid RequestId,
    Guid PostdocId,
    string Name,
    string StationName,
    DateOnly EnteredOn,
    DateOnly PlannedEnd,
    string ProposedBy,
    string? Refusal,
    string? Zh,
    string? En
);

/// <summary>Which entries of a list are approved, all or none.</summary>
/// <param name="RequestIds">Their requests, 1 to 500, as the preview showed them.</param>
public sealed record EntriesApproval([property: Required, Length(1, 500)] Guid[] RequestIds);

/// <summary>What was approved.</summary>
/// <param name="Approved">How many entries.</param>
public sealed record EntriesApproved(int Approved);
