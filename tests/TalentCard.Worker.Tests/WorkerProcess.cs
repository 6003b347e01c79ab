using Npgsql;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests;

/// <summary>The Worker as a process of its own, which a test may kill.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly HostProcess process;

    private WorkerProcess(HostProcess process, string name) => (this.process, Name) = (process, name);

    /// <summary>What its connections are called in the database.</summary>
    public string Name { get; }

    /// <summary>Starts one on the database.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="settings">Further environment variables.</param>
    public static WorkerProcess Start(string connectionString, params (string Name, string Value)[] settings)
    {
        var name = $"worker-{Guid.NewGuid():N}";
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ConnectionStrings__TalentCard"] = new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = name,
            }.ConnectionString,
            ["FieldEncryption__Keys__1"] = Convert.ToBase64String(new byte[32]),
            ["FieldEncryption__LookupKey"] = Convert.ToBase64String(new byte[32]),
            ["Jobs__Poll"] = "00:00:01",
            ["Jobs__CheckIn"] = "00:00:01",
            ["Logging__Console__LogLevel__Default"] = "Warning",
        };
        foreach (var (key, value) in settings)
            environment[key] = value;
        return new WorkerProcess(HostProcess.Start("Worker", environment), name);
    }

    /// <summary>Waits until it has logged the words.</summary>
    public async Task ShouldSayAsync(string words) =>
        await Eventually.ShouldComeAsync(
            () => Task.FromResult<bool?>(process.Lines.Any(line => line.Contains(words, StringComparison.Ordinal))),
            words
        );

    /// <summary>Ends it at once and without a word (SIGKILL).</summary>
    public void Kill() => process.Kill();

    public void Dispose() => process.Dispose();
}
