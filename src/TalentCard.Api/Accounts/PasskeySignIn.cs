using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using TalentCard.Contracts.Security;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>
/// Signs people in by a passkey, alone or after the password (Web Authentication, level 3, section 7.2). Identity's handler
/// judges what was signed; every attempt is counted before.
/// </summary>
internal sealed class PasskeySignIn(
    IPasskeyHandler<User> handler,
    PasskeyChallenges challenges,
    PasskeyStore passkeys,
    SignInAttempts attempts,
    SignInSession session,
    SignInCompletion completion,
    SecurityRecorder events,
    TimeProvider time
)
{
    private sealed record CredentialName(string? Id);

    /// <summary>What the browser asks the authenticator for, as JSON.</summary>
    /// <param name="context">The request.</param>
    /// <param name="halfway">Who has given their password; null: whoever the authenticator knows.</param>
    public async Task<string> OptionsAsync(HttpContext context, User? halfway)
    {
        var options = await handler.MakeRequestOptionsAsync(halfway, context);
        challenges.Leave(context, PurposeOf(halfway), options.AssertionState!);
        return options.RequestOptionsJson;
    }

    /// <summary>Judges what the authenticator has signed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="credential">The browser's answer, as JSON.</param>
    /// <param name="halfway">Who has given their password; null: whoever's passkey it is.</param>
    /// <returns>Where it led to, and who it is unless it was refused.</returns>
    public async Task<(SignInStep Step, User? User)> JudgeAsync(HttpContext context, string credential, User? halfway)
    {
        var state = await challenges.TakeAsync(context, PurposeOf(halfway));
        var owner = halfway ?? await OwnerAsync(credential, context.RequestAborted);
        if (
            owner is not { } user
            || !user.IsUsable(session.IsDemo)
            || await attempts.BeginSecondFactorAsync(context, user) is not { } attempt
        )
        {
            await events.RecordAsync(SecurityEventKind.WrongSecondFactor, "user", owner?.Id.ToString() ?? "");
            return (SignInStep.Refused, null);
        }
        if (!await IsRightAsync(context, user, credential, state))
        {
            await attempts.MissAsync(user, attempt);
            return (SignInStep.Refused, null);
        }
        if (user.PasswordTemporaryUntil <= time.GetUtcNow())
            return (SignInStep.Expired, null);
        await completion.FinishAsync(
            context,
            user,
            attempt,
            "account.sign_in",
            halfway is null ? SignInMethods.Passkey : SignInMethods.PasswordAndPasskey
        );
        return (user.PasswordTemporaryUntil is null ? SignInStep.Done : SignInStep.NewPassword, user);
    }

    private async Task<bool> IsRightAsync(HttpContext context, User user, string credential, string? state)
    {
        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext
            {
                HttpContext = context,
                CredentialJson = credential,
                AssertionState = state,
            }
        );
        if (!result.Succeeded || result.User.Id != user.Id)
            return false;
        var passkey = result.Passkey;
        if (await passkeys.UseAsync(passkey.CredentialId, passkey.SignCount, passkey.IsBackedUp, context.RequestAborted))
            return true;
        await events.RecordAsync(SecurityEventKind.CopiedPasskey, "user", user.Id.ToString());
        return false;
    }

    private async Task<User?> OwnerAsync(string credential, CancellationToken cancel)
    {
        try
        {
            return
                JsonSerializer.Deserialize<CredentialName>(credential, JsonSerializerOptions.Web)?.Id is { } id
                && Base64Url.IsValid(id)
                ? await passkeys.OwnerAsync(Base64Url.DecodeFromChars(id), cancel)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PasskeyPurpose PurposeOf(User? halfway) =>
        halfway is null ? PasskeyPurpose.SignIn : PasskeyPurpose.SecondFactor;
}
