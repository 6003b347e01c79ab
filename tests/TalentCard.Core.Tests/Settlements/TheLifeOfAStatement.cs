using FsCheck.Fluent;
using TalentCard.Contracts;
using TalentCard.Contracts.Settlements;
using TalentCard.Core.Settlements;
using Rnd = FsCheck.Rnd;

namespace TalentCard.Core.Tests.Settlements;

/// <summary>Random steps by random people, beside the table of steps.</summary>
public sealed class TheLifeOfAStatement
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_what_the_table_says()
    {
        await using var world = await SettlementWorld.CreateAsync();
        foreach (var steps in Gen.Choose(0, 9).ArrayOf(14).Sample(10, new Rnd(20220601), 10))
        {
            await world.RedeemAsync(world.Clock.GetUtcNow());
            await world.EndMonthAsync();
            var page = await world.Settlements.ListAsync(new SettlementQuery(Limit: 1), SettlementWorld.Finance, Cancel);
            await WalkAsync(world, page.Items[0].Id, steps);
        }
    }

    [Fact]
    public async Task Two_at_once_take_a_step_once()
    {
        await using var world = await SettlementWorld.CreateAsync();
        await world.RedeemAsync(world.Clock.GetUtcNow());
        await world.EndMonthAsync();
        var id = (await world.AskAsync<Guid>("select id from settlements"))[0];
        var both = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async _ =>
                {
                    try
                    {
                        await world.Change.ConfirmAsync(id, 1, world.Manager(), Cancel);
                        return "done";
                    }
                    catch (RefusedException refused)
                    {
                        return refused.Problem.Code;
                    }
                })
        );
        both.Count(one => one == "done").ShouldBe(1);
        both.Distinct().ShouldBe(["done", "settlement_wrong_state"], ignoreOrder: true);
        (await world.AskAsync<int>("select count(*)::int from settlement_steps")).ShouldBe([2]);
    }

    private static async Task WalkAsync(SettlementWorld world, Guid id, int[] steps)
    {
        var (state, version, answeredBy) = (SettlementState.DrawnUp, 1, "");
        var line = (await world.Settlements.LinesAsync(id, new SettlementLineQuery(), SettlementWorld.Finance, Cancel))
            .Items[0]
            .Id;
        foreach (var step in steps)
        {
            var action = (SettlementAction)(step / 2);
            var office = SettlementWorld.Office(step % 2 == 0 ? "office1" : "office2");
            var expected =
                !SettlementStates.Steps.Takes(state, action) ? "settlement_wrong_state"
                : action == SettlementAction.Approve && answeredBy == office.Id ? "settlements_second_person"
                : null;
            var refused = await TryAsync(() =>
                action switch
                {
                    SettlementAction.Confirm => world.Change.ConfirmAsync(id, version, world.Manager(), Cancel),
                    SettlementAction.Dispute => world.Change.DisputeAsync(
                        id,
                        version,
                        [new DisputedLine(line, "金额不符")],
                        world.Manager(),
                        Cancel
                    ),
                    SettlementAction.Answer => world.Change.AnswerAsync(id, version, "已核对", office, Cancel),
                    SettlementAction.Approve => world.Change.ApproveAsync(id, version, office, Cancel),
                    _ => world.Change.PayAsync(id, version, "2026-001", SettlementWorld.Finance, Cancel),
                }
            );
            refused.ShouldBe(expected, $"{action} in {state}");
            if (expected is not null)
                continue;
            (await TryAsync(() => world.Change.PayAsync(Guid.NewGuid(), version, "x", SettlementWorld.Finance, Cancel))).ShouldBe(
                "not_found"
            );
            answeredBy = action == SettlementAction.Answer ? office.Id : answeredBy;
            (state, version) = (SettlementStates.Steps.After(state, action), version + 1);
            var read = await world.Settlements.ReadAsync(id, SettlementWorld.Finance, Cancel);
            (read.Summary.State, read.Summary.Version, read.Steps.Count, read.Steps[^1].ToState).ShouldBe(
                (state.Word(), version, version, state.Word())
            );
        }
    }

    private static async Task<string?> TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Problem.Code;
        }
        catch (Npgsql.PostgresException refused)
        {
            return refused.ConstraintName;
        }
    }
}
