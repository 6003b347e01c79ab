using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts;

/// <summary>A day from 1950 to 2200: one far off is a mistake, and its instants may not exist. Null is valid.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class SensibleDayAttribute() : ValidationAttribute("between 1950 and 2200")
{
    /// <inheritdoc />
    public override bool IsValid(object? value) => value is not DateOnly { Year: < 1950 or > 2200 };
}
