using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalentCard.Contracts;

/// <summary>
/// The words of an enumeration's values (<c>ask_extension</c>), as they stand in the database, in contracts and in addresses.
/// </summary>
public static class Words
{
    /// <summary>The word of a value.</summary>
    public static string Word<T>(this T value)
        where T : struct, Enum => Of<T>.Known[value];

    /// <summary>The value of a word.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static T Parse<T>(string word)
        where T : struct, Enum => Of<T>.Values[word];

    private static class Of<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Known = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Known.ToFrozenDictionary(
            pair => pair.Value,
            pair => pair.Key
        );
    }
}

/// <summary>Writes an enumeration as its <see cref="Words"/>.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
