namespace TalentCard.Api.CardCodes;

/// <summary>
/// Thirty codes a minute for one talent: a phone asks every 30 s, and a person reloads the page or holds two phones.
/// </summary>
internal static class CardCodeRateLimit
{
    public const string Policy = "card_codes";

    public static IServiceCollection AddCardCodeRateLimit(this IServiceCollection services) =>
        services.LimitPerPerson(Policy, burst: 30, refill: TimeSpan.FromSeconds(2));
}
