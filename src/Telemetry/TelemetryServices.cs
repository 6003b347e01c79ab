using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TalentCard.Telemetry;

/// <summary>Sends traces, metrics and logs to an OpenTelemetry collector.</summary>
internal static class TelemetryServices
{
    /// <summary>
    /// Sends when the configuration names a collector (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>); does nothing otherwise. No personal
    /// data goes out: the instrumentation blackens what addresses ask for, Npgsql gives a statement's text and never its
    /// parameters, and the messages of exceptions, which may hold what somebody typed, are left out here.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="name">Its name in the collector, e.g. <c>api</c>.</param>
    /// <param name="traces">Further sources of traces.</param>
    /// <param name="metrics">Further meters.</param>
    public static void AddTelemetry(
        this IHostApplicationBuilder builder,
        string name,
        Action<TracerProviderBuilder>? traces = null,
        Action<MeterProviderBuilder>? metrics = null
    )
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        ActivitySource.AddActivityListener(
            new() { ShouldListenTo = source => source.Name == "Npgsql", ExceptionRecorder = Record }
        );
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name, "talentcard"))
            .WithTracing(tracing =>
            {
                tracing
                    .AddAspNetCoreInstrumentation(options =>
                        options.Filter = context => !context.Request.Path.StartsWithSegments("/health")
                    )
                    .AddHttpClientInstrumentation()
                    .AddProcessor(new WithoutDescription());
                traces?.Invoke(tracing);
            })
            .WithMetrics(meters =>
            {
                meters.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddMeter("System.Runtime");
                metrics?.Invoke(meters);
            })
            .WithLogging(logging => logging.AddProcessor(new WithoutMessage()))
            .UseOtlpExporter();
    }

    // What is said here already, the activity does not say itself.
    private static void Record(Activity activity, Exception exception, ref TagList tags)
    {
        tags.Add("exception.message", "");
        tags.Add("exception.stacktrace", exception.StackTrace);
    }

    private sealed class WithoutDescription : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => data.SetStatus(data.Status);
    }

    private sealed class WithoutMessage : BaseProcessor<LogRecord>
    {
        public override void OnEnd(LogRecord data)
        {
            if (data.Exception is not { } exception)
                return;
            data.Attributes =
            [
                .. data.Attributes ?? [],
                new("exception.type", exception.GetType().FullName),
                new("exception.stacktrace", exception.StackTrace),
            ];
            data.Exception = null;
        }
    }
}
