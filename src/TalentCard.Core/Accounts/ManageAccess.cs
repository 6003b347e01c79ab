using TalentCard.Contracts.Accounts;
using TalentCard.Core.Security;

namespace TalentCard.Core.Accounts;

/// <summary>What an administrator does with an account's access: close and open it, and make what was lost anew.</summary>
public sealed class ManageAccess(AccountChanges changes, TimeProvider time)
{
    /// <summary>Stops an account from signing in and ends its sessions.</summary>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>own_account</c>.</exception>
    public Task<Account> DisableAsync(Guid id, string reason, Actor actor, CancellationToken cancel)
    {
        if (AccountChanges.IsOwn(id, actor))
            throw new RefusedException(AccountProblems.OwnAccount);
        return changes.ChangeAsync(
            AccountChanges.EventOf("disable", id, reason),
            actor,
            session =>
                session.FindAsync<Account>(
                    $"""
                    update users set disabled_at = coalesce(disabled_at, @Now), security_stamp = @Stamp,
                        concurrency_stamp = @Stamp
                    where id = @id returning {AccountChanges.Columns}
                    """,
                    new
                    {
                        id,
                        Stamp = AccountChanges.NewStamp(),
                        Now = time.GetUtcNow(),
                    }
                ),
            cancel
        );
    }

    /// <summary>Lets a disabled or locked account sign in again.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public Task<Account> EnableAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        changes.ChangeAsync(
            AccountChanges.EventOf("enable", id, reason),
            actor,
            async session =>
            {
                await AttemptLimiter.ForgetAsync(session, id.ToString());
                return await session.FindAsync<Account>(
                    $"""
                    update users set disabled_at = null, concurrency_stamp = @Stamp
                    where id = @id returning {AccountChanges.Columns}
                    """,
                    new
                    {
                        id,
                        Stamp = AccountChanges.NewStamp(),
                        Now = time.GetUtcNow(),
                    }
                );
            },
            cancel
        );

    /// <summary>Sets another password, unlocks the account and ends its sessions.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public Task<Account> ResetPasswordAsync(Guid id, string passwordHash, string reason, Actor actor, CancellationToken cancel) =>
        changes.ChangeAsync(
            AccountChanges.EventOf("reset_password", id, reason),
            actor,
            async session =>
            {
                await AttemptLimiter.ForgetAsync(session, id.ToString());
                return await session.FindAsync<Account>(
                    $"""
                    update users set
                        password_hash = @passwordHash, security_stamp = @Stamp, concurrency_stamp = @Stamp,
                        password_temporary_until = @Until
                    where id = @id returning {AccountChanges.Columns}
                    """,
                    new
                    {
                        id,
                        passwordHash,
                        Stamp = AccountChanges.NewStamp(),
                        Now = time.GetUtcNow(),
                        Until = time.GetUtcNow() + TemporaryPassword.Lifetime,
                    }
                );
            },
            cancel
        );

    /// <summary>Forgets second factor and passkeys, so that the user enrols others, and ends the account's sessions.</summary>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>own_account</c>.</exception>
    public Task<Account> ResetSecondFactorAsync(Guid id, string reason, Actor actor, CancellationToken cancel)
    {
        if (AccountChanges.IsOwn(id, actor))
            throw new RefusedException(AccountProblems.OwnAccount);
        return changes.ChangeAsync(
            AccountChanges.EventOf("reset_second_factor", id, reason),
            actor,
            async session =>
            {
                await session.ExecuteAsync(
                    "delete from user_recovery_codes where user_id = @id; delete from passkeys where user_id = @id",
                    new { id }
                );
                return await session.FindAsync<Account>(
                    $"""
                    update users set
                        two_factor_enabled = false, authenticator_key_cipher = null, security_stamp = @Stamp,
                        concurrency_stamp = @Stamp
                    where id = @id returning {AccountChanges.Columns}
                    """,
                    new
                    {
                        id,
                        Stamp = AccountChanges.NewStamp(),
                        Now = time.GetUtcNow(),
                    }
                );
            },
            cancel
        );
    }
}
