using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Core.CardCodes;

namespace TalentCard.Bench.Failover;

/// <summary>
/// Breaks the primary of a cluster again and again while counters redeem, and says how long nothing was acknowledged, whether the
/// hosts came back by themselves, and whether an acknowledged redemption is missing or was recorded twice.
/// </summary>
internal static class Faults
{
    private const int Cards = 5000;
    private const int CountersOpen = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private static readonly Fault[] All =
    [
        new("PostgreSQL is killed (SIGKILL)", node => node.CrashServer(), null),
        new("the machine dies (SIGKILL to all of it)", node => node.Die(), node => node.Start()),
        new("the machine freezes and wakes up (SIGSTOP, SIGCONT)", node => node.Freeze(), node => node.Thaw()),
        new("it is cut off from the cluster, not from its clients", node => node.Partition(), node => node.Rejoin()),
    ];

    /// <summary>Measures and prints.</summary>
    /// <param name="checkout">The checkout, whose hosts are built.</param>
    /// <param name="binaries">PostgreSQL's programs.</param>
    /// <param name="rounds">How often each fault happens, for each way to connect.</param>
    public static async Task RunAsync(string checkout, string binaries, int rounds)
    {
        using var cluster = new Cluster(Path.Combine(checkout, ".data/bench-failover"), binaries);
        // Nobody else ends what stands still or has no parent any more.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => cluster.Dispose());
        await cluster.WholeAsync();
        var owner = $"Host=127.0.0.1;Port={cluster.Port};Username=talentcard;Database=talentcard";
        await MigrateAsync(checkout, owner);
        await using var services = BenchServices.On(owner);
        await Fill.RunAsync(services.GetRequiredService<NpgsqlDataSource>(), Cards, Cards);

        List<string> rows = [];
        foreach (
            var (way, address) in new[]
            {
                ("HAProxy", $"Host=127.0.0.1;Port={cluster.Port}"),
                ("hosts", $"Host={cluster.Hosts};Target Session Attributes=primary;Host Recheck Seconds=2;Timeout=3"),
            }
        )
            rows.AddRange(await MeasureAsync(cluster, services, checkout, way, address, rounds));
        Console.WriteLine();
        Console.WriteLine(
            "| by | what happens to the primary | times | longest gap | Api ready after | a job begins after | acknowledged | lost | doubled |"
        );
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        rows.ForEach(Console.WriteLine);
    }

    private static async Task MigrateAsync(string checkout, string owner)
    {
        var start = new ProcessStartInfo(Path.Combine(checkout, "db/migrate"), [owner]) { RedirectStandardError = true };
        using var migration = Process.Start(start)!;
        var said = await migration.StandardError.ReadToEndAsync();
        await migration.WaitForExitAsync();
        if (migration.ExitCode != 0)
            throw new InvalidOperationException($"The migration failed: {said}");
    }

    private static async Task<List<string>> MeasureAsync(
        Cluster cluster,
        ServiceProvider services,
        string checkout,
        string way,
        string address,
        int rounds
    )
    {
        var connection = $"{address};Username=talentcard_app;Database=talentcard";
        await using var server = await Server.StartAsync(
            AssemblyOf(checkout, "Api"),
            connection,
            BenchServices.Settings,
            withBareEndpoint: false
        );
        using var worker = new WorkerHost(AssemblyOf(checkout, "Worker"), connection);
        using var counters = new Counters(server, services.GetRequiredService<CardCodeMinter>(), Cards);
        using var stop = new CancellationTokenSource();
        using var watch = new Readiness(server.Port, counters, stop.Token);
        var serving = counters.RunAsync(CountersOpen, stop.Token);
        var ledger = new Ledger(services.GetRequiredService<NpgsqlDataSource>());
        var outcomes = new List<(Fault Fault, Outcome Outcome)>();
        for (var round = 1; round <= rounds; round++)
            foreach (var fault in All)
            {
                var outcome = await BreakAsync(cluster, fault, counters, watch, ledger);
                outcomes.Add((fault, outcome));
                Console.WriteLine($"  {way}, round {round}: {fault.Name}: {outcome}");
            }
        await stop.CancelAsync();
        await Task.WhenAll(serving, watch.Task);
        var (lost, doubled) = await ledger.CompareAsync(counters.Acknowledged);
        Console.WriteLine(
            $"  {way}, at the end: {lost} lost, {doubled} doubled; answers that were no success (0: none at all): "
                + string.Join(", ", counters.Failures.OrderBy(one => one.Key).Select(one => $"{one.Value:N0} × {one.Key}"))
        );
        return
        [
            .. from one in outcomes
            group one.Outcome by one.Fault into same
            select $"| {way} | {same.Key.Name} | {same.Count()} | {same.Max(one => one.Gap).TotalSeconds:N1} s "
                + $"| {same.Max(one => one.Ready).TotalSeconds:N1} s | {same.Max(one => one.Job).TotalSeconds:N1} s "
                + $"| {same.Sum(one => one.Acknowledged):N0} | {same.Sum(one => one.Lost)} | {same.Sum(one => one.Doubled)} |",
        ];
    }

    private static async Task<Outcome> BreakAsync(Cluster cluster, Fault fault, Counters counters, Readiness watch, Ledger ledger)
    {
        var primary = await cluster.WholeAsync();
        await ServedAsync(counters);
        var start = counters.Now;
        fault.Break(primary);
        if (fault.Mend is { } mend)
        {
            await UntilAsync(() => cluster.HasPrimaryButAsync(primary), "another primary");
            // The old one comes back among people at work.
            await ServedAsync(counters);
            mend(primary);
        }
        await Task.Delay(Settling);
        await cluster.WholeAsync();
        await ServedAsync(counters);
        var end = counters.Now;
        var times = counters.Acknowledged.Select(one => one.At).Where(at => at > start && at <= end).Order().ToArray();
        var job = await ledger.JobAsync();
        var (lost, doubled) = await ledger.CompareAsync(counters.Acknowledged);
        return new Outcome(
            times.Prepend(start).Zip(times, (before, after) => after - before).Max(),
            watch.LastAway is { } away && away > start ? away - start : TimeSpan.Zero,
            job,
            times.Length,
            lost,
            doubled
        );
    }

    // People are served for a while from now on.
    private static async Task ServedAsync(Counters counters)
    {
        var start = counters.Now;
        await UntilAsync(() => Task.FromResult(counters.Acknowledged.Any(one => one.At > start)), "an acknowledgement");
        await Task.Delay(Settling);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var watch = Stopwatch.StartNew(); !await holds(); await Task.Delay(100))
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Never came: {what}.");
    }

    private static string AssemblyOf(string checkout, string host) =>
        Path.Combine(checkout, $"src/TalentCard.{host}/bin/Release/net10.0/TalentCard.{host}.dll");

    private sealed record Fault(string Name, Action<Node> Break, Action<Node>? Mend);

    private sealed record Outcome(TimeSpan Gap, TimeSpan Ready, TimeSpan Job, int Acknowledged, int Lost, int Doubled)
    {
        public override string ToString() =>
            $"gap {Gap.TotalSeconds:N1} s, ready after {Ready.TotalSeconds:N1} s, a job after {Job.TotalSeconds:N1} s, "
            + $"{Acknowledged:N0} acknowledged, {Lost} lost, {Doubled} doubled";
    }
}
