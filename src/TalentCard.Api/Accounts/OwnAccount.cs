using Microsoft.AspNetCore.Identity;
using TalentCard.Core.Accounts;
using TalentCard.Core.Security;

namespace TalentCard.Api.Accounts;

/// <summary>How a change of one's own password ended.</summary>
internal enum PasswordChange
{
    /// <summary>The current password is wrong, or the account is locked.</summary>
    Refused,

    /// <summary>The new one is too weak.</summary>
    Weak,

    /// <summary>Changed; every other session has ended.</summary>
    Done,
}

/// <summary>
/// What a person changes of their own account. Each change asks for the password again, counted like a sign-in; it ends every
/// other session and grant, and this browser's session goes on.
/// </summary>
internal sealed class OwnAccount(
    UserManager<User> manager,
    IUserStore<User> store,
    UserStore users,
    PasswordCheck passwords,
    SignInAttempts attempts,
    SignInCompletion completion,
    TimeProvider time
)
{
    /// <summary>Sets another password.</summary>
    public async Task<PasswordChange> ChangePasswordAsync(HttpContext context, SignedIn who, string current, string wanted)
    {
        var user = who.User;
        if (await ProveAsync(context, user, current) is not { } attempt)
            return PasswordChange.Refused;
        user.PasswordTemporaryUntil = null;
        if (
            wanted.Length > PasswordCheck.Longest
            || wanted == current
            || !(await manager.ChangePasswordAsync(user, current, wanted)).Succeeded
        )
            return PasswordChange.Weak;
        await completion.FinishAsync(context, user, attempt, "account.change_password", who.Methods);
        return PasswordChange.Done;
    }

    /// <summary>Enrols a second factor, in the place of one that is enrolled.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Who is signed in.</param>
    /// <param name="password">Their password.</param>
    /// <param name="current">A code of the factor enrolled now, or a recovery code; not asked for where there is none.</param>
    /// <param name="key">The new factor's key.</param>
    /// <param name="code">The new factor's code, which shows that the app has the key.</param>
    /// <returns>New recovery codes; null: something was wrong.</returns>
    public async Task<IReadOnlyList<string>?> EnrolAsync(
        HttpContext context,
        User user,
        string password,
        string current,
        byte[] key,
        string code
    )
    {
        if (
            await ProveAsync(context, user, password) is not { } attempt
            || Totp.Match(key, string.Concat(code.Where(char.IsAsciiDigit)), time.GetUtcNow()) is not { } step
            || (user.TwoFactorEnabled && !await HasFactorAsync(context, user, current))
        )
            return null;
        await ((IUserAuthenticatorKeyStore<User>)store).SetAuthenticatorKeyAsync(
            user,
            Convert.ToBase64String(key),
            CancellationToken.None
        );
        if (!(await manager.SetTwoFactorEnabledAsync(user, true)).Succeeded)
            return null;
        await users.UseStepAsync(user.Id, step, CancellationToken.None);
        return await NewCodesAsync(context, user, attempt, "account.enrol_second_factor");
    }

    /// <summary>Makes new recovery codes in the place of the old ones.</summary>
    /// <returns>The codes; null: password or code were wrong.</returns>
    public async Task<IReadOnlyList<string>?> RenewCodesAsync(HttpContext context, User user, string password, string current)
    {
        if (
            !user.TwoFactorEnabled
            || await ProveAsync(context, user, password) is not { } attempt
            || !await HasFactorAsync(context, user, current)
        )
            return null;
        await manager.UpdateSecurityStampAsync(user);
        return await NewCodesAsync(context, user, attempt, "account.renew_recovery_codes");
    }

    /// <summary>The attempt with the right password; null: a wrong one, or none may be given now.</summary>
    public async Task<Attempt?> ProveAsync(HttpContext context, User user, string password)
    {
        if (await attempts.BeginPasswordAsync(context, user) is not { } attempt)
            return null;
        if (await passwords.IsRightAsync(user, password, context.RequestAborted))
            return attempt;
        await attempts.MissAsync(user, attempt);
        return null;
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(HttpContext context, User user, Attempt attempt, string action)
    {
        var codes = await manager.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);
        await completion.FinishAsync(context, user, attempt, action, SignInMethods.PasswordAndCode);
        return [.. codes!];
    }

    private async Task<bool> HasFactorAsync(HttpContext context, User user, string code)
    {
        if (await attempts.BeginSecondFactorAsync(context, user) is not { } attempt)
            return false;
        if (
            await manager.VerifyTwoFactorTokenAsync(user, nameof(TotpProvider), string.Concat(code.Where(char.IsAsciiDigit)))
            || (await manager.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded
        )
        {
            await attempts.RefundAsync(attempt);
            return true;
        }
        await attempts.MissAsync(user, attempt);
        return false;
    }
}
