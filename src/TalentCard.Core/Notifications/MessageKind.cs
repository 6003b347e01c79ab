using System.Text.Json;
using System.Text.RegularExpressions;

namespace TalentCard.Core.Notifications;

/// <summary>What a message of a kind says in one language. Words in braces are filled from its arguments.</summary>
/// <param name="Name">What the kind is called.</param>
/// <param name="Title">The headline, and an e-mail's subject.</param>
/// <param name="Text">The sentence or two below it.</param>
/// <param name="Sms">The whole text message, where the kind is sent as one.</param>
public sealed record MessageTemplate(string Name, string Title, string Text, string? Sms);

/// <summary>A kind of message: one entry of <c>message-kinds.json</c>.</summary>
/// <param name="Code">Its stable code.</param>
/// <param name="Roles">Who gets such messages.</param>
/// <param name="Channels">Where it goes beside the app.</param>
/// <param name="Mandatory">Whether nobody can switch it off.</param>
/// <param name="Urgent">Whether it goes out at any hour, and alone.</param>
/// <param name="Address">The page of the Web that it leads to.</param>
/// <param name="Arguments">What a message of the kind must bring along.</param>
/// <param name="Zh">Its words in Chinese.</param>
/// <param name="En">Its words in English.</param>
public sealed partial record MessageKind(
    string Code,
    string[] Roles,
    string[] Channels,
    bool Mandatory,
    bool Urgent,
    string Address,
    string[] Arguments,
    MessageTemplate Zh,
    MessageTemplate En
)
{
    private static readonly Lazy<IReadOnlyDictionary<string, MessageKind>> Kinds = new(Read);

    /// <summary>Every kind by its code.</summary>
    public static IReadOnlyDictionary<string, MessageKind> All => Kinds.Value;

    /// <summary>Every code.</summary>
    public static string[] Codes { get; } = [.. All.Keys];

    /// <summary>The codes of those that nobody can switch off.</summary>
    public static string[] MandatoryCodes { get; } = [.. All.Values.Where(kind => kind.Mandatory).Select(kind => kind.Code)];

    /// <summary>The kind's words in a language, <c>zh</c> or <c>en</c>.</summary>
    public MessageTemplate In(string language) => language == "en" ? En : Zh;

    /// <summary>Fills the words in braces of a template's text. What a message brings in Chinese alone (<c>place</c> without
    /// <c>place_en</c>) stands for the English too.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> arguments) =>
        Placeholder()
            .Replace(
                template,
                match =>
                    match.Groups[1].Value is var name && arguments.TryGetValue(name, out var value)
                        ? value
                        : arguments[name.Replace("_en", "", StringComparison.Ordinal)]
            );

    /// <summary>The names in braces of a template's text.</summary>
    public static IEnumerable<string> PlaceholdersOf(string template) =>
        Placeholder().Matches(template).Select(match => match.Groups[1].Value);

    private static Dictionary<string, MessageKind> Read()
    {
        using var stream = typeof(MessageKind).Assembly.GetManifestResourceStream("message-kinds.json")!;
        return JsonSerializer
            .Deserialize<Dictionary<string, MessageKind>>(stream, JsonSerializerOptions.Web)!
            .ToDictionary(pair => pair.Key, pair => pair.Value with { Code = pair.Key });
    }

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Placeholder();
}
