namespace TalentCard.Hosting;

/// <summary>
/// The address that people and machines outside call a host by (<c>PublicAddress</c>, e.g. <c>https://card.example</c>): what
/// follows from it is said once. Without the setting everything stays as it is configured.
/// </summary>
internal static class PublicAddress
{
    private const string Setting = "PublicAddress";

    // Probes of the machine itself, and hosts beside this one.
    private static readonly string[] Own = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>
    /// Makes the host answer to the name of its public address, to those of its own machine and to those in <c>AllowedHosts</c>,
    /// and to no other (the framework's host filtering: a 400).
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="same">Settings that are the same address unless they say otherwise.</param>
    /// <exception cref="InvalidOperationException">The setting is no such address.</exception>
    public static void AddPublicAddress(this WebApplicationBuilder builder, params ReadOnlySpan<string> same)
    {
        var settings = builder.Configuration;
        if (Of(settings) is not { } address)
            return;
        var configured = settings["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
        settings["AllowedHosts"] = string.Join(';', [address.IdnHost, .. Own, .. configured.Where(host => host != "*")]);
        foreach (var setting in same)
            settings[setting] ??= address.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>
    /// What comes by the public name came by its scheme, whoever ends TLS in front: links, cookies and HSTS follow. Goes first.
    /// </summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        if (Of(app.Configuration) is not { } address)
            return;
        app.Use(
            (context, next) =>
            {
                if (string.Equals(context.Request.Host.Value, address.Authority, StringComparison.OrdinalIgnoreCase))
                    context.Request.Scheme = address.Scheme;
                return next(context);
            }
        );
    }

    private static Uri? Of(IConfiguration settings) =>
        settings[Setting] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", PathAndQuery: "/" }
            ? address
        : throw new InvalidOperationException($"{Setting} is not an address like https://card.example.");
}
