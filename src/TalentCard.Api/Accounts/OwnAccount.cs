using Microsoft.AspNetCore.Identity;
using TalentCard.Core.Accounts;

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
    SignInSession session,
    AuditTrail audit,
    Db db,
    TimeProvider time
)
{
    private const int LongestPassword = 256;

    /// <summary>Sets another password.</summary>
    public async Task<PasswordChange> ChangePasswordAsync(HttpContext context, SignedIn who, string current, string wanted)
    {
        var user = who.User;
        if (!await IsThemAsync(context, user, current))
            return PasswordChange.Refused;
        if (
            wanted.Length > LongestPassword
            || wanted == current
            || !(await manager.ChangePasswordAsync(user, current, wanted)).Succeeded
        )
            return PasswordChange.Weak;
        await FinishAsync(context, user, "account.change_password", who.SecondFactor);
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
            !await IsThemAsync(context, user, password)
            || Totp.Match(key, string.Concat(code.Where(char.IsAsciiDigit)), time.GetUtcNow()) is not { } step
            || (user.TwoFactorEnabled && !await HasFactorAsync(user, current))
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
        return await NewCodesAsync(context, user, "account.enrol_second_factor");
    }

    /// <summary>Makes new recovery codes in the place of the old ones.</summary>
    /// <returns>The codes; null: password or code were wrong.</returns>
    public async Task<IReadOnlyList<string>?> RenewCodesAsync(HttpContext context, User user, string password, string current)
    {
        if (!user.TwoFactorEnabled || !await IsThemAsync(context, user, password) || !await HasFactorAsync(user, current))
            return null;
        await manager.UpdateSecurityStampAsync(user);
        return await NewCodesAsync(context, user, "account.renew_recovery_codes");
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(HttpContext context, User user, string action)
    {
        var codes = await manager.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);
        await FinishAsync(context, user, action, secondFactor: true);
        return [.. codes!];
    }

    private async Task<bool> IsThemAsync(HttpContext context, User user, string password) =>
        await users.BeginAttemptAsync(user.Id, context.RequestAborted)
        && password.Length <= LongestPassword
        && await manager.CheckPasswordAsync(user, password);

    private async Task<bool> HasFactorAsync(User user, string code) =>
        await manager.VerifyTwoFactorTokenAsync(user, nameof(TotpProvider), string.Concat(code.Where(char.IsAsciiDigit)))
        || (await manager.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded;

    private async Task FinishAsync(HttpContext context, User user, string action, bool secondFactor)
    {
        await users.ForgetAttemptsAsync(user.Id, context.RequestAborted);
        await using (var trail = await db.OpenAsync(context.RequestAborted))
            await audit.WriteAsync(
                trail,
                user.ToActor(context.Connection.RemoteIpAddress?.ToString()),
                new AuditEvent(action, "user", user.Id.ToString())
            );
        await session.SignInAsync(context, user, secondFactor);
    }
}
