using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using TalentCard.Core.Access;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Jobs;
using TalentCard.Core.Notifications;
using TalentCard.Core.Statistics;
using TalentCard.Testing;
using TalentCard.Worker.Tests.Jobs;
using TalentCard.Worker.Tests.Notifications;

namespace TalentCard.Worker.Tests;

/// <summary>
/// Two Workers as real processes under load, of which one is killed, and whose database is restarted, again and again.
/// </summary>
[Trait("Speed", "slow")]
public sealed class WorkerChaosTests(TestGateway gateway) : IClassFixture<TestGateway>
{
    private const string Days = """
        select concat_ws(' ', d.day, d.benefit_code, d.partner_id, d.service_point_id, d.tier_code, d.division_code, d.times,
                         d.companions, d.reversed, array(select unnest(d.talents) order by 1),
                         array(select unnest(d.hours) order by 1))
        from service_days d order by 1
        """;

    private readonly ConcurrentBag<(string Phone, string Fact)> told = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_killed_every_message_arrives_under_one_key_and_every_service_counts_once()
    {
        await using var server = await OwnServer.StartAsync();
        List<WorkerProcess> workers = [Start(server), Start(server)];
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        try
        {
            await Eventually.ShouldComeAsync(() => HasJobsAsync(server), "the jobs");
            var load = ServeAsync(server, done.Token);
            foreach (var stroke in new[] { "kill", "restart", "kill", "kill", "restart", "kill" })
            {
                // In the middle of the work: once more has arrived than before.
                var arrived = gateway.Count;
                await Eventually.ShouldComeAsync(
                    () => load.IsFaulted ? throw load.Exception : Task.FromResult<bool?>(gateway.Count > arrived + 10),
                    "more messages"
                );
                if (stroke == "kill")
                {
                    workers[0].Kill();
                    workers.RemoveAt(0);
                    workers.Add(Start(server));
                }
                else
                {
                    await server.StopAsync();
                    await server.StartAgainAsync();
                    // The test's own idle connections ended with the server; Workers must get over theirs by themselves.
                    server.DataSource.Clear();
                }
            }
            await done.CancelAsync();
            await load;
            await NothingIsStuckAsync(server);
            await Eventually.ShouldComeAsync(async () => await OpenAsync(server) == 0 ? true : (bool?)null, "the last message");
        }
        finally
        {
            workers.ForEach(worker => worker.Dispose());
        }
        told.Count.ShouldBeGreaterThan(60);
        foreach (var (phone, facts) in told.GroupBy(one => one.Phone).Select(group => (group.Key, group.Count())))
            gateway.To(phone).Select(sms => sms.Key).Distinct().Count().ShouldBe(facts);
        await using var connection = await server.DataSource.OpenConnectionAsync(Cancel);
        (await connection.QueryAsync<string>("select distinct state from deliveries")).ShouldBe(["sent"]);
        await ShouldBeARecountAsync(server, connection);
    }

    // What the Workers counted is what a recount of the ledger gives.
    private static async Task ShouldBeARecountAsync(OwnServer server, NpgsqlConnection connection)
    {
        var rollUp = new RollUp(new Db(server.DataSource), TimeProvider.System, new AuditTrail(TimeProvider.System));
        (
            await connection.ExecuteScalarAsync<int>("select coalesce(sum(times + reversed), 0)::int from service_days")
        ).ShouldBeGreaterThan(0);
        await rollUp.RunAsync(Cancel);
        var counted = (await connection.QueryAsync<string>(Days)).ToList();
        foreach (var day in await connection.QueryAsync<DateOnly>("select distinct day from service_days"))
            await rollUp.RecountAsync(day, Actor.Job("test"), Cancel);
        (await connection.QueryAsync<string>(Days)).ShouldBe(counted);
        (await connection.ExecuteScalarAsync<int>("select sum(times + reversed)::int from service_days")).ShouldBe(
            await connection.ExecuteScalarAsync<int>("select count(*)::int from redemptions")
        );
    }

