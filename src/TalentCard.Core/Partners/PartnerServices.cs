using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Partners;
using TalentCard.Core.Search;

namespace TalentCard.Core.Partners;

/// <summary>Registers partners and their service points.</summary>
public static class PartnerServices
{
    /// <summary>
    /// Adds <see cref="PartnerStore"/>, <see cref="ServicePointStore"/>, <see cref="PointOpeningStore"/> and
    /// <see cref="PlaceStore"/>; needs idempotency, the audit trail and the working calendar.
    /// </summary>
    public static IServiceCollection AddPartners(this IServiceCollection services) =>
        services
            .AddSingleton<PartnerStore>()
            .AddSingleton<ServicePointStore>()
            .AddSingleton<PointOpeningStore>()
            .AddSingleton<PlaceStore>()
            .AddSingleton<ISearchSource, PartnerSearch>()
            .NameConstraints(
                new("partners_name_key", PartnerProblems.NameTaken),
                new("service_points_partner_id_name_key", PartnerProblems.NameTaken),
                new("partners_kind_fkey", "kind"),
                new("service_points_kind_fkey", "kind"),
                new("partners_division_code_fkey", "division"),
                new("service_points_division_code_fkey", "division"),
                new("service_points_place", "longitude", "both coordinates or neither"),
                new("service_points_week", "hours", "within the week, at least one"),
                new("service_point_closures_days", "lastDay", "not before the first day, at most a year after it")
            );
}
