using Npgsql;
using TalentCard.Api;
using TalentCard.Api.Accounts;
using TalentCard.Api.Audit;
using TalentCard.Api.Benefits;
using TalentCard.Api.CardCodes;
using TalentCard.Api.Cards;
using TalentCard.Api.Connect;
using TalentCard.Api.Exports;
using TalentCard.Api.Health;
using TalentCard.Api.History;
using TalentCard.Api.Hotline;
using TalentCard.Api.Jobs;
using TalentCard.Api.Knowledge;
using TalentCard.Api.Notifications;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Overview;
using TalentCard.Api.Partners;
using TalentCard.Api.PersonalData;
using TalentCard.Api.Redemptions;
using TalentCard.Api.Reference;
using TalentCard.Api.Reports;
using TalentCard.Api.Search;
using TalentCard.Api.Stations;
using TalentCard.Api.Statistics;
using TalentCard.Api.Talents;
using TalentCard.Api.ThinkTank;
using TalentCard.Api.Versions;
using TalentCard.Api.WorkingTime;
<<<<<<< 0506a9313e1684258eab481a16fa34aece1f4445
using TalentCard.Proxies;
=======
using TalentCard.Hosting;
>>>>>>> dfa1e59ec62d699a1945143c6585a84acc809fa3
using TalentCard.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.AddPublicAddress("Connect:Issuer");
builder.AddTelemetry("api", traces => traces.AddNpgsql(), metrics => metrics.AddNpgsqlInstrumentation());
builder.Services.AddKnownProxies(builder.Configuration);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddTalentCardCore();
builder.Services.AddCardCodeRateLimit();
builder.Services.AddDeskRateLimit(builder.Configuration);
builder.Services.AddApiRedemptions();
builder.Services.AddPersonalDataRateLimit();
builder.Services.AddApiHotline();
builder.Services.AddApiProblems();
builder.Services.AddApiSecurity(builder.Configuration);
builder.Services.AddSignIn(builder.Configuration);
builder.Services.AddConnect(builder.Configuration);
builder.Services.AddApiDescription();
builder.Services.AddApiHealth();
builder.Services.AddValidation();

var app = builder.Build();
<<<<<<< 0506a9313e1684258eab481a16fa34aece1f4445
app.UseForwardedHeaders();
=======
app.UsePublicAddress();
>>>>>>> dfa1e59ec62d699a1945143c6585a84acc809fa3
app.UseApiHeaders();
app.UseForbiddenAnswers();
app.UseApiProblems();
app.UseUtf8Bodies();
app.UseStaticFiles();
app.UseConnect();
app.MapSignIn();
app.MapConnect();
app.MapApiHealth();
if (app.Configuration.GetValue("Description:Enabled", true))
    app.MapApiDescription();

var api = app.MapGroup("").WithETags();
api.MapUsers();
api.MapReference();
api.MapAudit();
api.MapSecurityEvents();
api.MapTalentImports();
api.MapTalents();
api.MapCards();
api.MapCardBatches();
api.MapBulkChanges();
api.MapCardCodes();
api.MapVerifications();
api.MapRedemptions();
api.MapReservations();
api.MapMyCard();
api.MapPersonalData();
api.MapBenefits();
api.MapPartners();
api.MapThinkTank();
api.MapPairings();
api.MapMyThinkTank();
api.MapOverview();
api.MapSearch();
api.MapStatistics();
api.MapReports();
api.MapHistory();
api.MapStations();
api.MapPostdocs();
api.MapWorkingTime();
api.MapHotline();
api.MapTickets();
api.MapMyConsultations();
api.MapKnowledge();
api.MapJobs();
api.MapStationImports();
api.MapNotifications();
api.MapPostdocImports();
api.MapExports();
app.CacheEndpoints();
app.Run();

/// <summary>The Api's entry point, public for the tests' host.</summary>
public partial class Program;
