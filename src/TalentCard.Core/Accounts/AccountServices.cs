using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Accounts;

/// <summary>Registers accounts.</summary>
public static class AccountServices
{
    /// <summary>Adds <see cref="UserStore"/> and <see cref="ManageUsers"/>.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) =>
        services.AddSingleton<UserStore>().AddSingleton<ManageUsers>();
}
