using System.Net;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using TalentCard.Testing;

namespace TalentCard.Api.Tests;

public sealed class SendingTelemetry
{
    private const string Name = "欧阳遥测";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_gets_traces_metrics_and_logs_and_nothing_of_what_was_looked_for_or_typed()
    {
        await using var collector = await TestCollector.StartAsync();
        await using var api = new Watched(collector);
        await api.InitializeAsync();
        await TestData.TalentAsync(api.Database.DataSource, name: Name);
        (await api.AsNobody().GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.As(Person.Office()).GetAsync($"/api/v1/talents?q={Name}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // A message of PostgreSQL holds what it could not read.
        await using var connection = await api.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        var failed = await Should.ThrowAsync<PostgresException>(() =>
            connection.ExecuteAsync("select @Name::text::integer + 22022", new { Name })
        );
        failed.Message.ShouldContain(Name);
        api.Services.GetRequiredService<ILogger<SendingTelemetry>>().LogError(failed, "The {Thing} failed", "telescope");

        await collector.ShouldGetAsync("traces", "/api/v1/talents", "from talents", "integer + 22022", nameof(PostgresException));
        await collector.ShouldGetAsync(
            "metrics",
            "http.server.request.duration",
            "db.client.operation.duration",
            "dotnet.gc.collections"
        );
        await collector.ShouldGetAsync("logs", "The {Thing} failed", "telescope", nameof(PostgresException));
        collector.All("traces").ShouldNotContain("/health");
        foreach (var spelt in new[] { Name, Uri.EscapeDataString(Name) })
            collector.All().ShouldNotContain(spelt, Case.Insensitive);
    }

    private sealed class Watched(TestCollector collector) : TalentCardApi
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            foreach (var (name, value) in collector.Settings)
                builder.UseSetting(name, value);
            // Without the log that the other tests read, which takes the place of all others.
            builder.ConfigureTestServices(services => services.AddOpenTelemetry().WithLogging());
        }
    }
}
