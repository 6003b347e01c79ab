using System.Text.Json;
using System.Text.RegularExpressions;

namespace TalentCard.Web.Shell;

/// <summary>
/// Addresses of the browser assets, which carry a hash of their content, from the manifest of <c>npm run build</c>.
/// </summary>
internal sealed partial class BuiltAssets
{
    private readonly Dictionary<string, string> addresses;
    private readonly Dictionary<string, string> drawings;
    private readonly Dictionary<string, WithinPage> within;

    public BuiltAssets(IWebHostEnvironment environment)
    {
        var files = environment.WebRootFileProvider;
        var manifest = files.GetFileInfo("assets/manifest.json");
        if (!manifest.Exists)
            throw new InvalidOperationException("The browser assets are missing; run 'npm run build' first.");
        using var stream = manifest.CreateReadStream();
        addresses = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        drawings = Symbol()
            .Matches(Read("icons.svg"))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        within = new()
        {
            ["/card"] = new(Styles("CardPage"), new() { ["phone.js"] = Read("phone.js"), ["card.js"] = Read("card.js") }),
            ["/desk"] = new(Styles("DeskPage"), []),
        };

        string Read(string name) => File.ReadAllText(files.GetFileInfo(addresses[name]).PhysicalPath!);
        (string, string, string) Styles(string page) =>
            (Read($"{page}-app.css"), Read($"{page}-dark.css"), Read($"{page}-contrast.css"));
    }

    /// <summary>The address of the asset with a plain name, e.g. <c>card.js</c>.</summary>
    public string this[string name] => addresses[name];

    /// <summary>The inside of an icon's drawing; empty where there is no such icon.</summary>
    public string Drawing(string icon) => drawings.GetValueOrDefault(icon, "");

    /// <summary>
    /// What goes within the page at this path, so that its first paint waits for one answer alone; null: it links everything.
    /// </summary>
    public WithinPage? Within(PathString path) =>
        within.GetValueOrDefault(
            path.StartsWithSegments("/desk", out var rest) && Guid.TryParse(rest.Value?.TrimStart('/'), out _)
                ? "/desk"
                : path.Value ?? ""
        );

    [GeneratedRegex("<symbol id=\"([^\"]+)\"[^>]*>(.*?)</symbol>", RegexOptions.Singleline)]
    private static partial Regex Symbol();
}

/// <summary>What a page holds instead of asking for it.</summary>
/// <param name="Styles">Its styles, those for the dark, and those for high contrast.</param>
/// <param name="Scripts">Its scripts by name; others it links.</param>
internal sealed record WithinPage((string Light, string Dark, string Contrast) Styles, Dictionary<string, string> Scripts);
