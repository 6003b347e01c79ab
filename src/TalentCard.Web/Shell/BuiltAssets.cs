using System.Text.Json;

namespace TalentCard.Web.Shell;

/// <summary>Addresses of the browser assets, which carry a hash of their content, from the manifest of <c>npm run build</c>.</summary>
internal sealed class BuiltAssets
{
    private readonly Dictionary<string, string> addresses;

    public BuiltAssets(IWebHostEnvironment environment)
    {
        var manifest = environment.WebRootFileProvider.GetFileInfo("assets/manifest.json");
        if (!manifest.Exists) throw new InvalidOperationException("The browser assets are missing; run 'npm run build' first.");
        using var stream = manifest.CreateReadStream();
        addresses = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    /// <summary>The address of the asset with a plain name, e.g. <c>card.js</c>.</summary>
    public string this[string name] => addresses[name];
}
