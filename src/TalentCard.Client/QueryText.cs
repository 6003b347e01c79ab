using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Refit;

namespace TalentCard.Client;

/// <summary>How the Api's addresses write a value, in a path and in a query.</summary>
public sealed class QueryText : IUrlParameterFormatter
{
    /// <summary>The value as text, of the same form in every culture; null is left out.</summary>
    public static string? Of(object? value) =>
        value switch
        {
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
            bool yes => yes ? "true" : "false",
            Enum one => JsonNamingPolicy.SnakeCaseLower.ConvertName(one.ToString()),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    /// <inheritdoc />
    public string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type) =>
        value is null ? null : Of(value);
}
