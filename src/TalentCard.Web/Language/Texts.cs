using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace TalentCard.Web.Language;

/// <summary>
/// The pages' texts. The Chinese sentence is the key, as in gettext; beside the pages lie <c>*.en.json</c> files that
/// hold the English one. A sentence without one shows in Chinese; a test keeps the files complete.
/// </summary>
internal sealed class Texts : IStringLocalizer
{
    private static readonly Dictionary<string, string> English = Load();

    public LocalizedString this[string name] => Find(name);

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var found = Find(name);
            return new LocalizedString(name, string.Format(Plurals.Instance, found.Value, arguments), found.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        English.Select(pair => new LocalizedString(pair.Key, pair.Value));

    private static LocalizedString Find(string name)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh")
            return new LocalizedString(name, name);
        return English.TryGetValue(name, out var text)
            ? new LocalizedString(name, text)
            : new LocalizedString(name, name, resourceNotFound: true);
    }

    private static Dictionary<string, string> Load()
    {
        var assembly = typeof(Texts).Assembly;
        var all = new Dictionary<string, string>();
        foreach (
            var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".en.json", StringComparison.Ordinal))
        )
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            foreach (var (zh, en) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
                if (!all.TryAdd(zh, en) && all[zh] != en)
                    throw new InvalidOperationException($"{resource} translates '{zh}' otherwise than another file does.");
        }
        return all;
    }

    /// <summary>
    /// English counts: <c>{0} {0:card|cards}</c> writes <c>1 card</c> and <c>2 cards</c>; other formats are .NET's own.
    /// </summary>
    private sealed class Plurals : IFormatProvider, ICustomFormatter
    {
        public static readonly Plurals Instance = new();

        public object? GetFormat(Type? formatType) =>
            formatType == typeof(ICustomFormatter) ? this : CultureInfo.CurrentCulture.GetFormat(formatType!);

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
            format?.Split('|') switch
            {
                [var one, var other] => arg is 1 or 1L or "1" ? one : other,
                _ => arg is IFormattable number ? number.ToString(format, CultureInfo.CurrentCulture) : arg?.ToString() ?? "",
            };
    }
}
