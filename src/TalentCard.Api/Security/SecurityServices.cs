using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Security;

/// <summary>
/// Who may call what. Tokens are validated through the issuer's discovery document and JWKS alone, so that another
/// authorization server can take the place of Connect by configuration (<c>Authentication:Authority</c>).
/// </summary>
internal static class SecurityServices
{
    /// <summary>The audience of the Api's access tokens.</summary>
    public const string Audience = "talentcard-api";

    public static IServiceCollection AddApiSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.Authority = configuration["Authentication:Authority"];
                options.RequireHttpsMetadata = configuration.GetValue("Authentication:RequireHttps", true);
                options.MapInboundClaims = false;
                options.TokenHandlers.Clear();
                options.TokenHandlers.Add(new CachingTokenHandler { MapInboundClaims = false });
                options.TokenValidationParameters.ValidAudience = Audience;
                // RFC 9068, section 2.1: an access token says so; an ID token is not one.
                options.TokenValidationParameters.ValidTypes = ["at+jwt"];
                options.TokenValidationParameters.ValidAlgorithms = ["RS256", "ES256"];
                options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(15);
                options.TokenValidationParameters.NameClaimType = "name";
                options.TokenValidationParameters.RoleClaimType = "roles";
                options.Events = new JwtBearerEvents { OnTokenValidated = RefuseEndedAsync };
            });
        var policies = services
            .AddAuthorizationBuilder()
            // An endpoint without a policy answers nobody; an address without one is a 404, or what routing says (405, 415).
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder()
                    .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
                    .Build()
            )
            .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser());
        foreach (var name in Policies.All.Keys)
            policies.AddPolicy(
                name,
                policy => policy.RequireAssertion(context => Policies.Allows(name, context.User.IsInRole, context.User.IsGranted))
            );
        services.AddHttpContextAccessor();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.ToActor());
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                        .ToString(System.Globalization.CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
        return services;
    }

    // Ended, though not expired: another password, a sign-out, a revocation.
    private static async Task RefuseEndedAsync(TokenValidatedContext context)
    {
        var ended = context.HttpContext.RequestServices.GetRequiredService<EndedTokens>();
        if (await ended.IncludeAsync(context.Principal!, context.HttpContext.RequestAborted))
            context.Fail("The sign-in has ended.");
    }

    /// <summary>Limits how often one account calls what asks for the policy.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="policy">Name of the limit.</param>
    /// <param name="burst">Calls at once.</param>
    /// <param name="refill">After how long one more is free.</param>
    public static IServiceCollection LimitPerPerson(
        this IServiceCollection services,
        string policy,
        int burst,
        TimeSpan refill
    ) =>
        services.Configure<RateLimiterOptions>(options =>
            options.AddPolicy(
                policy,
                context =>
                    RateLimitPartition.GetTokenBucketLimiter(
                        context.User.FindFirst("sub")?.Value ?? "",
                        _ => new TokenBucketRateLimiterOptions
                        {
                            TokenLimit = burst,
                            TokensPerPeriod = 1,
                            ReplenishmentPeriod = refill,
                            QueueLimit = 0,
                        }
                    )
            )
        );
}
