using Microsoft.AspNetCore.Identity;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>
/// What a person does with their own passkeys (Web Authentication, level 3, section 7.1). Each change asks for the password; a
/// passkey that is removed takes every other session along, since it may have begun one.
/// </summary>
internal sealed class OwnPasskeys(
    IPasskeyHandler<User> handler,
    UserManager<User> manager,
    OwnAccount account,
    PasskeyChallenges challenges,
    PasskeyStore passkeys,
    SignInAttempts attempts,
    SignInSession session
)
{
    /// <summary>What the browser asks the authenticator to make, as JSON; null: a wrong password.</summary>
    public async Task<string?> OptionsAsync(HttpContext context, User user, string password)
    {
        if (await account.ProveAsync(context, user, password) is not { } attempt)
            return null;
        await attempts.SucceedAsync(context, user, attempt);
        var options = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = user.Id.ToString(),
                Name = user.UserName,
                DisplayName = user.DisplayName,
            },
            context
        );
        challenges.Leave(context, PasskeyPurpose.Add, options.AttestationState!);
        return options.CreationOptionsJson;
    }

    /// <summary>Adds the passkey that the authenticator has made, for a challenge that was given for the password.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Whose it is to be.</param>
    /// <param name="name">What they call it.</param>
    /// <param name="credential">The browser's answer, as JSON.</param>
    /// <returns>False: it does not answer the challenge, somebody has it, or the account has enough of them.</returns>
    public async Task<bool> AddAsync(HttpContext context, User user, string name, string credential)
    {
        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext
            {
                HttpContext = context,
                CredentialJson = credential,
                AttestationState = await challenges.TakeAsync(context, PasskeyPurpose.Add),
            }
        );
        if (!result.Succeeded || result.UserEntity.Id != user.Id.ToString())
            return false;
        var made = result.Passkey;
        return await passkeys.AddAsync(
            user,
            PasskeyStore.IsName(name) ? name : NameOf(context),
            new PasskeyCredential(
                made.CredentialId,
                made.PublicKey,
                made.SignCount,
                made.Transports ?? [],
                made.IsBackupEligible,
                made.IsBackedUp,
                made.CreatedAt
            ),
            user.ToActor(context.Connection.RemoteIpAddress?.ToString()),
            context.RequestAborted
        );
    }

    /// <summary>Takes a passkey away; this browser stays signed in.</summary>
    /// <returns>False: a wrong password, or there is none of that id.</returns>
    public async Task<bool> RemoveAsync(HttpContext context, SignedIn who, Guid id, string password)
    {
        var user = who.User;
        if (await account.ProveAsync(context, user, password) is not { } attempt)
            return false;
        await attempts.SucceedAsync(context, user, attempt);
        var actor = user.ToActor(context.Connection.RemoteIpAddress?.ToString());
        if (!await passkeys.RemoveAsync(id, user, actor, context.RequestAborted))
            return false;
        await manager.UpdateSecurityStampAsync(user);
        await session.SignInAsync(context, user, who.Methods);
        return true;
    }

    /// <summary>What a passkey is called that its owner gives no name.</summary>
    public static string NameOf(HttpContext context) => BrowserName.Of(context.Request.Headers.UserAgent.ToString()) ?? "Passkey";
}
