using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace TalentCard.Web.Api;

/// <summary>
/// A list's query as it stands in a page's address: the same record, with the same names, that the Api is asked with.
/// </summary>
internal static class AddressQuery
{
    /// <summary>Reads the query out of an address. What is blank there is not said.</summary>
    /// <exception cref="ApiProblemException">A field says what it cannot mean; it is named as the Api would name it.</exception>
    public static T Read<T>(this IQueryCollection query)
    {
        var constructor = typeof(T).GetConstructors()[0];
        return (T)constructor.Invoke([.. constructor.GetParameters().Select(parameter => ValueOf(query, parameter))]);
    }

    /// <summary>What the query's own rules refuse, as the Api would; null: nothing.</summary>
    public static ApiProblem? Faults(this object query)
    {
        List<ValidationResult> faults = [];
        return Validator.TryValidateObject(query, new ValidationContext(query), faults, validateAllProperties: true)
            ? null
            : Refused(
                faults
                    .SelectMany(fault => fault.MemberNames, (fault, name) => (name, fault.ErrorMessage))
                    .ToLookup(fault => JsonNamingPolicy.CamelCase.ConvertName(fault.name), fault => fault.ErrorMessage ?? "")
                    .ToDictionary(field => field.Key, field => field.ToArray())
            );
    }

    /// <summary>The address of a page with what the query says.</summary>
    /// <param name="path">The page, which may have a query already.</param>
    /// <param name="query">The query; what its record has by default is left out, and so is how many rows a page holds.</param>
    public static string Address(this object query, string path)
    {
        var constructor = query.GetType().GetConstructors()[0];
        return QueryHelpers.AddQueryString(
            path,
            constructor
                .GetParameters()
                .Where(parameter => parameter.Name != nameof(ListQuery.Limit))
                .Select(parameter => (Parameter: parameter, Value: query.GetType().GetProperty(parameter.Name!)!.GetValue(query)))
                .Where(field => !Equals(field.Value, field.Parameter.HasDefaultValue ? field.Parameter.DefaultValue : null))
                .Select(field => KeyValuePair.Create(Name(field.Parameter), QueryText.Of(field.Value)))
        );
    }

    private static string Name(ParameterInfo parameter) => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);

    private static object? ValueOf(IQueryCollection query, ParameterInfo parameter)
    {
        var text = query[Name(parameter)].LastOrDefault()?.Trim();
        if (string.IsNullOrEmpty(text))
            return parameter.HasDefaultValue ? parameter.DefaultValue : Missing(parameter);
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return Parse(text, type) ?? throw Refused(parameter);
    }

    private static string Missing(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "" : throw Refused(parameter);

    private static object? Parse(string text, Type type) =>
        type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(Guid) => Guid.TryParse(text, out var id) ? id : null,
            _ when type == typeof(bool) => bool.TryParse(text, out var yes) ? yes : null,
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null,
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var at
            )
                ? at
                : null,
            _ => throw new InvalidOperationException($"An address holds no {type.Name}."),
        };

    private static ApiProblemException Refused(ParameterInfo parameter) =>
        new(Refused(new Dictionary<string, string[]> { [Name(parameter)] = ["not valid"] }));

    private static ApiProblem Refused(Dictionary<string, string[]> errors) =>
        new(
            StatusCodes.Status400BadRequest,
            "invalid_request",
            "请按提示修改后重新提交。",
            "Correct the fields named and send it again.",
            errors
        );
}
