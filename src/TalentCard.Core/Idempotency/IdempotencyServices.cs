using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Idempotency;

/// <summary>Registers idempotency keys.</summary>
public static class IdempotencyServices
{
    /// <summary>Adds <see cref="IdempotencyStore"/>, whose keys are forgotten.</summary>
    public static IServiceCollection AddIdempotency(this IServiceCollection services) =>
        services.AddSingleton<IdempotencyStore>().AddSingleton<IForget, ForgetKeys>();
}
