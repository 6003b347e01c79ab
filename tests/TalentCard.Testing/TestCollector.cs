using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TalentCard.Testing;

/// <summary>
/// An OpenTelemetry collector that keeps what hosts send to it over HTTP. In its protobuf, texts stand as they are.
/// </summary>
public sealed class TestCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Signal, string Text)> received = new();
    private readonly SemaphoreSlim arrived = new(0);

    private TestCollector(WebApplication app) => this.app = app;

    /// <summary>The settings of a host that sends here, and soon.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        };

    /// <summary>Starts one on a free port.</summary>
    public static async Task<TestCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new TestCollector(builder.Build());
        collector.app.MapPost("/v1/{signal}", collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Waits until all the words have come among the <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public async Task ShouldGetAsync(string signal, params string[] words)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (words.FirstOrDefault(word => !received.Any(one => one.Signal == signal && one.Text.Contains(word))) is { } missing)
        {
            try
            {
                await arrived.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"never came among the {signal}: {missing}");
            }
        }
    }

    /// <summary>All that has come, or all of one kind.</summary>
    public string All(string? signal = null) =>
        string.Concat(received.Where(one => signal is null || one.Signal == signal).Select(one => one.Text));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue(((string)context.Request.RouteValues["signal"]!, Encoding.UTF8.GetString(body.ToArray())));
        arrived.Release();
    }
}
