using Refit;
using TalentCard.Contracts.Accounts;

namespace TalentCard.Client.Accounts;

/// <summary>Accounts of staff.</summary>
public interface IAccountsApi
{
    /// <summary>Lists accounts, newest first.</summary>
    [Get("/api/v1/users")]
    Task<Page<Account>> ListUsersAsync([Query] UserQuery query, CancellationToken cancel);

    /// <summary>Shows an account.</summary>
    [Get("/api/v1/users/{id}")]
    Task<Account> GetUserAsync(Guid id, CancellationToken cancel);

    /// <summary>Makes an account and a first password for it.</summary>
    [Post("/api/v1/users")]
    Task<AccountWithPassword> CreateUserAsync([Body] NewAccount account, CancellationToken cancel);

    /// <summary>Sets an account's name, roles and bindings.</summary>
    [Put("/api/v1/users/{id}")]
    Task<Account> EditUserAsync(
        Guid id,
        [Body] AccountEdit edit,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Approves that an account is administrator or auditor, as another administrator has proposed.</summary>
    [Post("/api/v1/users/{id}/roles/approve")]
    Task<Account> ApproveUserRolesAsync(Guid id, CancellationToken cancel);

    /// <summary>Takes back what was proposed for an account; without a role left it is disabled.</summary>
    [Post("/api/v1/users/{id}/roles/refuse")]
    Task<Account> RefuseUserRolesAsync(Guid id, [Body] AccountReason why, CancellationToken cancel);

    /// <summary>Lists where accounts can belong to.</summary>
    [Get("/api/v1/users/workplaces")]
    Task<Workplaces> ListWorkplacesAsync(CancellationToken cancel);

    /// <summary>Stops an account from signing in and ends its sessions.</summary>
    [Post("/api/v1/users/{id}/disable")]
    Task<Account> DisableUserAsync(Guid id, [Body] AccountReason why, CancellationToken cancel);

    /// <summary>Lets a disabled or locked account sign in again.</summary>
    [Post("/api/v1/users/{id}/enable")]
    Task<Account> EnableUserAsync(Guid id, [Body] AccountReason why, CancellationToken cancel);

    /// <summary>Makes another password for an account and ends its sessions.</summary>
    [Post("/api/v1/users/{id}/password")]
    Task<AccountWithPassword> ResetUserPasswordAsync(Guid id, [Body] AccountReason why, CancellationToken cancel);

    /// <summary>Forgets an account's second factor and ends its sessions.</summary>
    [Post("/api/v1/users/{id}/second-factor/reset")]
    Task<Account> ResetUserSecondFactorAsync(Guid id, [Body] AccountReason why, CancellationToken cancel);

    /// <summary>Lists an account's sign-ins that go on, the one used last first.</summary>
    [Get("/api/v1/users/{id}/sign-ins")]
    Task<IReadOnlyList<SignIn>> ListUserSignInsAsync(Guid id, CancellationToken cancel);

    /// <summary>Ends one sign-in of an account, with all that clients were given in it.</summary>
    [Post("/api/v1/users/{id}/sign-ins/{signIn}/end")]
    Task EndUserSignInAsync(Guid id, Guid signIn, [Body] AccountReason why, CancellationToken cancel);

    /// <summary>Ends all of an account's sign-ins, with all that clients were given in them.</summary>
    [Post("/api/v1/users/{id}/sign-ins/end")]
    Task EndUserSignInsAsync(Guid id, [Body] AccountReason why, CancellationToken cancel);

    /// <summary>Says who the caller is.</summary>
    [Get("/api/v1/me")]
    Task<Caller> GetMeAsync(CancellationToken cancel);
}
