using System.Security.Cryptography;
using System.Text;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Accounts;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="LastUsedAt">When it was last used; null: never.</param>
public sealed record Passkey(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

/// <summary>What signatures of a passkey are verified with.</summary>
/// <param name="CredentialId">The authenticator's name for it.</param>
/// <param name="PublicKey">The key as COSE_Key (RFC 9052).</param>
/// <param name="SignCount">The authenticator's count of signatures; 0: it does not count.</param>
/// <param name="Transports">How browsers reach the authenticator.</param>
/// <param name="BackupEligible">Whether it may be copied to other devices of its owner.</param>
/// <param name="BackedUp">Whether it was.</param>
/// <param name="CreatedAt">When it was added.</param>
public sealed record PasskeyCredential(
    byte[] CredentialId,
    byte[] PublicKey,
    long SignCount,
    string[] Transports,
    bool BackupEligible,
    bool BackedUp,
    DateTimeOffset CreatedAt
);

/// <summary>SQL of passkeys and of the challenges that they have answered.</summary>
public sealed class PasskeyStore(Db db, AuditTrail audit, TimeProvider time)
{
    /// <summary>How many an account has at most.</summary>
    public const int Most = 10;

    /// <summary>The longest name of one, in characters.</summary>
    public const int LongestName = 60;

    // Longer than any challenge is good for.
    private static readonly TimeSpan RememberChallenges = TimeSpan.FromHours(1);

    /// <summary>Whether a text can be the name of one: a line of text that is not too long.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= LongestName && PlainText.IsClean(text);

    /// <summary>An account's passkeys, the oldest first.</summary>
    public async Task<IReadOnlyList<Passkey>> ListAsync(Guid user, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<Passkey>(
            "select id, name, created_at, last_used_at from passkeys where user_id = @user order by created_at, id",
            new { user }
        );
    }

    /// <summary>What an account's passkeys are verified with.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="credentialId">This one alone; null: all of them.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<List<PasskeyCredential>> CredentialsAsync(Guid user, byte[]? credentialId, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<PasskeyCredential>(
            """
            select credential_id, public_key, sign_count, transports, backup_eligible, backed_up, created_at
            from passkeys
            where user_id = @user and (@credentialId::bytea is null or credential_id = @credentialId)
            order by created_at, id
            """,
            new { user, credentialId }
        );
    }

    /// <summary>Whose passkey it is; null: nobody's.</summary>
    public async Task<User?> OwnerAsync(byte[] credentialId, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.FindAsync<User>(
            $"select {UserStore.Columns} from passkeys p join users u on u.id = p.user_id where p.credential_id = @credentialId",
            new { credentialId }
        );
    }

    /// <summary>Adds one, and tells its owner.</summary>
    /// <returns>False: somebody has this passkey, or the account has <see cref="Most"/>.</returns>
    public Task<bool> AddAsync(User user, string name, PasskeyCredential passkey, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                // The account's row is held, so that two that are added at once are counted one after the other.
                await session.ExecuteAsync("select from users where id = @Id for update", new { user.Id });
                var added = await session.ExecuteAsync(
                    """
                    insert into passkeys
                        (id, user_id, credential_id, public_key, sign_count, transports, backup_eligible, backed_up, name,
                         created_at)
                    select @id, @User, @CredentialId, @PublicKey, @SignCount, @Transports, @BackupEligible, @BackedUp, @name,
                           @Now
                    where (select count(*) from passkeys where user_id = @User) < @Most
                    on conflict (credential_id) do nothing
                    """,
                    new
                    {
                        id,
                        User = user.Id,
                        passkey.CredentialId,
                        passkey.PublicKey,
                        passkey.SignCount,
                        passkey.Transports,
                        passkey.BackupEligible,
                        passkey.BackedUp,
                        name,
                        Now = time.GetUtcNow(),
                        Most,
                    }
                );
                if (added == 1)
                    await TellAsync(session, user, "added", id, actor);
                return added == 1;
            },
            cancel
        );

    /// <summary>Takes one away, and tells its owner.</summary>
    /// <returns>False: the account has none of that id.</returns>
    public Task<bool> RemoveAsync(Guid id, User user, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var removed = await session.ExecuteAsync(
                    "delete from passkeys where id = @id and user_id = @User",
                    new { id, User = user.Id }
                );
                if (removed == 1)
                    await TellAsync(session, user, "removed", id, actor);
                return removed == 1;
            },
            cancel
        );

    /// <summary>Notes that a passkey has signed, its count judged and kept in one statement.</summary>
    /// <returns>False: the count has not gone up, as of a copy of the authenticator.</returns>
    public async Task<bool> UseAsync(byte[] credentialId, long signCount, bool backedUp, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ExecuteAsync(
                """
                update passkeys set sign_count = @signCount, backed_up = @backedUp, last_used_at = @now
                where credential_id = @credentialId and (sign_count < @signCount or (sign_count = 0 and @signCount = 0))
                """,
                new
                {
                    credentialId,
                    signCount,
                    backedUp,
                    now = time.GetUtcNow(),
                }
            ) == 1;
    }

    /// <summary>Uses up a challenge.</summary>
    /// <param name="challenge">Anything that holds it, the same each time.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>False: it was answered before.</returns>
    public async Task<bool> UseChallengeAsync(string challenge, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ExecuteAsync(
                "insert into used_challenges (hash, expires_at) values (@Hash, @Until) on conflict do nothing",
                new { Hash = SHA256.HashData(Encoding.UTF8.GetBytes(challenge)), Until = time.GetUtcNow() + RememberChallenges }
            ) == 1;
    }

    private async Task TellAsync(Session session, User user, string what, Guid id, Actor actor)
    {
        await audit.WriteAsync(
            session,
            actor,
            new AuditEvent(what == "added" ? "account.add_passkey" : "account.remove_passkey", "user", user.Id.ToString())
        );
        await Outbox.EnqueueAsync(
            session,
            time.GetUtcNow(),
            [
                new NewMessage(
                    $"passkey_{what}",
                    user.TalentId ?? user.Id,
                    $"passkey-{what}:{id}",
                    new Dictionary<string, string>()
                ),
            ]
        );
    }
}
