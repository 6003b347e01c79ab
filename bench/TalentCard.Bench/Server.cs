using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace TalentCard.Bench;

/// <summary>The Api as it is released, in a process of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>The secret of its clients.</summary>
    public static readonly string Secret = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
    private readonly Process process;

    private Server(Process process, int port, string token)
    {
        this.process = process;
        Port = port;
        Token = token;
    }

    public int Port { get; }

    /// <summary>An access token of the bench's partner system.</summary>
    public string Token { get; }

    /// <summary>The most memory that the process ever held, in MB.</summary>
    public double PeakMegabytes =>
        File.ReadLines($"/proc/{process.Id}/status")
            .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => double.Parse(line[6..^2], CultureInfo.InvariantCulture) / 1024)
            .Single();

    /// <summary>Starts the Api's assembly; with the bare endpoint, unless it is of another version than this.</summary>
    public static async Task<Server> StartAsync(
        string api,
        string database,
        IReadOnlyDictionary<string, string?> settings,
        bool withBareEndpoint = true
    )
    {
        var port = FreePort();
        var address = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo("dotnet", [api])
        {
            WorkingDirectory = Path.GetDirectoryName(api),
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = address;
        if (withBareEndpoint)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(Server).Assembly.Location;
            start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(Server).Assembly.GetName().Name;
        }
        start.Environment["ConnectionStrings__TalentCard"] = database;
        start.Environment["Authentication__Authority"] = address;
        start.Environment["Authentication__RequireHttps"] = "false";
        start.Environment["Connect__Issuer"] = address;
        start.Environment["Desk__RequestsPerSecond"] = "1000000";
        start.Environment["Connect__Clients__0__ClientId"] = "bench";
        start.Environment["Connect__Clients__0__Name"] = "bench";
        start.Environment["Connect__Clients__0__Secret"] = Secret;
        start.Environment["Connect__Clients__0__GrantTypes__0"] = "client_credentials";
        start.Environment["Connect__Clients__0__Scopes"] = "verify redeem";
        start.Environment["Connect__Clients__0__PartnerId"] = Fill.Partner.ToString();
        var process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new Server(process, port, await TokenAsync(address));
    }

    /// <summary>Another token: none lives as long as a long run.</summary>
    public Task<string> NewTokenAsync() => TokenAsync($"http://127.0.0.1:{Port}");

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<string> TokenAsync(string address)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        for (var tries = 0; ; tries++)
        {
            try
            {
                var answer = await http.PostAsync(
                    "/connect/token",
                    new FormUrlEncodedContent(
                        new Dictionary<string, string>
                        {
                            ["grant_type"] = "client_credentials",
                            ["client_id"] = "bench",
                            ["client_secret"] = Secret,
                            ["scope"] = "verify redeem",
                        }
                    )
                );
                answer.EnsureSuccessStatusCode();
                return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
            }
            catch (HttpRequestException) when (tries < 60)
            {
                await Task.Delay(500);
            }
        }
    }

    /// <summary>A port that nothing listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
