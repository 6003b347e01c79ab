using System.Collections.Concurrent;
using System.Diagnostics;

namespace TalentCard.Testing;

/// <summary>
/// A host of this checkout as a process of its own. What it says stands in a file of its own in <c>.data/logs/hosts</c>, and not
/// among the outcomes of tests.
/// </summary>
public sealed class HostProcess : IDisposable
{
    /// <summary>What the tests, and so the hosts, are built as: <c>Debug</c> or <c>Release</c>.</summary>
    public static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    // As in the tests' own processes (Directory.Build.props): most code of a host runs a few times before its test ends, and to
    // measure it and compile it anew for that, or to collect its garbage by threads of their own, costs more than it gives.
    private static readonly Dictionary<string, string> ShortLived = new()
    {
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
    };

    private readonly ConcurrentQueue<string> lines = new();
    private readonly Process process;
    private readonly StreamWriter log;

    private HostProcess(Process process)
    {
        this.process = process;
        var name = Path.GetFileNameWithoutExtension(process.StartInfo.ArgumentList[0]);
        LogFile = Repository.PathOf($".data/logs/hosts/{name}-{process.Id}.log");
        Directory.CreateDirectory(Path.GetDirectoryName(LogFile)!);
        log = new StreamWriter(LogFile) { AutoFlush = true };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where all that it says is kept.</summary>
    public string LogFile { get; }

    /// <summary>What it has said.</summary>
    public IEnumerable<string> Lines => lines;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts <c>src/TalentCard.(project)</c> as it was built with the tests.</summary>
    /// <param name="project">The project's name, e.g. <c>Api</c>.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="arguments">Its command line.</param>
    public static HostProcess Start(string project, IEnumerable<KeyValuePair<string, string>> settings, params string[] arguments)
    {
        var folder = Repository.PathOf($"src/TalentCard.{project}");
        var program = Path.Combine(folder, "bin", Configuration, "net10.0", $"TalentCard.{project}.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in ShortLived.Concat(settings))
            start.Environment[name] = value;
        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it has ended, and gives its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Its last words, to say why it is not there.</summary>
    public string LastWords() => $"{LogFile} ends:\n{string.Join('\n', lines.TakeLast(20))}";

    /// <summary>Ends it at once and without a word (SIGKILL).</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Kill();
        process.Dispose();
        lock (lines)
            log.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs said)
    {
        if (said.Data is not { } line)
            return;
        lines.Enqueue(line);
        lock (lines)
            if (log.BaseStream.CanWrite)
                log.WriteLine(line);
    }
}
