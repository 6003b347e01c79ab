using TalentCard.Contracts.Accounts;

namespace TalentCard.Core.Accounts;

/// <summary>A sign-in that goes on, as the browser that holds its id may use it.</summary>
/// <param name="Id">Its id, another for each.</param>
/// <param name="CreatedAt">When the user proved who they are.</param>
/// <param name="Methods">How; one of <see cref="SignInMethods"/>.</param>
public sealed record LiveSignIn(Guid Id, DateTimeOffset CreatedAt, string[] Methods)
{
    /// <summary>The account, read afresh.</summary>
    public User User { get; init; } = null!;
}

/// <summary>
/// SQL of <c>sign_ins</c>. What ends one with the account, and what ends with one, is the database's to do (its triggers).
/// </summary>
public sealed class SignInStore(Db db, AuditTrail audit, TimeProvider time)
{
    /// <summary>How long a browser stays signed in at the authorization server.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const int LongestUserAgent = 200;

    // Of `sign_ins s`: its cookie is good for a while, and what clients were given in it for a while of its own.
    private const string IsLive = """
        s.ended_at is null and (s.created_at > @since or exists (
            select from grants g where g.sign_in_id = s.id and g.revoked_at is null and g.expires_at > @now))
        """;

    /// <summary>
    /// Begins a sign-in and ends the one that the browser had: the same person's clients go on under the new one, anybody else's are
    /// signed out.
    /// </summary>
    /// <param name="user">Who.</param>
    /// <param name="methods">How they proved it; one of <see cref="SignInMethods"/>.</param>
    /// <param name="userAgent">What the browser calls itself.</param>
    /// <param name="ipAddress">Where it calls from.</param>
    /// <param name="before">The sign-in that the browser had.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>Its id; null: the account was disabled, or its password changed, in this moment.</returns>
    public Task<Guid?> BeginAsync(
        User user,
        string[] methods,
        string userAgent,
        string? ipAddress,
        Guid? before,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                // The account's row is held: whoever changes it ends this sign-in, or comes first.
                var id = await session.ScalarAsync<Guid?>(
                    """
                    insert into sign_ins
                        (id, user_id, security_stamp, second_factor, methods, user_agent, ip_address, created_at, last_used_at)
                    select @id, u.id, u.security_stamp, @SecondFactor, @methods, @userAgent, @ipAddress, @now, @now
                    from (
                        select id, security_stamp from users
                        where id = @user and security_stamp = @stamp and disabled_at is null for share) u
                    returning id
                    """,
                    new
                    {
                        id = Guid.CreateVersion7(now),
                        user = user.Id,
                        stamp = user.SecurityStamp,
                        SecondFactor = SignInMethods.HaveSecondFactor(methods),
                        methods,
                        userAgent = userAgent.Length > LongestUserAgent ? userAgent[..LongestUserAgent] : userAgent,
                        ipAddress,
                        now,
                    }
                );
                if (id is not null && before is not null)
                {
                    await session.ExecuteAsync(
                        "update grants set sign_in_id = @id where sign_in_id = @before and user_id = @user",
                        new
                        {
                            id,
                            before,
                            user = user.Id,
                        }
                    );
                    await EndAsync(session, before.Value, now);
                }
                return id;
            },
            cancel
        );

    /// <summary>The sign-in, used by this look; null: there is none, or it has ended.</summary>
    public async Task<LiveSignIn?> UseAsync(Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return (
            await session.ListAsync<LiveSignIn, User, LiveSignIn>(
                $"""
                with used as (
                    update sign_ins set last_used_at = @now
                    where id = @id and ended_at is null and last_used_at < @now - interval '1 minute')
                select s.id, s.created_at, coalesce(s.methods, case when s.second_factor then @Code else @Password end) methods,
                       {UserStore.Columns}
                from sign_ins s join users u on u.id = s.user_id
                where s.id = @id and s.ended_at is null and u.disabled_at is null and u.security_stamp = s.security_stamp
                """,
                new
                {
                    id,
                    now = time.GetUtcNow(),
                    Code = SignInMethods.PasswordAndCode,
                    SignInMethods.Password,
                },
                (signIn, user) => signIn with { User = user }
            )
        ).SingleOrDefault();
    }

    /// <summary>Notes that a client has used what it was given in a sign-in.</summary>
    public async Task NoteUseAsync(Guid grant, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            "update sign_ins s set last_used_at = @now from grants g where g.id = @grant and s.id = g.sign_in_id",
            new { grant, now = time.GetUtcNow() }
        );
    }

    /// <summary>Ends a sign-in and all that clients were given in it.</summary>
    public async Task EndAsync(Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await EndAsync(session, id, time.GetUtcNow());
    }

    /// <summary>Ends the sign-in in which a client was given a grant.</summary>
    public async Task EndOfGrantAsync(Guid grant, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            """
            update sign_ins set ended_at = @now
            where id = (select sign_in_id from grants where id = @grant) and ended_at is null
            """,
            new { grant, now = time.GetUtcNow() }
        );
    }

    /// <summary>The sign-ins of an account that go on, the one used last first.</summary>
    public async Task<IReadOnlyList<SignIn>> ListAsync(Guid user, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await ListAsync(session, user);
    }

    /// <summary>The same, for an administrator.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public Task<IReadOnlyList<SignIn>> ListAsync(Guid user, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                if (!await session.ScalarAsync<bool>("select exists (select from users where id = @user)", new { user }))
                    throw new RefusedException(CommonProblems.NotFound);
                await audit.WriteAsync(session, actor, new AuditEvent("user.list_sign_ins", "user", user.ToString()));
                return await ListAsync(session, user);
            },
            cancel
        );

    /// <summary>Ends one of an account's sign-ins that go on.</summary>
    /// <param name="id">The sign-in.</param>
    /// <param name="user">Whose it is.</param>
    /// <param name="reason">An administrator's reason; null: it is their own.</param>
    /// <param name="actor">Who ends it.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="RefusedException"><c>not_found</c>: the account has none of that id that goes on.</exception>
    public Task EndAsync(Guid id, Guid user, string? reason, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var ended = await session.ExecuteAsync(
                    $"update sign_ins s set ended_at = @now where s.id = @id and s.user_id = @user and {IsLive}",
                    new
                    {
                        id,
                        user,
                        now,
                        since = now - Lifetime,
                    }
                );
                if (ended == 0)
                    throw new RefusedException(CommonProblems.NotFound);
                var action = reason is null ? "account.end_sign_in" : "user.end_sign_in";
                await audit.WriteAsync(session, actor, new AuditEvent(action, "user", user.ToString(), Reason: reason));
            },
            cancel
        );

    /// <summary>Ends all of an account's sign-ins, for an administrator.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public Task EndAllAsync(Guid user, string reason, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                // Whoever signs in at this moment comes before, or after with what is new.
                if (await session.FindAsync<Guid?>("select id from users where id = @user for update", new { user }) is null)
                    throw new RefusedException(CommonProblems.NotFound);
                await session.ExecuteAsync(
                    "update sign_ins set ended_at = @now where user_id = @user and ended_at is null",
                    new { user, now = time.GetUtcNow() }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("user.end_all_sign_ins", "user", user.ToString(), Reason: reason)
                );
            },
            cancel
        );

    private async Task<IReadOnlyList<SignIn>> ListAsync(Session session, Guid user)
    {
        var now = time.GetUtcNow();
        return await session.ListAsync<SignIn>(
            $"""
            select s.id, s.user_agent, s.ip_address, s.second_factor, s.created_at, s.last_used_at
            from sign_ins s
            where s.user_id = @user and {IsLive}
            order by s.last_used_at desc, s.id desc
            """,
            new
            {
                user,
                now,
                since = now - Lifetime,
            }
        );
    }

    private static Task<int> EndAsync(Session session, Guid id, DateTimeOffset now) =>
        session.ExecuteAsync("update sign_ins set ended_at = @now where id = @id and ended_at is null", new { id, now });
}
