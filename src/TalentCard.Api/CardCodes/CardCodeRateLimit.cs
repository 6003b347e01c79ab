using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace TalentCard.Api.CardCodes;

/// <summary>
/// Thirty codes a minute for one talent: a phone asks every 30 s, and a person reloads the page or holds two phones.
/// </summary>
internal static class CardCodeRateLimit
{
    public const string Policy = "card_codes";

    public static IServiceCollection AddCardCodeRateLimit(this IServiceCollection services) =>
        services.Configure<RateLimiterOptions>(options => options.AddPolicy(Policy, context =>
            RateLimitPartition.GetTokenBucketLimiter(context.User.FindFirst("sub")?.Value ?? "", _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 30,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(2),
                QueueLimit = 0,
            })));
}
