using TalentCard.Contracts.Lists;

namespace TalentCard.Contracts.Talents;

/// <summary>An uploaded list between its check and its commit.</summary>
/// <param name="Id">Id of the import.</param>
/// <param name="FileName">Name of the uploaded file.</param>
/// <param name="State"><c>preview</c>, <c>committed</c> or <c>discarded</c>.</param>
/// <param name="RowCount">People in the list.</param>
/// <param name="BadRowCount">Rows with at least one problem; a commit needs none.</param>
/// <param name="Problems">Every problem found, by row and column.</param>
/// <param name="Sample">The first rows, masked; empty when committed or discarded.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
/// <param name="CommittedAt">When it was written.</param>
/// <param name="LeftOut">Rows of the file that hold something and are not of the list.</param>
/// <param name="Corrected">How many people it corrected; null: it was not taken as a correction.</param>
public sealed record TalentImport(
    Guid Id,
    string FileName,
    string State,
    int RowCount,
    int BadRowCount,
    IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<ImportSample> Sample,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CommittedAt,
    IReadOnlyList<LeftOutRow> LeftOut,
    int? Corrected
) : IListImport;

/// <summary>An import in a list.</summary>
/// <param name="Id">Id of the import.</param>
/// <param name="FileName">Name of the uploaded file.</param>
/// <param name="State"><c>preview</c>, <c>committed</c> or <c>discarded</c>.</param>
/// <param name="RowCount">People in the list.</param>
/// <param name="BadRowCount">Rows with at least one problem.</param>
/// <param name="CreatedBy">Name of who uploaded it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Corrected">How many people it corrected; null: it was not taken as a correction.</param>
public sealed record TalentImportSummary(
    Guid Id,
    string FileName,
    string State,
    int RowCount,
    int BadRowCount,
    string? CreatedBy,
    DateTimeOffset CreatedAt,
    int? Corrected
);

/// <summary>A row of the list as read, masked; texts that could not be read stand as they came.</summary>
/// <param name="Row">Row as the spreadsheet program numbers it.</param>
/// <param name="Name">姓名.</param>
/// <param name="IdNumber">身份证号, all but the last four hidden.</param>
/// <param name="Phone">手机号, all but the last four hidden.</param>
/// <param name="Tier">人才类别.</param>
/// <param name="Employer">工作单位.</param>
/// <param name="Division">所属县区.</param>
/// <param name="ContractEnd">合同截止日期.</param>
public sealed record ImportSample(
    int Row,
    string Name,
    string IdNumber,
    string Phone,
    string Tier,
    string Employer,
    string Division,
    string ContractEnd
);
