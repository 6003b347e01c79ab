using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using TalentCard.Testing;

namespace TalentCard.Browser.Tests;

/// <summary>
/// The hosts of one installation, as processes over a database with the demo data. What all of them are told is said here.
/// </summary>
public sealed class Hosts : IDisposable
{
    // Nothing listens on port 9 (discard).
    private const string Nowhere = "http://127.0.0.1:9";
    private readonly string secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
    private readonly List<HostProcess> processes = [];
    private readonly TestDatabase database;
    private readonly string web;
    private readonly string api;
    private readonly Dictionary<string, string> common;

    /// <summary>None is started yet.</summary>
    /// <param name="database">Their database.</param>
    /// <param name="web">The address that browsers call.</param>
    /// <param name="api">The address that the issuer is called by.</param>
    /// <param name="more">Further settings of all of them.</param>
    public Hosts(TestDatabase database, string web, string api, params (string Name, string Value)[] more)
    {
        (this.database, this.web, this.api) = (database, web, api);
        common = With(
            new()
            {
                ["ConnectionStrings__TalentCard"] = database.ConnectionString,
                ["FieldEncryption__Keys__1"] = Convert.ToBase64String(new byte[32]),
                ["FieldEncryption__LookupKey"] = Convert.ToBase64String(new byte[32]),
                ["Demo__Enabled"] = "true",
                ["Card__Issuer"] = "huainan",
                ["Authentication__Authority"] = api,
                ["Logging__LogLevel__Default"] = "Warning",
            },
            more
        );
    }

    /// <summary>What those of an installation without TLS are told beside.</summary>
    public static (string Name, string Value)[] WithoutTls =>
        [("ASPNETCORE_ENVIRONMENT", "Development"), ("Authentication__RequireHttps", "false")];

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts the Api, at an address of its own.</summary>
    public HostProcess StartApi(string address, params (string Name, string Value)[] more) =>
        Start(
            "Api",
            [
                ("ASPNETCORE_URLS", address),
                ("Connect__Issuer", api),
                ("Connect__Clients__0__ClientId", "talentcard-web"),
                ("Connect__Clients__0__Name", "TalentCard"),
                ("Connect__Clients__0__Secret", secret),
                ("Connect__Clients__0__GrantTypes__0", "authorization_code"),
                ("Connect__Clients__0__GrantTypes__1", "refresh_token"),
                ("Connect__Clients__0__RedirectUris__0", $"{web}/signin-oauth"),
                ("Connect__Clients__0__PostLogoutRedirectUris__0", $"{web}/"),
                ("Connect__Clients__0__Scopes", "people"),
                .. more,
            ]
        );

    /// <summary>Starts a Web, at an address of its own, before the Api's.</summary>
    public HostProcess StartWeb(
        string address,
        string apiAddress,
        string? worker = null,
        params (string Name, string Value)[] more
    ) =>
        Start(
            "Web",
            [
                ("ASPNETCORE_URLS", address),
                ("ConnectionStrings__Web", database.WebConnectionString),
                ("Api__Address", apiAddress),
                ("Worker__Address", worker ?? Nowhere),
                ("Authentication__ClientSecret", secret),
                .. more,
            ]
        );

    /// <summary>Starts the Worker, at an address of its own.</summary>
    public HostProcess StartWorker(string address) => Start("Worker", [("ASPNETCORE_URLS", address), ("Jobs__Poll", "00:00:01")]);

    /// <summary>Waits until a Web says that it and the Api are ready.</summary>
    /// <param name="http">How it is asked.</param>
    /// <param name="address">Its address, or that of the proxy before it.</param>
    public Task BecomeReadyAsync(HttpClient http, string address) =>
        Eventually.ShouldComeAsync(
            async () =>
            {
                if (processes.Find(process => process.HasExited) is { } ended)
                    throw new InvalidOperationException($"The system did not start.\n{ended.LastWords()}");
                try
                {
                    using var answer = await http.GetAsync($"{address}/health/ready");
                    return (object?)answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    // Not listening yet.
                    return null;
                }
            },
            "the system; what its hosts say stands in .data/logs/hosts"
        );

    /// <summary>Ends one of them at once and without a word (SIGKILL).</summary>
    public void Kill(HostProcess process)
    {
        processes.Remove(process);
        process.Dispose();
    }

    /// <inheritdoc />
    public void Dispose() => processes.ForEach(process => process.Dispose());

    private HostProcess Start(string project, (string Name, string Value)[] settings)
    {
        var process = HostProcess.Start(project, With(new(common), settings));
        processes.Add(process);
        return process;
    }

    private static Dictionary<string, string> With(Dictionary<string, string> settings, (string Name, string Value)[] more)
    {
        foreach (var (name, value) in more)
            settings[name] = value;
        return settings;
    }
}
