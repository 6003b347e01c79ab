<<<<<<< 0506a9313e1684258eab481a16fa34aece1f4445
using TalentCard.Proxies;
=======
using TalentCard.Hosting;
>>>>>>> dfa1e59ec62d699a1945143c6585a84acc809fa3
using TalentCard.Telemetry;
using TalentCard.Web;
using TalentCard.Web.Audit;
using TalentCard.Web.Auth;
using TalentCard.Web.Benefits;
using TalentCard.Web.Card;
using TalentCard.Web.Cards;
using TalentCard.Web.Health;
using TalentCard.Web.Hotline;
using TalentCard.Web.Jobs;
using TalentCard.Web.Knowledge;
using TalentCard.Web.Language;
using TalentCard.Web.Overview;
using TalentCard.Web.Partners;
using TalentCard.Web.Redemptions;
using TalentCard.Web.Redemptions.Desk;
using TalentCard.Web.Reports;
using TalentCard.Web.Search;
using TalentCard.Web.Security;
using TalentCard.Web.Stations;
using TalentCard.Web.Statistics;
using TalentCard.Web.Storage;
using TalentCard.Web.Talents;
using TalentCard.Web.ThinkTank;
using TalentCard.Web.ThinkTank.Mine;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.AddPublicAddress();
builder.AddTelemetry("web");
builder.WebHost.UseStaticWebAssets();
builder.Services.AddKnownProxies(builder.Configuration);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddStorage(builder.Configuration);
builder.Services.AddSignIn(builder.Configuration);
builder.Services.AddApiClient(builder.Configuration);
builder.Services.AddLanguages();
builder.Services.AddShell();
builder.Services.AddDesk();
builder.Services.AddForms();
builder.Services.AddJobsDashboard();
builder.Services.AddWebHealth();

var app = builder.Build();
<<<<<<< 0506a9313e1684258eab481a16fa34aece1f4445
app.UseForwardedHeaders();
=======
app.UsePublicAddress();
>>>>>>> dfa1e59ec62d699a1945143c6585a84acc809fa3
app.UseSecurityHeaders();
app.UseRequestLocalization();
app.UseCompression();
app.UseFormAnswers();
app.UseGoneForms();
app.UseProblemPages();
app.UseRouting();
app.UseUtf8Bodies();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.UseAntiforgeryAnswers();
app.UseDuplicateSubmitGuard();
app.UseFormDrafts();
app.MapAssets();
app.MapWebHealth();
app.MapSignIn();
app.MapLanguage();
Appearance.Map(app);
app.MapCard();
app.MapDesk();
app.MapHotline();
app.MapKnowledgeFiles();
app.MapTalentFiles();
app.MapCardFiles();
app.MapSearch();
app.MapJobsDashboard();
app.MapThinkTank();
app.MapStationFiles();
app.MapTalentExports();
app.MapCardExports();
app.MapPartnerExports();
app.MapRedemptionExports();
app.MapBookingExports();
app.MapBenefitExports();
app.MapAuditExports();
app.MapSecurityEventExports();
app.MapHotlineExports();
app.MapThinkTankExports();
app.MapStatisticsExports();
app.MapReportFiles();
app.MapRazorComponents<App>();
app.Run();

/// <summary>The Web's entry point, public for the tests' host.</summary>
public partial class Program;
