using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Npgsql;
using TalentCard.Core;
using TalentCard.Telemetry;
using TalentCard.Worker.Jobs;
using TalentCard.Worker.Notifications;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.AddTelemetry("worker", traces => traces.AddNpgsql(), metrics => metrics.AddNpgsqlInstrumentation());
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddTalentCardCore();
builder.Services.AddRelay(builder.Configuration);
builder.Services.AddJobs(builder.Configuration);
builder.Services.AddJobsDashboard(builder.Configuration);

var app = builder.Build();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/health/ready");
app.MapJobsDashboard();
app.Run();

/// <summary>The Worker's entry point, public for the tests' host.</summary>
public partial class Program;
