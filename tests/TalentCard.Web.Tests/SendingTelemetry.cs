using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Testing;

namespace TalentCard.Web.Tests;

public sealed class SendingTelemetry
{
    private const string Name = "欧阳遥测";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_gets_traces_metrics_and_logs_and_nothing_of_what_was_looked_for()
    {
        await using var collector = await TestCollector.StartAsync();
        await using var plain = new TalentCardWeb();
        await using var web = plain.WithWebHostBuilder(builder =>
        {
            foreach (var (name, value) in collector.Settings)
                builder.UseSetting(name, value);
            builder.ConfigureTestServices(services => services.AddOpenTelemetry().WithLogging());
        });
        var client = web.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://card.test") });
        client.DefaultRequestHeaders.Add("X-Role", "office");
        await client.GetAsync("/health/live", Cancel);
        // The Api does not answer, which the Web logs.
        await client.GetAsync($"/office/talents?q={Name}", Cancel);

        await collector.ShouldGetAsync("traces", "/office/talents", "127.0.0.1");
        await collector.ShouldGetAsync("metrics", "http.server.request.duration", "http.client.request.duration");
        await collector.ShouldGetAsync("logs", "TalentCard.Web");
        collector.All("traces").ShouldNotContain("/health");
        foreach (var spelt in new[] { Name, Uri.EscapeDataString(Name) })
            collector.All().ShouldNotContain(spelt, Case.Insensitive);
    }
}
