using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Organisations;
using TalentCard.Core.Search;

namespace TalentCard.Core.Organisations;

/// <summary>Registers the register of organisations.</summary>
public static class OrganisationServices
{
    /// <summary>Adds the register, its merges and its matches; needs encryption, idempotency and the audit trail.</summary>
    public static IServiceCollection AddOrganisations(this IServiceCollection services) =>
        services
            .AddSingleton<OrganisationStore>()
            .AddSingleton<MergeOrganisations>()
            .AddSingleton<MatchOrganisations>()
            .AddSingleton<ISearchSource, OrganisationSearch>()
            .NameConstraints(
                new("organisations_credit_code_key", OrganisationProblems.CreditCodeTaken),
                new("organisations_division_code_fkey", "division")
            );
}
