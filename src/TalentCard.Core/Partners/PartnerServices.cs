using Microsoft.Extensions.DependencyInjection;
using TalentCard.Core.Search;

namespace TalentCard.Core.Partners;

/// <summary>Registers partners and their service points.</summary>
public static class PartnerServices
{
    /// <summary>Adds <see cref="PartnerStore"/>, <see cref="ServicePointStore"/> and <see cref="PlaceStore"/>; needs idempotency and the audit trail.</summary>
    public static IServiceCollection AddPartners(this IServiceCollection services) =>
        services.AddSingleton<PartnerStore>().AddSingleton<ServicePointStore>().AddSingleton<PlaceStore>()
            .AddSingleton<ISearchSource, PartnerSearch>();
}
