namespace TalentCard.Api.Accounts;

/// <summary>What people call a browser, of what it calls itself (RFC 9110, section 10.1.5).</summary>
internal static class BrowserName
{
    // Each names others that it is like; the ones that only few are stand first.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "微信 WeChat"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Macintosh", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Browser and system, e.g. <c>Chrome · Windows</c>; null: neither is known.</summary>
    public static string? Of(string userAgent)
    {
        var known = new[] { Find(Browsers), Find(Systems) }.OfType<string>().ToArray();
        return known.Length == 0 ? null : string.Join(" · ", known);

        string? Find((string Mark, string Name)[] names) =>
            names.FirstOrDefault(one => userAgent.Contains(one.Mark, StringComparison.Ordinal)).Name;
    }
}
