using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts;

/// <summary>
/// A day or an instant from 1950 to 2200: one far off is a mistake, and what is reckoned from it may not exist. Null is valid.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class SensibleDayAttribute() : ValidationAttribute("between 1950 and 2200")
{
    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is not (DateOnly { Year: < 1950 or > 2200 } or DateTimeOffset { Year: < 1950 or > 2200 });
}
