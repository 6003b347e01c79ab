using System.Diagnostics;
using System.Text.Json;
using TalentCard.Core.ThinkTank;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.ThinkTank;

/// <summary>tests/interop/pairing.test.mjs states the problem anew, as a linear programme, and HiGHS solves it.</summary>
[Trait("Speed", "slow")]
public sealed class PairingInteropTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HiGHS_finds_the_same_optimum_of_500_instances_and_each_impossible_one_has_a_true_bottleneck()
    {
        PairingInstance[] instances = [.. Enumerable.Range(1, 500).Select(SomeInstance.Of)];
        var answers = await SolveByHighsAsync(instances);
        var (optimal, impossible) = (0, 0);
        for (var i = 0; i < instances.Length; i++)
        {
            var solution = PairingSolver.Solve(instances[i]);
            if (answers[i].Status == "Optimal")
            {
                optimal++;
                solution.Unserved.ShouldBeEmpty($"instance {i + 1}");
                (solution.Total / 1e6).ShouldBe(answers[i].Objective!.Value, 1e-6, $"instance {i + 1}");
            }
            else
            {
                impossible++;
                answers[i].Status.ShouldBe("Infeasible");
                solution.Unserved.ShouldNotBeEmpty($"instance {i + 1}");
                ShouldBeTrue(instances[i], solution);
            }
            solution.Total.ShouldBe(Value(instances[i], solution));
        }
        optimal.ShouldBeGreaterThan(150);
        impossible.ShouldBeGreaterThan(100);
    }

    // Hall's condition, from the instance alone: the places have no expert outside the bottleneck, and more need than it has
    // room.
    private static void ShouldBeTrue(PairingInstance instance, PairingSolution solution)
    {
        solution.Bottlenecks.SelectMany(found => found.Places).Order().ShouldBeUnique();
        solution.Bottlenecks.SelectMany(found => found.Experts).Order().ShouldBeUnique();
        solution.Unserved.ShouldAllBe(place => solution.Bottlenecks.Any(found => found.Places.Contains(place)));
        foreach (var found in solution.Bottlenecks)
        {
            found.Places.ShouldAllBe(place => instance.Places.Single(other => other.Id == place).Key);
            found.Places.ShouldAllBe(place => !instance.Locks.Any(pair => pair.Place == place));
            var possible = instance.Pairs.Where(pair =>
                found.Places.Contains(pair.Place) && !instance.Bans.Contains((pair.Expert, pair.Place))
            );
            possible.ShouldAllBe(pair => found.Experts.Contains(pair.Expert));
            var free = found.Experts.Sum(expert =>
                instance.Experts.Single(other => other.Id == expert).Capacity
                - instance.Locks.Count(pair => pair.Expert == expert)
            );
            found.Free.ShouldBe(free);
            found.Missing.ShouldBeGreaterThan(0);
        }
        solution.Bottlenecks.Sum(found => found.Missing).ShouldBe(solution.Unserved.Count);
    }

    private static long Value(PairingInstance instance, PairingSolution solution) =>
        solution.Pairs.Sum(pair => (long)pair.Fit)
        - instance.Experts.Sum(expert =>
            Enumerable
                .Range(0, solution.Pairs.Count(pair => pair.Expert == expert.Id))
                .Sum(k => (long)instance.Balance * k / expert.Capacity)
        );

    private static async Task<HighsAnswer[]> SolveByHighsAsync(PairingInstance[] instances)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", [Repository.PathOf("tests/interop/pairing.test.mjs")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = node.StandardOutput.ReadToEndAsync(Cancel);
        var errors = node.StandardError.ReadToEndAsync(Cancel);
        await JsonSerializer.SerializeAsync(
            node.StandardInput.BaseStream,
            new { instances = instances.Select(Describe) },
            JsonSerializerOptions.Web,
            Cancel
        );
        node.StandardInput.Close();
        await node.WaitForExitAsync(Cancel);
        node.ExitCode.ShouldBe(0, await errors);
        return JsonSerializer.Deserialize<HighsAnswer[]>(await output, JsonSerializerOptions.Web)!;
    }

    private static object Describe(PairingInstance instance)
    {
        var experts = instance.Experts.Select((expert, i) => (expert.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var places = instance.Places.Select((place, i) => (place.Id, i)).ToDictionary(x => x.Id, x => x.i);
        return new
        {
            capacities = instance.Experts.Select(expert => expert.Capacity),
            places = instance.Places.Select(place => new object[] { place.Key, place.Most }),
            pairs = instance.Pairs.Select(pair => new[] { experts[pair.Expert], places[pair.Place], pair.Fit }),
            locks = instance.Locks.Select(pair => $"{experts[pair.Expert]} {places[pair.Place]}"),
            bans = instance.Bans.Select(pair => $"{experts[pair.Expert]} {places[pair.Place]}"),
            balance = instance.Balance,
        };
    }

    private sealed record HighsAnswer(string Status, double? Objective, double Milliseconds);
}
