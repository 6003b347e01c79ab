using System.Diagnostics;

namespace TalentCard.Bench.Failover;

/// <summary>Asks the Api all the time whether it is ready.</summary>
internal sealed class Readiness : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Asks until stopped.</summary>
    public Readiness(int port, Counters counters, CancellationToken stop) => Task = WatchAsync(port, counters, stop);

    /// <summary>Ends when it is stopped.</summary>
    public Task Task { get; }

    /// <summary>When it last said that it is not, or nothing, by the counters' clock; null: never.</summary>
    public TimeSpan? LastAway { get; private set; }

    public void Dispose() => http.Dispose();

    private async Task WatchAsync(int port, Counters counters, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!await IsReadyAsync(port))
                LastAway = counters.Now;
            await System.Threading.Tasks.Task.Delay(200, CancellationToken.None);
        }
    }

    private async Task<bool> IsReadyAsync(int port)
    {
        try
        {
            using var answer = await http.GetAsync($"http://127.0.0.1:{port}/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>The Worker as it is released, in a process of its own.</summary>
internal sealed class WorkerHost : IDisposable
{
    private readonly Process process;

    /// <summary>Starts it.</summary>
    public WorkerHost(string assembly, string database)
    {
        var start = new ProcessStartInfo("dotnet", [assembly])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in BenchServices.Settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ConnectionStrings__TalentCard"] = database;
        process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
