using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Stations;

/// <summary>What comes due.</summary>
/// <param name="Days">Within so many days.</param>
/// <param name="Station">Of this station; null is every that the caller sees.</param>
public sealed record DueQuery([property: Range(0, 3650)] int Days = DueQuery.DefaultDays, Guid? Station = null)
{
    /// <summary>How far ahead unless asked otherwise, in days.</summary>
    public const int DefaultDays = 90;
}