    [Fact]
    public async Task A_Worker_that_starts_before_its_database_waits_for_it()
    {
        await using var server = await OwnServer.StartAsync();
        await server.StopAsync();
        using var worker = Start(server);
        await worker.ShouldSayAsync("The database cannot be reached");
        await server.StartAgainAsync();
        await Eventually.ShouldComeAsync(() => HasJobsAsync(server), "the jobs");
    }

    private static async Task<bool?> HasJobsAsync(OwnServer server)
    {
        await using var connection = await server.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<bool>("select exists (select from jobs)");
    }

    // Serves one of ten people and tells them, one service after the other, and has the services counted again and again. Where
    // it is not known whether something was written, it is written again.
    private async Task ServeAsync(OwnServer server, CancellationToken stop)
    {
        List<(Guid Id, Guid Card, string Phone)> people = [];
        for (var i = 0; i < 10; i++)
        {
            var phone = TestData.NewPhone();
            var talent = await TestData.TalentAsync(server.DataSource, phone: phone);
            people.Add((talent, (await TestData.CardAsync(server.DataSource, talent)).Id, phone));
        }
        var point = await TestData.ServicePointAsync(server.DataSource);
        var benefit = await TestData.BenefitAsync(server.DataSource);
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var (id, card, phone) = people[number % people.Count];
            var fact = $"card:{number}";
            await UntilWrittenAsync(
                async connection =>
                {
                    await TestData.RedemptionAsync(
                        server.DataSource,
                        id,
                        card,
                        point,
                        benefit,
                        DateTimeOffset.UtcNow,
                        reversed: number % 5 == 0
                    );
                    await Outbox.EnqueueAsync(
                        new Session(connection, null, Cancel),
                        DateTimeOffset.UtcNow,
                        [new NewMessage("card_suspended", id, fact, new Dictionary<string, string>())]
                    );
                    if (number % 10 == 0)
                        await server.DataSource.RunNowAsync("roll-up-statistics");
                },
                server
            );
            told.Add((phone, fact));
            await Eventually.ShouldComeAsync(
                () => Task.FromResult<bool?>(stop.IsCancellationRequested || gateway.Count > told.Count - 30),
                "what was told"
            );
        }
    }

    private static async Task UntilWrittenAsync(Func<NpgsqlConnection, Task> write, OwnServer server) =>
        await Eventually.ShouldComeAsync(
            async () =>
            {
                try
                {
                    await using var connection = await server.DataSource.OpenConnectionAsync(Cancel);
                    await write(connection);
                    return true;
                }
                catch (Exception exception) when (JobErrors.IsDatabaseAway(exception))
                {
                    return (bool?)null;
                }
            },
            "the database"
        );

    private static async Task NothingIsStuckAsync(OwnServer server) =>
        await Eventually.ShouldComeAsync(
            async () =>
            {
                await using var connection = await server.DataSource.OpenConnectionAsync(Cancel);
                return await connection.ExecuteScalarAsync<bool>(
                    """
                    select not exists (select from hangfire.jobqueue)
                        and not exists (select from hangfire.job where statename <> 'Succeeded')
                        and not exists (select from jobs where asked_by is not null
                            or (last_began is not null and last_ended is null))
                        and not exists (select from job_failures)
                    """
                )
                    ? true
                    : (bool?)null;
            },
            "the end of every job"
        );

    // What has not left yet.
    private static async Task<int> OpenAsync(OwnServer server)
    {
        await using var connection = await server.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<int>(
            "select (select count(*) from messages where planned_at is null)::int + (select count(*) from deliveries where state = 'waiting')::int"
        );
    }

    private WorkerProcess Start(OwnServer server) =>
        WorkerProcess.Start(
            server.ConnectionString,
            ("Notifications__Sms__Address", gateway.Address),
            ("Notifications__Sms__KeyId", "test"),
            ("Notifications__Sms__Secret", TestGateway.Secret),
            ("Notifications__Poll", "00:00:00.5"),
            ("Notifications__Timeout", "00:00:01"),
            ("Notifications__Lease", "00:00:02"),
            ("Notifications__FirstWait", "00:00:00.2")
        );
}
