using FsCheck;
using FsCheck.Fluent;
using TalentCard.Core.ThinkTank;

namespace TalentCard.Core.Tests.ThinkTank;

public sealed class SolvingAPairing
{
    private static readonly Gen<int> Seeds = Gen.Choose(int.MinValue, int.MaxValue);

    [Fact]
    public void Permuting_the_input_changes_nothing() =>
        ForAll(seed =>
        {
            var instance = SomeInstance.Of(seed);
            var random = new Random(~seed);
            var shuffled = instance with
            {
                Experts = Shuffled(instance.Experts),
                Places = Shuffled(instance.Places),
                Pairs = Shuffled(instance.Pairs),
                Locks = Shuffled(instance.Locks),
                Bans = Shuffled(instance.Bans),
            };
            Told(PairingSolver.Solve(shuffled)).ShouldBe(Told(PairingSolver.Solve(instance)));

            T[] Shuffled<T>(IEnumerable<T> items)
            {
                var array = items.ToArray();
                random.Shuffle(array);
                return array;
            }
        });

    [Fact]
    public void Adding_capacity_never_lowers_the_total_nor_leaves_more_unserved() =>
        ForAll(seed =>
        {
            var instance = SomeInstance.Of(seed);
            var which = (int)((uint)seed % instance.Experts.Count);
            var more = instance with
            {
                Experts =
                [
                    .. instance.Experts.Select(
                        (expert, i) => i == which ? expert with { Capacity = expert.Capacity + 1 } : expert
                    ),
                ],
            };
            var (before, after) = (PairingSolver.Solve(instance), PairingSolver.Solve(more));
            after.Unserved.Count.ShouldBeLessThanOrEqualTo(before.Unserved.Count);
            if (before.Unserved.Count == after.Unserved.Count && before.Unserved.SequenceEqual(after.Unserved))
                after.Total.ShouldBeGreaterThanOrEqualTo(before.Total);
        });

    [Fact]
    public void Locks_are_kept_bans_are_kept_and_nobody_is_overloaded() =>
        ForAll(seed =>
        {
            var instance = SomeInstance.Of(seed);
            var solution = PairingSolver.Solve(instance);
            var taken = solution.Pairs.Select(pair => (pair.Expert, pair.Place)).ToHashSet();
            taken.Count.ShouldBe(solution.Pairs.Count);
            instance.Locks.ShouldAllBe(pair => taken.Contains(pair));
            instance.Bans.ShouldAllBe(pair => !taken.Contains(pair));
            solution.Pairs.ShouldAllBe(pair => instance.Pairs.Contains(pair));
            foreach (var expert in instance.Experts)
                taken.Count(pair => pair.Expert == expert.Id).ShouldBeLessThanOrEqualTo(expert.Capacity);
            foreach (var place in instance.Places)
            {
                var experts = taken.Count(pair => pair.Place == place.Id);
                experts.ShouldBeLessThanOrEqualTo(place.Most);
                if (place.Key)
                    (experts == 0).ShouldBe(solution.Unserved.Contains(place.Id));
            }
        });

    [Fact]
    public void Alike_experts_share_alike_places_evenly()
    {
        var experts = Enumerable.Range(0, 4).Select(i => new SolverExpert(SomeInstance.Expert(i), 10)).ToArray();
        var places = Enumerable.Range(0, 20).Select(i => new SolverPlace(SomeInstance.Place(i), true)).ToArray();
        SolverPair[] pairs = [.. from expert in experts from place in places select new SolverPair(expert.Id, place.Id, 500_000)];
        var solution = PairingSolver.Solve(new PairingInstance(experts, places, pairs, [], [], 100_000));
        solution.Pairs.GroupBy(pair => pair.Expert).Select(group => group.Count()).ShouldBe([5, 5, 5, 5]);
    }

    [Fact]
    public void A_place_that_need_not_be_served_is_left_where_its_fit_does_not_pay_for_the_load()
    {
        SolverPlace[] places = [new(SomeInstance.Place(0), false), new(SomeInstance.Place(1), false)];
        SolverPair[] pairs = [.. places.Select(place => new SolverPair(SomeInstance.Expert(0), place.Id, 200_000))];
        var solution = PairingSolver.Solve(new PairingInstance([new(SomeInstance.Expert(0), 2)], places, pairs, [], [], 500_000));
        solution.Pairs.Single().Place.ShouldBe(SomeInstance.Place(0));
        solution.Total.ShouldBe(200_000);
    }

    [Fact]
    public void A_lock_of_what_cannot_be_is_an_error()
    {
        var pair = new SolverPair(SomeInstance.Expert(0), SomeInstance.Place(0), 1);
        var instance = new PairingInstance(
            [new(pair.Expert, 1)],
            [new(pair.Place, true)],
            [pair],
            [(pair.Expert, pair.Place)],
            [],
            0
        );
        Should.Throw<LocksImpossibleException>(() => PairingSolver.Solve(instance with { Pairs = [] }));
        Should.Throw<LocksImpossibleException>(() => PairingSolver.Solve(instance with { Bans = instance.Locks }));
        Should.Throw<LocksImpossibleException>(() => PairingSolver.Solve(instance with { Experts = [new(pair.Expert, 0)] }));
        Should.Throw<ArgumentException>(() => PairingSolver.Solve(instance with { Pairs = [pair, pair] }));
    }

    private static void ForAll(Action<int> holds)
    {
        foreach (var seed in Seeds.Sample(300, new Rnd(20221105), 300))
            holds(seed);
    }

    private static string Told(PairingSolution solution) =>
        $"{solution.Total} {string.Join(';', solution.Pairs)} {string.Join(';', solution.Unserved)} "
        + string.Join(
            ';',
            solution.Bottlenecks.Select(found =>
                $"{string.Join(',', found.Places)}|{string.Join(',', found.Experts)}|{found.Free}"
            )
        );
}
