using Microsoft.AspNetCore.HttpOverrides;

namespace TalentCard.Hosting;

/// <summary>
/// Whose word about a caller's address and scheme is taken: that of the proxies whose networks stand in <c>Proxies:Known</c>
/// (<c>10.0.0.0/8</c>, <c>::1/128</c>), and nobody else's. Without any, the address is that of whoever connects.
/// </summary>
internal static class KnownProxies
{
    /// <summary>Reads the networks.</summary>
    /// <exception cref="FormatException">One of them is none.</exception>
    /// <exception cref="InvalidOperationException">The framework's own switch is on, which believes everybody.</exception>
    public static void AddKnownProxies(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetValue("ForwardedHeaders_Enabled", false))
            throw new InvalidOperationException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED lets anybody write any address into the trail; name the proxies in Proxies:Known."
            );
        var networks = (configuration.GetSection("Proxies:Known").Get<string[]>() ?? [])
            .Select(System.Net.IPNetwork.Parse)
            .ToArray();
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders =
                networks.Length > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
            // As many as there are known ones one behind the other: the first that is not known is the caller.
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks)
                options.KnownIPNetworks.Add(network);
        });
    }
}
