using System.ComponentModel.DataAnnotations;
using TalentCard.Contracts.Lists;

namespace TalentCard.Contracts.Talents;

/// <summary>What an uploaded list says otherwise of people who are talents already.</summary>
/// <param name="Id">Id of the import.</param>
/// <param name="FileName">Name of the uploaded file.</param>
/// <param name="RowCount">People in the list.</param>
/// <param name="Same">People of whom it says nothing new.</param>
/// <param name="People">People of whom it does, in the order of the list.</param>
/// <param name="Problems">Rows that cannot be taken: a bad cell, nobody or several people whom they could mean.</param>
public sealed record TalentListCorrection(
    Guid Id,
    string FileName,
    int RowCount,
    int Same,
    IReadOnlyList<TalentRowCorrection> People,
    IReadOnlyList<ImportProblem> Problems
);

/// <summary>What a row of a list says otherwise of a talent.</summary>
/// <param name="Row">Row as the spreadsheet program numbers it.</param>
/// <param name="TalentId">The talent.</param>
/// <param name="Name">Their name as it is.</param>
/// <param name="Employer">Their employer as it is.</param>
/// <param name="Version">Number of the talent's version that this was read of.</param>
/// <param name="Changes">The fields that differ.</param>
public sealed record TalentRowCorrection(
    int Row,
    Guid TalentId,
    string Name,
    string Employer,
    int Version,
    IReadOnlyList<TalentFieldChange> Changes
);

/// <summary>A field as it is and as the list has it; personal ones are masked.</summary>
/// <param name="Field">
/// <c>name</c>, <c>idNumber</c> (of a row that was found by name and employer; it waits for a second person), <c>phone</c>,
/// <c>email</c>, <c>tier</c>, <c>employer</c>, <c>division</c> or <c>contractEnd</c>.
/// </param>
/// <param name="Old">As it is; null: nothing is known.</param>
/// <param name="New">As the list has it.</param>
public sealed record TalentFieldChange(string Field, string? Old, string New);

/// <summary>What is taken of a list as a correction.</summary>
/// <param name="Reason">Why, 2 to 500 characters; it is kept in each talent's trail.</param>
/// <param name="Rows">The rows that are taken.</param>
public sealed record TalentListChoice(
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason,
    [property: Required, MinLength(1), MaxLength(10_000), Each] TalentRowChoice[] Rows
);

/// <summary>What is taken of a row.</summary>
/// <param name="Row">The row's number.</param>
/// <param name="Version">The talent's version that was looked at.</param>
/// <param name="Fields">The fields that are taken.</param>
public sealed record TalentRowChoice(
    [property: Range(1, 2_000_000)] int Row,
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, MinLength(1), MaxLength(8), Each] string[] Fields
);
