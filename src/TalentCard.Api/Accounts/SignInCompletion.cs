using TalentCard.Core.Accounts;
using TalentCard.Core.Security;

namespace TalentCard.Api.Accounts;

/// <summary>What follows when a person has proved who they are: nothing counts against them, the trail, and a session.</summary>
internal sealed class SignInCompletion(SignInAttempts attempts, SignInSession session, AuditTrail audit, Db db)
{
    /// <summary>Completes it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Who.</param>
    /// <param name="attempt">The attempt that was right.</param>
    /// <param name="action">What the trail calls it.</param>
    /// <param name="methods">How; one of <see cref="SignInMethods"/>.</param>
    public async Task FinishAsync(HttpContext context, User user, Attempt attempt, string action, string[] methods)
    {
        await attempts.SucceedAsync(context, user, attempt);
        await using (var trail = await db.OpenAsync(context.RequestAborted))
            await audit.WriteAsync(
                trail,
                user.ToActor(context.Connection.RemoteIpAddress?.ToString()),
                new AuditEvent(action, "user", user.Id.ToString())
            );
        await session.SignInAsync(context, user, methods);
    }
}
