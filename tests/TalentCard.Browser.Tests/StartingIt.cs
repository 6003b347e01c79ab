using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary><c>./run</c>, as a person uses it, on what is built already and with data of its own.</summary>
[Trait("Speed", "slow")]
public sealed class StartingIt(RunningSystem system)
{
    // Far away: it makes a database, loads the demo data and starts three hosts, on a machine that has other work.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task It_starts_lets_a_demo_account_in_and_leaves_nothing_behind_at_ctrl_c()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("talentcard-run-");
        var port = FreePorts(3);
        // In a session of its own, as in a terminal; SIGINT as a terminal has it, whoever started the tests.
        var start = new ProcessStartInfo("setsid", ["env", "--default-signal=INT", "./run"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        start.Environment["TALENTCARD_DATA"] = folder.FullName;
        start.Environment["TALENTCARD_BUILT"] = HostProcess.Configuration;
        start.Environment["TALENTCARD_PORT"] = $"{port}";
        using var run = Process.Start(start)!;
        try
        {
            while (await run.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(Patience, cancel) is { } line)
                if (line == "Ctrl-C stops everything.")
                    break;
            run.HasExited.ShouldBeFalse("it says above why");
            var page = await system.SignInElsewhereAsync($"http://localhost:{port}", "talent1", "/card");
            await Expect(page.Locator("img.code")).ToBeVisibleAsync();

            using var interrupt = Process.Start("kill", ["-INT", "--", $"-{run.Id}"]);
            await run.WaitForExitAsync(cancel).WaitAsync(Patience, cancel);
            run.ExitCode.ShouldBe(130);
            LeftOf(folder).ShouldBeEmpty();
        }
        finally
        {
            foreach (var left in LeftOf(folder))
                left.Kill();
            folder.Delete(recursive: true);
        }
    }

    // Below those that the system gives to whoever asks for any.
    private static int FreePorts(int count)
    {
        while (true)
        {
            var first = Random.Shared.Next(12_000, 30_000);
            if (Enumerable.Range(first, count).All(IsFree))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // All that it starts knows its data folder.
    private static List<Process> LeftOf(DirectoryInfo folder) =>
        [.. Process.GetProcesses().Where(process => Knows(process, folder))];

    private static bool Knows(Process process, DirectoryInfo folder)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ").Contains(folder.FullName, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
