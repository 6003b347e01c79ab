using Microsoft.Extensions.Time.Testing;
using TalentCard.Testing;
using TalentCard.Worker.Tests.Notifications;

namespace TalentCard.Worker.Tests;

public sealed class SendingTelemetry
{
    private const string Name = "欧阳遥测";
    private const string Address = "telemetry@mail.test";

    [Fact]
    public async Task A_collector_gets_traces_metrics_and_logs_and_nothing_of_who_was_written_to()
    {
        await using var collector = await TestCollector.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        var person = await TestData.TalentAsync(database.DataSource, name: Name, email: Address);
        await TrialRelay.TellAsync(database, FakeTimeProvider.At("2026-03-02T10:00+08:00"), "card_suspended", person, "card:1");
        // Nothing listens on port 9 (discard), so that the Worker has something to log.
        using var worker = WorkerProcess.Start(
            database.ConnectionString,
            [
                .. collector.Settings.Select(setting => (setting.Key, setting.Value)),
                ("Notifications__Smtp__Host", "127.0.0.1"),
                ("Notifications__Smtp__Port", "9"),
                ("Notifications__Smtp__From", "card@talentcard.example"),
            ]
        );
        await collector.ShouldGetAsync("traces", "update deliveries");
        await collector.ShouldGetAsync("metrics", "db.client.operation.duration");
        await collector.ShouldGetAsync("logs", "Delivery {Delivery} by {Channel} failed");
        foreach (var word in new[] { Name, Address })
            collector.All().ShouldNotContain(word);
    }
}
