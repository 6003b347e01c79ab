using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Accounts;

namespace TalentCard.Core.Accounts;

/// <summary>Registers accounts.</summary>
public static class AccountServices
{
    /// <summary>Adds <see cref="UserStore"/>, the use cases of administrators, sign-ins and passkeys.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) =>
        services
            .AddSingleton<UserStore>()
            .AddSingleton<AccountChanges>()
            .AddSingleton<ManageUsers>()
            .AddSingleton<ManageAccess>()
            .AddSingleton<GrantRoles>()
            .AddSingleton<SignInStore>()
            .AddSingleton<PasskeyStore>()
            .AddSingleton<EndedTokens>()
            .AddHostedService(provider => provider.GetRequiredService<EndedTokens>())
            .AddSingleton<IForget, ForgetTokens>()
            .NameConstraints(
                new("users_normalized_user_name_key", AccountProblems.UserNameTaken),
                new("users_partner_id_fkey", "partnerId", "there is no such record"),
                new("users_service_point_id_fkey", "servicePointId", "there is no such record"),
                new("users_department_id_fkey", "departmentId", "there is no such record"),
                new("users_station_id_fkey", "stationId", "there is no such record"),
                new("users_division_code_fkey", "division", "there is no such record"),
                new("users_talent_id_fkey", "talentId", "there is no such record")
            );
}
