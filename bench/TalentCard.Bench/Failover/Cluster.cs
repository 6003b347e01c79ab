using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace TalentCard.Bench.Failover;

/// <summary>Three PostgreSQL under Patroni with one etcd, and HAProxy before them.</summary>
internal sealed class Cluster : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Node[] nodes;
    private readonly Process etcd;
    private readonly Process proxy;

    /// <summary>Starts it.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="binaries">PostgreSQL's programs.</param>
    public Cluster(string folder, string binaries)
    {
        var (clients, peers) = ($"http://127.0.0.1:{Server.FreePort()}", $"http://127.0.0.1:{Server.FreePort()}");
        etcd = Node.Start(
            Path.Combine(folder, "etcd.log"),
            "etcd",
            $"--data-dir={folder}/etcd",
            "--enable-v2=true",
            $"--listen-client-urls={clients}",
            $"--advertise-client-urls={clients}",
            $"--listen-peer-urls={peers}",
            $"--initial-advertise-peer-urls={peers}",
            $"--initial-cluster=default={peers}"
        );
        nodes =
        [
            .. from number in Enumerable.Range(1, 3) select new Node($"node{number}", folder, binaries, new Uri(clients).Port),
        ];
        foreach (var node in nodes)
            node.Start();
        var configuration = Path.Combine(folder, "haproxy.cfg");
        File.WriteAllText(configuration, HaProxy());
        proxy = Node.Start(Path.Combine(folder, "haproxy.log"), "haproxy", "-db", "-f", configuration);
    }

    /// <summary>HAProxy's port.</summary>
    public int Port { get; } = Server.FreePort();

    /// <summary>Where each PostgreSQL listens, as Npgsql's <c>Host</c> says it.</summary>
    public string Hosts => string.Join(',', nodes.Select(node => $"127.0.0.1:{node.Port}"));

    /// <summary>The primary, once the cluster is whole: it and two standbys that follow, of which one is synchronous.</summary>
    /// <exception cref="TimeoutException">It does not become whole within three minutes.</exception>
    public async Task<Node> WholeAsync()
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(3))
        {
            foreach (var node in nodes)
                if (await IsWholeAsync(node))
                    return node;
            await Task.Delay(250);
        }
        throw new TimeoutException("The cluster did not become whole.");
    }

    /// <summary>Whether another member than this one is the primary now.</summary>
    public async Task<bool> HasPrimaryButAsync(Node old)
    {
        foreach (var node in nodes.Where(node => node != old))
            if (await AskAsync(node, "primary") is not null)
                return true;
        return false;
    }

    public void Dispose()
    {
        foreach (var node in nodes)
            node.Dispose();
        foreach (var process in (Process[])[proxy, etcd])
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
        http.Dispose();
    }

    private async Task<bool> IsWholeAsync(Node node)
    {
        if (await AskAsync(node, "primary") is null || await AskAsync(node, "cluster") is not { } cluster)
            return false;
        var members = cluster.GetProperty("members").EnumerateArray().ToArray();
        return members
                .Select(member => member.GetProperty("role").GetString())
                .Order()
                .SequenceEqual(["leader", "replica", "sync_standby"])
            && members.All(member => member.GetProperty("state").GetString() is "running" or "streaming")
            && members
                .Select(member => member.TryGetProperty("timeline", out var timeline) ? timeline.GetInt32() : 0)
                .Distinct()
                .Count() == 1;
    }

    private async Task<JsonElement?> AskAsync(Node node, string path)
    {
        try
        {
            using var answer = await http.GetAsync($"http://127.0.0.1:{node.RestPort}/{path}");
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private string HaProxy() =>
        $"""
            global
                maxconn 1000
            defaults
                mode tcp
                timeout connect 2s
                timeout check 2s
                timeout client 1h
                timeout server 1h
            listen primary
                bind 127.0.0.1:{Port}
                option httpchk OPTIONS /primary
                http-check expect status 200
                default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
                {string.Join(
                "\n    ",
                nodes.Select(node => $"server {node.Name} 127.0.0.1:{node.Port} check port {node.RestPort}")
            )}

            """;
}
