namespace TalentCard.Api.Redemptions;

/// <summary>
/// How often one operator, or one partner's system, may scan and record. A gate of a station takes a card a second and a partner's
/// system has many gates: the limit is for a loop that has gone wild, and for who tries codes.
/// </summary>
internal static class DeskRateLimit
{
    /// <summary>Name of the limit.</summary>
    public const string Policy = "desk";

    // What comes at once when a line was down for a while.
    private const int SecondsAtOnce = 10;

    public static IServiceCollection AddDeskRateLimit(this IServiceCollection services, IConfiguration configuration)
    {
        var perSecond = configuration.GetValue("Desk:RequestsPerSecond", 50);
        return services.LimitPerPerson(Policy, burst: perSecond * SecondsAtOnce, refill: TimeSpan.FromSeconds(1) / perSecond);
    }
}
