using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TalentCard.Core.Telemetry;

/// <summary>
/// Sends the meters and activities that .NET, ASP.NET Core, Npgsql and Quartz already have to an OpenTelemetry collector.
/// </summary>
public static class TelemetryServices
{
    /// <summary>
    /// Exports when the configuration names a collector (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>); does nothing otherwise.
    /// Npgsql's activities hold the text of a statement, never its parameters.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="host">The host's name in the collector, e.g. <c>api</c>.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration, string host) =>
        string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
            ? services
            : services.AddSingleton<IHostedService>(new Export(ResourceBuilder.CreateDefault().AddService(host, "talentcard")));

    private sealed class Export(ResourceBuilder resource) : IHostedService
    {
        private readonly List<IDisposable> exporters = [];

        public Task StartAsync(CancellationToken cancellationToken)
        {
            exporters.Add(Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "Npgsql", "Quartz").AddOtlpExporter().Build());
            exporters.Add(Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
                .AddOtlpExporter().Build());
            return Task.CompletedTask;
        }

        // Disposing sends what has not gone out yet.
        public Task StopAsync(CancellationToken cancellationToken)
        {
            exporters.ForEach(exporter => exporter.Dispose());
            return Task.CompletedTask;
        }
    }
}
