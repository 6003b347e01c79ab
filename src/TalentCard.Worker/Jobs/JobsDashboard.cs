using System.Globalization;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using TalentCard.Core.Accounts;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// Hangfire's dashboard, for whoever brings the access token of an administrator. People see it through the Web, at the same
/// address; who issues the tokens stands in <c>Authentication:Authority</c>, and without one nobody gets in.
/// </summary>
internal static class JobsDashboard
{
    /// <summary>Its address, here and in the Web.</summary>
    public const string Path = "/office/jobs";

    public static IServiceCollection AddJobsDashboard(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.Authority = configuration["Authentication:Authority"];
                options.RequireHttpsMetadata = configuration.GetValue("Authentication:RequireHttps", true);
                options.MapInboundClaims = false;
                // As the Api takes them (RFC 9068).
                options.TokenValidationParameters.ValidAudience = "talentcard-api";
                options.TokenValidationParameters.ValidTypes = ["at+jwt"];
                options.TokenValidationParameters.ValidAlgorithms = ["RS256", "ES256"];
                options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(15);
                options.TokenValidationParameters.NameClaimType = "name";
                options.TokenValidationParameters.RoleClaimType = "roles";
                options.Events = new JwtBearerEvents { OnTokenValidated = RefuseEndedAsync };
            });
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                Policies.Admin,
                policy =>
                    policy.RequireAssertion(context =>
                        Policies.Allows(
                            Policies.Admin,
                            context.User.IsInRole,
                            scope => context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope))
                        )
                    )
            );
        services.Configure<RequestLocalizationOptions>(options =>
            options.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en")
        );
        return services.AddSingleton<PressTrail>();
    }

    public static void MapJobsDashboard(this WebApplication app)
    {
        var own = typeof(JobsDashboard).Assembly;
        DashboardRoutes.AddStylesheet(own, $"{own.GetName().Name}.Jobs.dashboard.css");
        DashboardRoutes.AddJavaScript(own, $"{own.GetName().Name}.Jobs.dashboard.js");
        NavigationMenu.Items.Add(page => new MenuItem(IsChinese ? "任务与失败" : "Jobs and failures", $"{Path}/panel"));
        var sentences = app
            .Services.GetRequiredService<IReadOnlyList<RecurringJob>>()
            .ToDictionary(job => job.Key, job => job.Sentence);
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseWhen(
            context =>
                context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal)
                && !HttpMethods.IsGet(context.Request.Method),
            presses => presses.Use((context, next) => app.Services.GetRequiredService<PressTrail>().InvokeAsync(context, next))
        );
        app.MapHangfireDashboardWithAuthorizationPolicy(
            Policies.Admin,
            Path,
            new DashboardOptions
            {
                AppPath = "/office/audit",
                DashboardTitle = "TalentCard 优才卡",
                DisplayStorageConnectionString = false,
                DisplayNameFunc = (_, job) =>
                    job.Args[0] is not string key ? job.ToString()
                    : IsChinese ? sentences.GetValueOrDefault(key, key)
                    : key,
                // A token that no cookie carries is proof enough that the person's own page asks.
                IgnoreAntiforgeryToken = true,
                StatsPollingInterval = 5000,
            }
        );
    }

    private static async Task RefuseEndedAsync(TokenValidatedContext context)
    {
        var ended = context.HttpContext.RequestServices.GetRequiredService<EndedTokens>();
        if (await ended.IncludeAsync(context.Principal!, context.HttpContext.RequestAborted))
            context.Fail("The sign-in has ended.");
    }

    private static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
}
