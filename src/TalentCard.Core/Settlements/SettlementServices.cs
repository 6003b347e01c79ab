using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Settlements;

namespace TalentCard.Core.Settlements;

/// <summary>Registers settlements and prices.</summary>
public static class SettlementServices
{
    /// <summary>
    /// Adds <see cref="SettlementStore"/>, <see cref="DrawUpSettlements"/>, <see cref="ChangeSettlement"/> and
    /// <see cref="ServicePriceStore"/>; needs idempotency, the outbox and the audit trail.
    /// </summary>
    public static IServiceCollection AddSettlements(this IServiceCollection services) =>
        services
            .AddSingleton<SettlementStore>()
            .AddSingleton<DrawUpSettlements>()
            .AddSingleton<ChangeSettlement>()
            .AddSingleton<ServicePriceStore>()
            .NameConstraints(
                new("settlements_second_person", SettlementProblems.SecondPerson),
                new("service_prices_once", SettlementProblems.PriceTaken),
                new("service_prices_benefit_code_fkey", "benefit"),
                new("service_prices_tier_code_fkey", "tier"),
                new("service_prices_partner_id_fkey", "partner"),
                new("service_prices_service_point_id_fkey", "servicePoint")
            );
}
