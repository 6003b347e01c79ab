using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Security;

/// <summary>Registers the limits on guessing and the record of what may be an attack.</summary>
public static class SecurityServices
{
    /// <summary>Adds <see cref="AttemptLimiter"/>, <see cref="LookUpLimit"/> and <see cref="SecurityEventStore"/>.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services) =>
        services
            .AddSingleton<AttemptLimiter>()
            .AddSingleton<LookUpLimit>()
            .AddSingleton<SecurityEventStore>()
            .AddSingleton<IForget, ForgetAttempts>();
}
