using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TalentCard.Bench.Failover;

/// <summary>
/// One PostgreSQL under its Patroni. The other members reach it, and it reaches etcd, by wires that can be cut; its clients and
/// HAProxy reach it directly, as when the network breaks between the database's machines alone.
/// </summary>
internal sealed class Node : IDisposable
{
    private static readonly string[] AsNobody =
    [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        // As db/server: PostgreSQL refuses root, and whoever is not root must pass through root's folders.
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
    ];

    private readonly string folder;
    private readonly Wire postgres;
    private readonly Wire rest;
    private readonly Wire etcd;
    private Process? patroni;

    /// <summary>Writes its configuration; nothing starts yet.</summary>
    /// <param name="name">Its name in the cluster.</param>
    /// <param name="parent">The cluster's folder.</param>
    /// <param name="binaries">PostgreSQL's programs.</param>
    /// <param name="etcdPort">Where etcd listens.</param>
    public Node(string name, string parent, string binaries, int etcdPort)
    {
        Name = name;
        folder = Path.Combine(parent, name);
        postgres = new Wire(Port);
        rest = new Wire(RestPort);
        etcd = new Wire(etcdPort);
        Run("install", Environment.UserName == "root" ? ["-d", "-o", "65534", "-m", "700", folder] : ["-d", "-m", "700", folder]);
        File.WriteAllText(Configuration, JsonSerializer.Serialize(Settings(binaries)));
    }

    public string Name { get; }

    /// <summary>Where clients reach its PostgreSQL.</summary>
    public int Port { get; } = Server.FreePort();

    /// <summary>Where Patroni answers what it is.</summary>
    public int RestPort { get; } = Server.FreePort();

    private string Configuration => Path.Combine(folder, "patroni.json");

    /// <summary>Starts a program as an ordinary user, root or not; what it says goes to a file.</summary>
    public static Process Start(string log, params string[] command)
    {
        string[] all = Environment.UserName == "root" ? [.. AsNobody, .. command] : command;
        // The shell gives way to the program, so that the process is the program's.
        var start = new ProcessStartInfo("sh", ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", log, .. all]);
        return Process.Start(start)!;
    }

    /// <summary>Starts Patroni, which starts PostgreSQL.</summary>
    public void Start()
    {
        patroni?.Dispose();
        patroni = Start(Path.Combine(folder, "../" + Name + ".log"), "patroni", Configuration);
    }

    /// <summary>PostgreSQL dies; Patroni lives on.</summary>
    public void CrashServer() => Signal("KILL", Servers());

    /// <summary>All of it dies at once, as when the machine loses its power.</summary>
    public void Die() => Signal("KILL", [patroni!.Id, .. Servers()]);

    /// <summary>All of it stands still: connections stay, nothing answers.</summary>
    public void Freeze() => Signal("STOP", [patroni!.Id, .. Servers()]);

    /// <summary>It goes on as if no time had passed.</summary>
    public void Thaw() => Signal("CONT", [patroni!.Id, .. Servers()]);

    /// <summary>Takes it from the other members and from etcd; clients still reach it.</summary>
    public void Partition()
    {
        foreach (var wire in (Wire[])[postgres, rest, etcd])
            wire.Cut();
    }

    public void Rejoin()
    {
        foreach (var wire in (Wire[])[postgres, rest, etcd])
            wire.Mend();
    }

    /// <summary>Ends it, whatever state it is in.</summary>
    public void Dispose()
    {
        if (patroni is not null)
            Die();
        patroni?.Dispose();
        foreach (var wire in (Wire[])[postgres, rest, etcd])
            wire.Dispose();
    }

    // The postmaster, which is no child of Patroni's, and what it has started.
    private int[] Servers()
    {
        var file = Path.Combine(folder, "data", "postmaster.pid");
        if (!File.Exists(file))
            return [];
        var postmaster = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
        // A killed one leaves its file behind, and its number to somebody else.
        if (ReadOf(postmaster, "cmdline")?.Contains(folder, StringComparison.Ordinal) != true)
            return [];
        return [postmaster, .. Process.GetProcesses().Where(process => ParentOf(process.Id) == postmaster).Select(one => one.Id)];
    }

    // After the name, which stands in parentheses: state, parent.
    private static int? ParentOf(int process) =>
        ReadOf(process, "stat")?.Split(')')[^1].Split(' ')[2] is { } parent
            ? int.Parse(parent, CultureInfo.InvariantCulture)
            : null;

    private static string? ReadOf(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    // Those that have ended meanwhile are no reason to fail.
    private static void Signal(string name, int[] processes) =>
        Run("sh", ["-c", $"kill -{name} {string.Join(' ', processes)} 2>/dev/null || true"]);

    private static void Run(string program, string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }

    private object Settings(string binaries) =>
        new
        {
            scope = "talentcard",
            name = Name,
            restapi = new { listen = $"127.0.0.1:{RestPort}", connect_address = $"127.0.0.1:{rest.Port}" },
            // Not etcd3: before 3.0.3 Patroni writes its leader's key there without looking whose it is, and a primary that
            // wakes up takes its place back from its successor, with all that was acknowledged in between.
            etcd = new
            {
                hosts = new[] { $"127.0.0.1:{etcd.Port}" },
                // Not by the addresses that etcd says of itself, which lead around the wire.
                use_proxies = true,
            },
            watchdog = new { mode = "off" },
            bootstrap = new
            {
                // As docs/operations.md says.
                dcs = new
                {
                    ttl = 20,
                    loop_wait = 5,
                    retry_timeout = 5,
                    synchronous_mode = true,
                    postgresql = new
                    {
                        use_pg_rewind = true,
                        remove_data_directory_on_diverged_timelines = true,
                        parameters = new { max_connections = 100, wal_keep_size = "1GB" },
                    },
                },
                initdb = new object[] { new { encoding = "UTF8" }, new { locale = "C.UTF-8" }, "data-checksums" },
                pg_hba = new[] { "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust" },
            },
            postgresql = new
            {
                listen = $"127.0.0.1:{Port}",
                connect_address = $"127.0.0.1:{postgres.Port}",
                data_dir = Path.Combine(folder, "data"),
                bin_dir = binaries,
                pgpass = Path.Combine(folder, "pgpass"),
                authentication = new
                {
                    superuser = new { username = "talentcard" },
                    replication = new { username = "talentcard" },
                    rewind = new { username = "talentcard" },
                },
                parameters = new { unix_socket_directories = "" },
            },
        };
}
