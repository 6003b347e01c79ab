using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Keys;

/// <summary>Registers the signing keys.</summary>
public static class KeyServices
{
    /// <summary>Adds <see cref="SigningKeyRing"/>; needs the database and field encryption.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services) =>
        services
            .AddSingleton<SigningKeyStore>()
            .AddSingleton(provider => new SigningKeyRing(
                provider.GetRequiredService<SigningKeyStore>(),
                provider.GetRequiredService<IConfiguration>(),
                provider.GetRequiredService<TimeProvider>()
            ));
}
