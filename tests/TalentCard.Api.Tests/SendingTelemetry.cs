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
        await using (var api = new Watched(collector))
        {
            await api.InitializeAsync();
            await TestData.TalentAsync(api.Database.DataSource, name: Name);
            var found = await api.As(Person.Office()).GetAsync($"/api/v1/talents?q={Name}", Cancel);
            found.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await api.AsNobody().GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

            // A message of PostgreSQL holds what it could not read.
            await using var connection = await api.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
            var failed = await Should.ThrowAsync<PostgresException>(
                () => connection.ExecuteAsync("select @Name::text::integer + 22022", new { Name }));
            failed.Message.ShouldContain(Name);
            api.Services.GetRequiredService<ILogger<SendingTelemetry>>().LogError(failed, "The {Thing} failed", "telescope");
        }

        collector.Of("traces").ShouldSatisfyAllConditions(
            traces => traces.ShouldContain("/api/v1/talents"), traces => traces.ShouldContain("from talents"),
            traces => traces.ShouldContain("integer + 22022"), traces => traces.ShouldContain(nameof(PostgresException)),
            traces => traces.ShouldNotContain("/health"));
        collector.Of("metrics").ShouldSatisfyAllConditions(
            metrics => metrics.ShouldContain("http.server.request.duration"),
            metrics => metrics.ShouldContain("db.client.operation.duration"),
            metrics => metrics.ShouldContain("dotnet.gc.collections"));
        collector.Of("logs").ShouldSatisfyAllConditions(
            logs => logs.ShouldContain("The {Thing} failed"), logs => logs.ShouldContain("telescope"),
            logs => logs.ShouldContain(nameof(PostgresException)));
        foreach (var spelt in new[] { Name, Uri.EscapeDataString(Name) }) collector.All.ShouldNotContain(spelt, Case.Insensitive);
    }

    private sealed class Watched(TestCollector collector) : TalentCardApi
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            foreach (var (name, value) in collector.Settings) builder.UseSetting(name, value);
            // Without the log that the other tests read, which takes the place of all others.
            builder.ConfigureTestServices(services => services.AddOpenTelemetry().WithLogging());
        }
    }
}
