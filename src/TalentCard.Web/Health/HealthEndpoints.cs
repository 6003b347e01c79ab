using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TalentCard.Web.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the Api does, too.</summary>
internal static class HealthEndpoints
{
    public static IServiceCollection AddWebHealth(this IServiceCollection services)
    {
        services.AddHttpClient<ApiCheck>(
            (provider, client) =>
            {
                client.BaseAddress = new Uri(provider.GetRequiredService<IConfiguration>()["Api:Address"]!.TrimEnd('/') + "/");
                client.Timeout = TimeSpan.FromSeconds(3);
            }
        );
        services.AddHealthChecks().AddCheck<ApiCheck>("api", tags: ["ready"]);
        return services;
    }

    public static void MapWebHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes
            .MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") })
            .AllowAnonymous();
    }

    private sealed class ApiCheck(HttpClient http) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel)
        {
            try
            {
                using var response = await http.GetAsync("health/live", cancel);
                return response.IsSuccessStatusCode ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
            }
            catch (HttpRequestException)
            {
                return HealthCheckResult.Unhealthy("The Api does not answer.");
            }
        }
    }
}
