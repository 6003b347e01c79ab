using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Stations;

/// <summary>What a list of postdocs is narrowed to; null is everything.</summary>
/// <param name="Q">Part of the name.</param>
/// <param name="Station">The station.</param>
/// <param name="Discipline">Code of the discipline.</param>
/// <param name="State">The state; <c>admitted</c> are those whose entry was approved for a day to come, <c>resident</c> those who
/// have entered.</param>
/// <param name="ResidentOn">In residence on this day.</param>
/// <param name="EnteredIn">Year of entry.</param>
/// <param name="EnteredFrom">First day of entry.</param>
/// <param name="EnteredTo">Last day of entry.</param>
/// <param name="LeftFrom">First day of leaving.</param>
/// <param name="LeftTo">Last day of leaving.</param>
/// <param name="Destination">Where they went.</param>
/// <param name="ProposalOnTime">Whether the proposal was on time.</param>
/// <param name="MidtermOnTime">Whether the midterm review was on time.</param>
/// <param name="CompletionOnTime">Whether the residence was completed on time.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record PostdocQuery(
    [property: StringLength(100)] string? Q = null,
    Guid? Station = null,
    [property: StringLength(4)] string? Discipline = null,
    [property: AllowedValues(null, "proposed", "admitted", "resident", "completed", "withdrawn", "rejected")]
        string? State = null,
    [property: SensibleDay] DateOnly? ResidentOn = null,
    [property: Range(1950, 2200)] int? EnteredIn = null,
    [property: SensibleDay] DateOnly? EnteredFrom = null,
    [property: SensibleDay, NotBefore("EnteredFrom")] DateOnly? EnteredTo = null,
    [property: SensibleDay] DateOnly? LeftFrom = null,
    [property: SensibleDay, NotBefore("LeftFrom")] DateOnly? LeftTo = null,
    [property: StringLength(20)] string? Destination = null,
    bool? ProposalOnTime = null,
    bool? MidtermOnTime = null,
    bool? CompletionOnTime = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
