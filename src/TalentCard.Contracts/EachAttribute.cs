using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts;

/// <summary>
/// Holds the elements of an array to their own rules, as the host's validation does not go into arrays: none is null, a text has
/// 1 to 200 characters, a record passes its annotations.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EachAttribute : ValidationAttribute
{
    private const int LongestText = 200;

    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        List<string> faults = [];
        foreach (var (index, element) in ((value as IEnumerable)?.Cast<object?>() ?? []).Index())
        {
            if (element is null)
                faults.Add($"[{index}]: required");
            else if (element is string { Length: 0 or > LongestText })
                faults.Add($"[{index}]: 1 to {LongestText} characters");
            else if (element is not string)
                faults.AddRange(Of(element).Select(fault => $"[{index}]: {fault}"));
        }
        return faults.Count == 0
            ? ValidationResult.Success
            : new ValidationResult(string.Join("; ", faults), [validationContext.MemberName ?? ""]);
    }

    private static IEnumerable<string> Of(object element)
    {
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(element, new ValidationContext(element), faults, validateAllProperties: true);
        return faults.Select(fault => fault.ErrorMessage ?? "invalid");
    }
}
