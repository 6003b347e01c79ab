using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Npgsql;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Hotline;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Keys;
using TalentCard.Core.Privacy;
using TalentCard.Core.Redemptions;
using TalentCard.Core.Reminders;
using TalentCard.Core.Reports;
using TalentCard.Core.Statistics;
using TalentCard.Telemetry;
using TalentCard.Worker.Jobs;
using TalentCard.Worker.Notifications;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.AddTelemetry("worker", traces => traces.AddNpgsql(), metrics => metrics.AddNpgsqlInstrumentation());
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddDatabase();
builder.Services.AddFieldEncryption();
builder.Services.AddAudit();
builder.Services.AddKeys();
builder.Services.AddIdempotency();
builder.Services.AddRedemptions();
builder.Services.AddTicketEscalation();
builder.Services.AddReminders();
builder.Services.AddRelay(builder.Configuration);
builder.Services.AddStatistics();
builder.Services.AddReports();
builder.Services.AddJobs(builder.Configuration);
builder.Services.AddJobsDashboard(builder.Configuration);

var app = builder.Build();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/health/ready");
app.MapJobsDashboard();
app.Run();

/// <summary>The Worker's entry point, public for the tests' host.</summary>
public partial class Program;
