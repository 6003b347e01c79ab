using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Accounts;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>Accounts, for administrators; and for everybody, who they are.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/api/v1/users").RequireAuthorization(Policies.Admin).WithTags("Accounts");
        users.MapGet("/", ListAsync).WithName("listUsers").WithSummary("Lists accounts, newest first.");
        users.MapGet("/{id:guid}", ReadAsync).WithName("getUser").WithSummary("Shows an account.");
        // No Idempotency-Key: the user name makes the second request a conflict, and the password is never kept to be shown
        // again.
        users
            .MapPost("/", CreateAsync)
            .WithName("createUser")
            .WithSummary("Makes an account and a first password for it.")
            .Refuses(AccountProblems.UserNameTaken);
        users
            .MapPut("/{id:guid}", EditAsync)
            .WithName("editUser")
            .WithSummary("Sets an account's name, roles and bindings.")
            .Refuses(AccountProblems.OwnAccount);
        users
            .MapPost("/{id:guid}/roles/approve", ApproveRolesAsync)
            .WithName("approveUserRoles")
            .WithSummary("Approves that an account is administrator or auditor, as another administrator has proposed.")
            .Refuses(AccountProblems.OwnProposal, AccountProblems.NothingProposed);
        users
            .MapPost("/{id:guid}/roles/refuse", RefuseRolesAsync)
            .WithName("refuseUserRoles")
            .WithSummary("Takes back what was proposed for an account; without a role left it is disabled.")
            .Refuses(AccountProblems.NothingProposed);
        users
            .MapGet("/workplaces", ListWorkplacesAsync)
            .WithName("listWorkplaces")
            .WithSummary("Lists where accounts can belong to.");
        users
            .MapPost("/{id:guid}/disable", DisableAsync)
            .WithName("disableUser")
            .WithSummary("Stops an account from signing in and ends its sessions.")
            .Refuses(AccountProblems.OwnAccount);
        users
            .MapPost("/{id:guid}/enable", EnableAsync)
            .WithName("enableUser")
            .WithSummary("Lets a disabled or locked account sign in again.");
        users
            .MapPost("/{id:guid}/password", ResetPasswordAsync)
            .WithName("resetUserPassword")
            .WithSummary("Makes another password for an account and ends its sessions.");
        users
            .MapPost("/{id:guid}/second-factor/reset", ResetSecondFactorAsync)
            .WithName("resetUserSecondFactor")
            .WithSummary("Forgets an account's second factor and ends its sessions.")
            .Refuses(AccountProblems.OwnAccount);
        users
            .MapGet("/{id:guid}/sign-ins", ListSignInsAsync)
            .WithName("listUserSignIns")
            .WithSummary("Lists an account's sign-ins that go on, the one used last first.");
        users
            .MapPost("/{id:guid}/sign-ins/{signIn:guid}/end", EndSignInAsync)
            .WithName("endUserSignIn")
            .WithSummary("Ends one sign-in of an account, with all that clients were given in it.");
        users
            .MapPost("/{id:guid}/sign-ins/end", EndSignInsAsync)
            .WithName("endUserSignIns")
            .WithSummary("Ends all of an account's sign-ins, with all that clients were given in them.");
        routes
            .MapGet("/api/v1/me", ReadMe)
            .RequireAuthorization(Policies.SignedIn)
            .WithTags("Accounts")
            .WithName("getMe")
            .WithSummary("Says who the caller is.");
    }

    private static async Task<Ok<Page<Account>>> ListAsync(
        [AsParameters] UserQuery query,
        ManageUsers users,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await users.ListAsync(query, actor, cancel));

    private static async Task<Ok<Account>> ReadAsync(
        Guid id,
        HttpContext context,
        ManageUsers users,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(WithETag(context, await users.ReadAsync(id, actor, cancel)));

    private static async Task<Created<AccountWithPassword>> CreateAsync(
        NewAccount account,
        HttpContext context,
        ManageUsers users,
        IPasswordHasher<User> hasher,
        Actor actor,
        CancellationToken cancel
    )
    {
        var password = TemporaryPassword.Create();
        var created = await users.CreateAsync(account, hasher.HashPassword(new User(), password), actor, cancel);
        WithETag(context, created);
        return TypedResults.Created($"/api/v1/users/{created.Id}", new AccountWithPassword(created, password));
    }

    private static async Task<Ok<Account>> EditAsync(
        Guid id,
        AccountEdit edit,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        HttpContext context,
        ManageUsers users,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrEmpty(ifMatch))
            throw new RefusedException(CommonProblems.PreconditionRequired);
        return TypedResults.Ok(WithETag(context, await users.EditAsync(id, edit, ifMatch.Trim('"'), actor, cancel)));
    }

    private static async Task<Ok<Account>> ApproveRolesAsync(Guid id, GrantRoles roles, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await roles.ApproveRolesAsync(id, actor, cancel));

    private static async Task<Ok<Account>> RefuseRolesAsync(
        Guid id,
        AccountReason why,
        GrantRoles roles,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await roles.RefuseRolesAsync(id, why.Reason, actor, cancel));

    private static async Task<Ok<Workplaces>> ListWorkplacesAsync(ManageUsers users, CancellationToken cancel) =>
        TypedResults.Ok(await users.WorkplacesAsync(cancel));

    private static async Task<Ok<Account>> DisableAsync(
        Guid id,
        AccountReason why,
        ManageAccess access,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await access.DisableAsync(id, why.Reason, actor, cancel));

    private static async Task<Ok<Account>> EnableAsync(
        Guid id,
        AccountReason why,
        ManageAccess access,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await access.EnableAsync(id, why.Reason, actor, cancel));

    private static async Task<Ok<AccountWithPassword>> ResetPasswordAsync(
        Guid id,
        AccountReason why,
        ManageAccess access,
        IPasswordHasher<User> hasher,
        Actor actor,
        CancellationToken cancel
    )
    {
        var password = TemporaryPassword.Create();
        var account = await access.ResetPasswordAsync(id, hasher.HashPassword(new User(), password), why.Reason, actor, cancel);
        return TypedResults.Ok(new AccountWithPassword(account, password));
    }

    private static async Task<Ok<Account>> ResetSecondFactorAsync(
        Guid id,
        AccountReason why,
        ManageAccess access,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await access.ResetSecondFactorAsync(id, why.Reason, actor, cancel));

    private static async Task<Ok<IReadOnlyList<SignIn>>> ListSignInsAsync(
        Guid id,
        SignInStore signIns,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await signIns.ListAsync(id, actor, cancel));

    private static async Task<NoContent> EndSignInAsync(
        Guid id,
        Guid signIn,
        AccountReason why,
        SignInStore signIns,
        Actor actor,
        CancellationToken cancel
    )
    {
        await signIns.EndAsync(signIn, id, why.Reason, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EndSignInsAsync(
        Guid id,
        AccountReason why,
        SignInStore signIns,
        Actor actor,
        CancellationToken cancel
    )
    {
        await signIns.EndAllAsync(id, why.Reason, actor, cancel);
        return TypedResults.NoContent();
    }

    private static Ok<Caller> ReadMe(Actor actor, ClaimsPrincipal caller) =>
        TypedResults.Ok(
            new Caller(
                actor.Id,
                actor.Name,
                actor.Roles,
                (caller.FindFirstValue("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
                actor.PartnerId,
                actor.ServicePointId,
                actor.TalentId
            )
        );

    private static Account WithETag(HttpContext context, Account account)
    {
        context.Response.Headers.ETag = $"\"{account.Version}\"";
        return account;
    }
}
