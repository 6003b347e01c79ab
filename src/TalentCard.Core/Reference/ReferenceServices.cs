using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Reference;

/// <summary>Registers the reference lists.</summary>
public static class ReferenceServices
{
    /// <summary>Adds <see cref="ReferenceStore"/>.</summary>
    public static IServiceCollection AddReference(this IServiceCollection services) => services.AddSingleton<ReferenceStore>();
}
