using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.History;

/// <summary>Registers the histories of what the office keeps.</summary>
public static class HistoryServices
{
    /// <summary>Adds <see cref="ChangeHistory"/>.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services) => services.AddSingleton<ChangeHistory>();
}
