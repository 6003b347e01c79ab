using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Benefits;

/// <summary>Registers benefits.</summary>
public static class BenefitServices
{
    /// <summary>Adds <see cref="BenefitStore"/>; needs the audit trail.</summary>
    public static IServiceCollection AddBenefits(this IServiceCollection services) => services.AddSingleton<BenefitStore>();
}
