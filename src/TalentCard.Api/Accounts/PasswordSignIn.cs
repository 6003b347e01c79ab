using Microsoft.AspNetCore.Identity;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>What a step of the sign-in led to.</summary>
internal enum SignInStep
{
    /// <summary>Wrong, locked, disabled or unknown: the user is told one and the same.</summary>
    Refused,

    /// <summary>A second factor is asked for next.</summary>
    SecondFactor,

    /// <summary>A second factor must be enrolled next.</summary>
    Enrolment,

    /// <summary>Signed in.</summary>
    Done,
}

/// <summary>Signs people in by password and second factor, every attempt counted before it is judged.</summary>
internal sealed class PasswordSignIn(
    UserManager<User> manager,
    IUserStore<User> store,
    UserStore users,
    SignInSession session,
    AuditTrail audit,
    Db db
)
{
    private const int LongestPassword = 256;

    // An unknown name costs the time of a known one.
    private static readonly string NobodysHash = new PasswordHasher<User>().HashPassword(new User(), Guid.NewGuid().ToString());

    /// <summary>Judges user name and password.</summary>
    public async Task<SignInStep> ByPasswordAsync(HttpContext context, string userName, string password)
    {
        var user =
            userName.Any(char.IsControl) || password.Length > LongestPassword ? null : await manager.FindByNameAsync(userName);
        if (user is null || !user.IsUsable(session.IsDemo) || !await users.BeginAttemptAsync(user.Id, context.RequestAborted))
        {
            manager.PasswordHasher.VerifyHashedPassword(
                user ?? new User(),
                NobodysHash,
                password.Length > LongestPassword ? "" : password
            );
            return SignInStep.Refused;
        }
        if (!await manager.CheckPasswordAsync(user, password))
            return SignInStep.Refused;
        var next =
            user.TwoFactorEnabled ? SignInStep.SecondFactor
            : user.MustHaveSecondFactor(session.IsDemo) ? SignInStep.Enrolment
            : SignInStep.Done;
        if (next == SignInStep.Done)
            return await FinishAsync(context, user, secondFactor: false);
        await users.RefundAttemptAsync(user.Id, context.RequestAborted);
        await SignInSession.SignInHalfwayAsync(context, user);
        return next;
    }

    /// <summary>Judges a code of the authenticator app, or a recovery code.</summary>
    public async Task<SignInStep> BySecondFactorAsync(HttpContext context, User user, string code)
    {
        if (!user.TwoFactorEnabled || !await users.BeginAttemptAsync(user.Id, context.RequestAborted))
            return SignInStep.Refused;
        return await IsRightAsync(user, code) || (await manager.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded
            ? await FinishAsync(context, user, secondFactor: true)
            : SignInStep.Refused;
    }

    /// <summary>The key that the user is enrolling; made on the first call.</summary>
    public async Task<byte[]> KeyToEnrolAsync(User user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is { } known)
            return Convert.FromBase64String(known);
        var key = Totp.NewKey();
        await ((IUserAuthenticatorKeyStore<User>)store).SetAuthenticatorKeyAsync(
            user,
            Convert.ToBase64String(key),
            CancellationToken.None
        );
        await manager.UpdateAsync(user);
        return key;
    }

    /// <summary>Enrols the second factor if the code shows that the app has the key, and signs in.</summary>
    /// <returns>The recovery codes, to be shown once; null: a wrong code.</returns>
    public async Task<IReadOnlyList<string>?> EnrolAsync(HttpContext context, User user, string code)
    {
        if (
            user.TwoFactorEnabled
            || !await users.BeginAttemptAsync(user.Id, context.RequestAborted)
            || !await IsRightAsync(user, code)
        )
            return null;
        if (!(await manager.SetTwoFactorEnabledAsync(user, true)).Succeeded)
            return null;
        var codes = await manager.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);
        await FinishAsync(context, user, secondFactor: true);
        return [.. codes!];
    }

    private Task<bool> IsRightAsync(User user, string code) =>
        manager.VerifyTwoFactorTokenAsync(user, nameof(TotpProvider), string.Concat(code.Where(char.IsAsciiDigit)));

    private async Task<SignInStep> FinishAsync(HttpContext context, User user, bool secondFactor)
    {
        await users.ForgetAttemptsAsync(user.Id, context.RequestAborted);
        await using var trail = await db.OpenAsync(context.RequestAborted);
        await audit.WriteAsync(
            trail,
            user.ToActor(context.Connection.RemoteIpAddress?.ToString()),
            new AuditEvent("account.sign_in", "user", user.Id.ToString())
        );
        await session.SignInAsync(context, user, secondFactor);
        return SignInStep.Done;
    }
}
