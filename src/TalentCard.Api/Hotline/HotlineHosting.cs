using TalentCard.Core.Hotline;

namespace TalentCard.Api.Hotline;

/// <summary>What the hotline needs beside Core in a host that people watch it from.</summary>
internal static class HotlineHosting
{
    public static IServiceCollection AddApiHotline(this IServiceCollection services) =>
        services.AddSingleton<HotlineNotices>().AddHostedService(provider => provider.GetRequiredService<HotlineNotices>());
}
