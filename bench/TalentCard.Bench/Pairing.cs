using System.Diagnostics;
using System.Text.Json;
using TalentCard.Core.ThinkTank;

namespace TalentCard.Bench;

/// <summary>
/// Our solver of pairings against HiGHS (npm highs) on the same instances; only the solving is timed, on one thread each.
/// </summary>
internal static class Pairing
{
    public static async Task RunAsync(string script)
    {
        PairingSolver.Solve(Instance(30, 100, 30, 4, 1)); // warms up
        Console.WriteLine("| instance | ours | HiGHS | ratio | aim |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        await CompareAsync("30 experts × 100 key villages, every pair", Instance(30, 100, 30, 4, 2), "< 50 ms", script);
        await CompareAsync(
            "3,000 × 10,000, 50 candidates each, half of the capacity to spare",
            Instance(3000, 10_000, 50, 5, 3),
            "< 10 s",
            script
        );
        await CompareAsync("the same, one place in ten to spare", Instance(3000, 10_000, 50, 0, 4), "< 10 s", script);
        Console.WriteLine(
            $"| our largest memory, with the instances | {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MB | | | < 2,000 MB |"
        );
    }

    private static async Task CompareAsync(string name, PairingInstance instance, string aim, string script)
    {
        var times = new List<double>();
        PairingSolution? solution = null;
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            solution = PairingSolver.Solve(instance);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        var ours = times.Median();
        Console.Error.WriteLine($"  {name}: {ours:N1} ms, {solution!.Unserved.Count} unserved, total {solution.Total / 1e6:N6}");
        var highs = await SolveByHighsAsync(instance, script);
        if (
            highs.Status == "Optimal"
            && Math.Abs(highs.Objective!.Value - (solution.Total / 1e6)) > 1e-6 * Math.Max(1, highs.Objective.Value)
        )
            throw new InvalidOperationException($"{name}: HiGHS found {highs.Objective}, we {solution.Total / 1e6}");
        Console.WriteLine(
            $"| {name} | {ours:N1} ms | {highs.Milliseconds:N0} ms ({highs.Status}) | {highs.Milliseconds / ours:N0} times faster | {aim} |"
        );
    }

    // Experts and places lie at random on a square and prefer those near; capacity 0 stands for 3 or 4.
    private static PairingInstance Instance(int experts, int places, int candidates, int capacity, int seed)
    {
        var random = new Random(seed);
        var at = Enumerable
            .Range(0, experts)
            .Select(_ => (X: random.NextDouble(), Y: random.NextDouble(), Skill: random.Next(200_000)))
            .ToArray();
        SolverExpert[] who =
        [
            .. at.Select((_, i) => new SolverExpert(Id(1, i), capacity == 0 ? 3 + (i % 3 == 0 ? 0 : 1) : capacity)),
        ];
        var pairs = new List<SolverPair>(places * candidates);
        for (var place = 0; place < places; place++)
        {
            var (x, y) = (random.NextDouble(), random.NextDouble());
            var near = at.Select((expert, i) => (Far: Math.Sqrt(Math.Pow(expert.X - x, 2) + Math.Pow(expert.Y - y, 2)), i))
                .ToArray();
            Array.Sort(near);
            foreach (var (far, i) in near.Take(candidates))
                pairs.Add(
                    new SolverPair(
                        who[i].Id,
                        Id(2, place),
                        Math.Max(0, 500_000 - (int)(far * 500_000) + at[i].Skill + random.Next(200_000))
                    )
                );
        }
        SolverPlace[] where = [.. Enumerable.Range(0, places).Select(i => new SolverPlace(Id(2, i), true))];
        return new PairingInstance(who, where, pairs, [], [], 100_000);
    }

    private static Guid Id(short kind, int number) => new(number + 1, kind, 0, new byte[8]);

    private static async Task<Answer> SolveByHighsAsync(PairingInstance instance, string script)
    {
        var experts = instance.Experts.Select((expert, i) => (expert.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var places = instance.Places.Select((place, i) => (place.Id, i)).ToDictionary(x => x.Id, x => x.i);
        using var node = Process.Start(
            new ProcessStartInfo("node", ["--max-old-space-size=8000", script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        var output = node.StandardOutput.ReadToEndAsync();
        await JsonSerializer.SerializeAsync(
            node.StandardInput.BaseStream,
            new
            {
                instances = new[]
                {
                    new
                    {
                        capacities = instance.Experts.Select(expert => expert.Capacity),
                        places = instance.Places.Select(place => new object[] { place.Key, place.Most }),
                        pairs = instance.Pairs.Select(pair => new[] { experts[pair.Expert], places[pair.Place], pair.Fit }),
                        locks = Array.Empty<string>(),
                        bans = Array.Empty<string>(),
                        balance = instance.Balance,
                    },
                },
            },
            JsonSerializerOptions.Web
        );
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
            return new Answer("failed", null, double.NaN);
        return JsonSerializer.Deserialize<Answer[]>(await output, JsonSerializerOptions.Web)![0];
    }

    private sealed record Answer(string Status, double? Objective, double Milliseconds);
}
