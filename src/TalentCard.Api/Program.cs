using TalentCard.Api.Cards;
using TalentCard.Api.Health;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Problems;
using TalentCard.Api.Reference;
using TalentCard.Api.Security;
using TalentCard.Core.Audit;
using TalentCard.Core.Cards;
using TalentCard.Core.Database;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Keys;
using TalentCard.Core.Privacy;
using TalentCard.Core.Reference;
using TalentCard.Core.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddDatabase();
builder.Services.AddFieldEncryption();
builder.Services.AddAudit();
builder.Services.AddTelemetry(builder.Configuration, "api");
builder.Services.AddKeys();
builder.Services.AddIdempotency();
builder.Services.AddReference();
builder.Services.AddCards();
builder.Services.AddApiProblems();
builder.Services.AddApiSecurity(builder.Configuration);
builder.Services.AddApiDescription();
builder.Services.AddApiHealth();
builder.Services.AddValidation();

var app = builder.Build();
app.UseApiProblems();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();
app.MapApiHealth();
app.MapApiDescription();
app.MapReference();
app.MapCards();
app.MapCardBatches();
app.Run();

/// <summary>The Api's entry point, public for the tests' host.</summary>
public partial class Program;
