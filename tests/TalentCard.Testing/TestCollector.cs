using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TalentCard.Testing;

/// <summary>An OpenTelemetry collector that keeps what hosts send to it over HTTP. In its protobuf, texts stand as they are.</summary>
public sealed class TestCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Signal, string Text)> received = new();

    private TestCollector(WebApplication app) => this.app = app;

    /// <summary>The settings of a host that sends here.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
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

    /// <summary>All that has come of <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public string Of(string signal) => string.Concat(received.Where(one => one.Signal == signal).Select(one => one.Text));

    /// <summary>All that has come.</summary>
    public string All => string.Concat(received.Select(one => one.Text));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue(((string)context.Request.RouteValues["signal"]!, Encoding.UTF8.GetString(body.ToArray())));
    }
}
