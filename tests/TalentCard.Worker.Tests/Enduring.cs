using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using TalentCard.Core.Notifications;
using TalentCard.Testing;
using TalentCard.Worker.Tests.Jobs;
using TalentCard.Worker.Tests.Notifications;

namespace TalentCard.Worker.Tests;

/// <summary>Two Workers as real processes under load, of which one is killed, and whose database is restarted, again and again.</summary>
public sealed class Enduring(TestGateway gateway) : IClassFixture<TestGateway>
{
    private readonly ConcurrentBag<(string Phone, string Fact)> told = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_killed_every_message_arrives_under_one_key()
    {
        await using var server = await OwnServer.StartAsync();
        List<WorkerProcess> workers = [Start(server), Start(server)];
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        try
        {
            var load = TellAsync(server, done.Token);
            foreach (var stroke in new[] { "kill", "restart", "kill", "kill", "restart", "kill" })
            {
                // In the middle of the work: once more has arrived than before.
                var arrived = gateway.Count;
                await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(gateway.Count > arrived + 10), "more messages");
                if (stroke == "kill")
                {
                    workers[0].Kill();
                    workers.RemoveAt(0);
                    workers.Add(Start(server));
                }
                else
                {
                    await server.RestartAsync();
                }
            }
            await done.CancelAsync();
            await load;
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
    }

    // Tells one of ten people something, one message after the other. Where it is not known whether it was written, it is said again.
    private async Task TellAsync(OwnServer server, CancellationToken stop)
    {
        List<(Guid Id, string Phone)> people = [];
        for (var i = 0; i < 10; i++)
        {
            var phone = TestData.NewPhone();
            people.Add((await TestData.TalentAsync(server.DataSource, phone: phone), phone));
        }
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var (id, phone) = people[number % people.Count];
            var fact = $"card:{number}";
            await Eventually.ShouldComeAsync(() => TryAsync(server, id, fact), fact);
            told.Add((phone, fact));
            await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(stop.IsCancellationRequested || gateway.Count > told.Count - 30), "what was told");
        }
    }

    private static async Task<bool?> TryAsync(OwnServer server, Guid to, string fact)
    {
        try
        {
            await using var connection = await server.DataSource.OpenConnectionAsync(Cancel);
            await Outbox.EnqueueAsync(connection, null, DateTimeOffset.UtcNow, [new NewMessage("card_suspended", to, fact, new Dictionary<string, string>())], Cancel);
            return true;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    // What has not left yet.
    private static async Task<int> OpenAsync(OwnServer server)
    {
        await using var connection = await server.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<int>(
            "select (select count(*) from messages where planned_at is null)::int + (select count(*) from deliveries where state = 'waiting')::int");
    }

    private WorkerProcess Start(OwnServer server) => WorkerProcess.Start(server.ConnectionString,
        ("Notifications__Sms__Address", gateway.Address), ("Notifications__Sms__KeyId", "test"), ("Notifications__Sms__Secret", TestGateway.Secret),
        ("Notifications__Poll", "00:00:00.5"), ("Notifications__Timeout", "00:00:01"), ("Notifications__Lease", "00:00:02"),
        ("Notifications__FirstWait", "00:00:00.2"));
}
