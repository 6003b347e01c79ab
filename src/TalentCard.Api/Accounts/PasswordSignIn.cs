using Microsoft.AspNetCore.Identity;
using TalentCard.Core.Accounts;
using TalentCard.Core.Security;

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

    /// <summary>The password was a temporary one, and its time is over.</summary>
    Expired,

    /// <summary>Signed in with a temporary password: another must be chosen next.</summary>
    NewPassword,

    /// <summary>Signed in.</summary>
    Done,
}

/// <summary>Signs people in by password and second factor, every attempt counted before it is judged.</summary>
internal sealed class PasswordSignIn(
    UserManager<User> manager,
    IUserStore<User> store,
    PasswordCheck passwords,
    SignInAttempts attempts,
    SignInSession session,
    SignInCompletion completion,
    TimeProvider time
)
{
    /// <summary>Judges user name and password.</summary>
    public async Task<SignInStep> ByPasswordAsync(HttpContext context, string userName, string password)
    {
        var known =
            userName.Any(char.IsControl) || password.Length > PasswordCheck.Longest
                ? null
                : await manager.FindByNameAsync(userName);
        if (
            known is not { } user
            || !user.IsUsable(session.IsDemo)
            || await attempts.BeginPasswordAsync(context, user) is not { } attempt
        )
        {
            // Nobody costs the time of anybody.
            await passwords.IsRightAsync(null, password, context.RequestAborted);
            await attempts.MissAsync(known);
            return SignInStep.Refused;
        }
        if (!await passwords.IsRightAsync(user, password, context.RequestAborted))
        {
            await attempts.MissAsync(user, attempt);
            return SignInStep.Refused;
        }
        if (user.PasswordTemporaryUntil <= time.GetUtcNow())
            return SignInStep.Expired;
        var next =
            user.TwoFactorEnabled ? SignInStep.SecondFactor
            : session.MustHaveSecondFactor(user) ? SignInStep.Enrolment
            : SignInStep.Done;
        if (next == SignInStep.Done)
            return await FinishAsync(context, user, attempt, SignInMethods.Password);
        await attempts.RefundAsync(attempt);
        await SignInSession.SignInHalfwayAsync(context, user);
        return next;
    }

    /// <summary>Judges a code of the authenticator app, or a recovery code.</summary>
    public async Task<SignInStep> BySecondFactorAsync(HttpContext context, User user, string code)
    {
        if (!user.TwoFactorEnabled || await attempts.BeginSecondFactorAsync(context, user) is not { } attempt)
            return SignInStep.Refused;
        if (await IsRightAsync(user, code) || (await manager.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded)
            return await FinishAsync(context, user, attempt, SignInMethods.PasswordAndCode);
        await attempts.MissAsync(user, attempt);
        return SignInStep.Refused;
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
        if (user.TwoFactorEnabled || await attempts.BeginSecondFactorAsync(context, user) is not { } attempt)
            return null;
        if (!await IsRightAsync(user, code))
        {
            await attempts.MissAsync(user, attempt);
            return null;
        }
        if (!(await manager.SetTwoFactorEnabledAsync(user, true)).Succeeded)
            return null;
        var codes = await manager.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);
        await FinishAsync(context, user, attempt, SignInMethods.PasswordAndCode);
        return [.. codes!];
    }

    private Task<bool> IsRightAsync(User user, string code) =>
        manager.VerifyTwoFactorTokenAsync(user, nameof(TotpProvider), string.Concat(code.Where(char.IsAsciiDigit)));

    private async Task<SignInStep> FinishAsync(HttpContext context, User user, Attempt attempt, string[] methods)
    {
        await completion.FinishAsync(context, user, attempt, "account.sign_in", methods);
        return user.PasswordTemporaryUntil is null ? SignInStep.Done : SignInStep.NewPassword;
    }
}
