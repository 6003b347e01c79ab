using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Reference;

namespace TalentCard.Core.Reference;

/// <summary>Registers the reference lists.</summary>
public static class ReferenceServices
{
    /// <summary>Adds <see cref="ReferenceStore"/> and <see cref="EditReference"/>; needs the audit trail.</summary>
    public static IServiceCollection AddReference(this IServiceCollection services) =>
        services
            .AddSingleton<ReferenceStore>()
            .AddSingleton<EditReference>()
            .NameConstraints(
                new("divisions_name_key", ReferenceProblems.EntryTaken),
                new("tiers_number_prefix_key", ReferenceProblems.EntryTaken)
            );
}
