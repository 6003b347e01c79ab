using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.PersonalData;

/// <summary>How long a kind of record is kept, as administrators set it.</summary>
/// <param name="Kind"><c>talents</c>, <c>hotline</c>, <c>scans</c>, <c>trail</c>, <c>postdocs</c> or
/// <c>experts</c>.</param>
/// <param name="Months">For how many months.</param>
/// <param name="LeastMonths">The least that law asks for.</param>
/// <param name="MostMonths">The most that the purpose carries.</param>
/// <param name="Ground">What law asks for it, in Chinese.</param>
/// <param name="GroundEn">The same in English.</param>
/// <param name="Version">Counts the changes; an edit sends it back as <c>If-Match</c>.</param>
public sealed record RetentionSetting(
    string Kind,
    int Months,
    int LeastMonths,
    int MostMonths,
    string Ground,
    string GroundEn,
    int Version
) : IVersioned;

/// <summary>Another period for a kind of record.</summary>
/// <param name="Months">For how many months, within the kind's bounds.</param>
/// <param name="Ground">What law asks for it, in Chinese.</param>
/// <param name="GroundEn">The same in English.</param>
/// <param name="Reason">Why it is changed, 2 to 500 characters; kept in the audit trail.</param>
public sealed record RetentionEdit(
    [property: Range(1, 600)] int Months,
    [property: Required, StringLength(300, MinimumLength = 2)] string Ground,
    [property: Required, StringLength(500, MinimumLength = 2)] string GroundEn,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason
);
