namespace TalentCard.Api.Redemptions;

/// <summary>Registers what the redemption endpoints need of the host.</summary>
internal static class RedemptionHosting
{
    public static IServiceCollection AddApiRedemptions(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton<VerificationTokens>();
        services.AddSingleton<VerificationLogWriter>();
        return services.AddHostedService(provider => provider.GetRequiredService<VerificationLogWriter>());
    }
}
