using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts;

/// <summary>
/// The end of a period, which must not lie before its beginning: a period the wrong way round has nothing in it, and looks like
/// one in which nothing happened. Valid where either end is null.
/// </summary>
/// <param name="first">Name of the property that the period begins with, of the same type.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotBeforeAttribute(string first) : ValidationAttribute("must not lie before the first day")
{
    /// <summary>Name of the property that the period begins with.</summary>
    public string First => first;

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var beginning = validationContext.ObjectType.GetProperty(first)!.GetValue(validationContext.ObjectInstance);
        return value is IComparable end && beginning is not null && end.CompareTo(beginning) < 0
            ? new ValidationResult(ErrorMessageString, [validationContext.MemberName ?? ""])
            : ValidationResult.Success;
    }
}
