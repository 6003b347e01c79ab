using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Search;

/// <summary>Registers the search from anywhere.</summary>
public static class SearchServices
{
    /// <summary>Adds <see cref="SearchEverywhere"/>; features add their <see cref="ISearchSource"/> themselves.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddSingleton<SearchEverywhere>();
}
