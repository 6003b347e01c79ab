using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using TalentCard.Testing;
using TalentCard.Worker.Tests.Jobs;

namespace TalentCard.Worker.Tests;

/// <summary>The Worker as a process of its own, which a test may kill.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
    private readonly Process process;

    private readonly ConcurrentQueue<string> lines = new();

    private WorkerProcess(Process process, string name)
    {
        (this.process, Name) = (process, name);
        process.OutputDataReceived += (_, said) => { if (said.Data is { } line) lines.Enqueue(line); };
        process.BeginOutputReadLine();
    }

    /// <summary>What its connections are called in the database.</summary>
    public string Name { get; }

    /// <summary>Starts one on the database.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="settings">Further environment variables.</param>
    public static WorkerProcess Start(string connectionString, params (string Name, string Value)[] settings)
    {
        var name = $"worker-{Guid.NewGuid():N}";
        var folder = Repository.PathOf("src/TalentCard.Worker");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "bin", Configuration, "net10.0", "TalentCard.Worker.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["ConnectionStrings__TalentCard"] = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name }.ConnectionString,
                ["FieldEncryption__Keys__1"] = Convert.ToBase64String(new byte[32]),
                ["FieldEncryption__LookupKey"] = Convert.ToBase64String(new byte[32]),
                ["Jobs__Poll"] = "00:00:01",
                ["Jobs__CheckIn"] = "00:00:01",
                ["Logging__Console__LogLevel__Default"] = "Warning",
            },
        };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return new WorkerProcess(Process.Start(start)!, name);
    }

    /// <summary>Waits until it has logged the words.</summary>
    public async Task ShouldSayAsync(string words) =>
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(lines.Any(line => line.Contains(words, StringComparison.Ordinal))), words);

    /// <summary>Ends it at once and without a word (SIGKILL).</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
