using TalentCard.Contracts.Accounts;
using TalentCard.Core.Security;

namespace TalentCard.Core.Accounts;

/// <summary>What an administrator does with accounts, each with its row in the audit trail.</summary>
public sealed class ManageUsers(Db db, AuditTrail audit, TimeProvider time)
{
    private const string Columns = """
        id, user_name, display_name, roles, partner_id, service_point_id, department_id, station_id, division_code division,
        talent_id, two_factor_enabled second_factor, is_demo, disabled_at,
        (select max(a.until) from attempts a
         where a.subject = users.id::text and a.misses >= a.most and a.until > @Now) locked_until,
        roles_proposed_by, created_at, concurrency_stamp as version
        """;

    /// <summary>The accounts that match, newest first.</summary>
    /// <param name="query">Part of the user name or the name shown; null: all.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<Page<Account>> ListAsync(UserQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Account>(
            $"""
            select {Columns}
            from users
            where (@Words::text is null or contains_text(user_name, @Words) or contains_text(display_name, @Words))
              and (@Role::text is null or @Role = any (roles))
              and (@At::timestamptz is null or (created_at, id) < (@At, @Id))
            order by created_at desc, id desc
            limit @Limit
            """,
            new
            {
                Words = LikePattern.Words(query.Q),
                query.Role,
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
                Now = time.GetUtcNow(),
            }
        );
        await audit.WriteAsync(session, actor, new AuditEvent("user.list", "user", null));
        return Keyset.Cut(rows.AsList(), query.Limit, account => new Keyset(account.CreatedAt, account.Id));
    }

    /// <summary>One account.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public async Task<Account> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var account =
            await session.FindAsync<Account>($"select {Columns} from users where id = @id", new { id, Now = time.GetUtcNow() })
            ?? throw new RefusedException(CommonProblems.NotFound);
        await audit.WriteAsync(session, actor, EventOf("view", id));
        return account;
    }

    /// <summary>Makes an account.</summary>
    /// <param name="account">What it is to be.</param>
    /// <param name="passwordHash">ASP.NET Core Identity's hash of its first password.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="RefusedException"><c>user_name_taken</c>, or <c>invalid_request</c> for roles and bindings that do not
    /// fit.</exception>
    public async Task<Account> CreateAsync(NewAccount account, string passwordHash, Actor actor, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return await ChangeAsync(
            EventOf("create", id, details: new { account.Roles }),
            actor,
            session =>
                SaveAsync(
                    $"""
                    insert into users
                        (id, user_name, normalized_user_name, display_name, roles, password_hash, security_stamp,
                         concurrency_stamp, partner_id, service_point_id, department_id, station_id, division_code, talent_id,
                         created_at, password_temporary_until, roles_proposed_by)
                    values
                        (@id, @UserName, upper(@UserName), @DisplayName, @Roles, @passwordHash, @Stamp, @Stamp,
                         @PartnerId, @ServicePointId, @DepartmentId, @StationId, @Division, @TalentId, @Now, @Until,
                         case when @Roles && @ByTwo then @ActorId end)
                    returning {Columns}
                    """,
                    new
                    {
                        id,
                        account.UserName,
                        account.DisplayName,
                        Roles = Check(
                            account.Roles,
                            account.PartnerId,
                            account.ServicePointId,
                            account.TalentId,
                            account.Division
                        ),
                        passwordHash,
                        Stamp = NewStamp(),
                        account.PartnerId,
                        account.ServicePointId,
                        account.DepartmentId,
                        account.StationId,
                        account.Division,
                        account.TalentId,
                        Now = time.GetUtcNow(),
                        Until = time.GetUtcNow() + TemporaryPassword.Lifetime,
                        ByTwo = RoleCatalog.GrantedByTwo,
                        ActorId = actor.Id,
                    },
                    session
                ),
            cancel
        );
    }

    /// <summary>Sets name, roles and bindings. Changed roles or bindings end the account's sessions.</summary>
    /// <exception cref="RefusedException">
    /// <c>not_found</c>, <c>stale</c>, <c>own_account</c>, or <c>invalid_request</c> for roles and bindings that do not fit.
    /// </exception>
    public async Task<Account> EditAsync(Guid id, AccountEdit edit, string version, Actor actor, CancellationToken cancel)
    {
        if (IsOwn(id, actor) && !edit.Roles.Contains(Roles.Admin))
            throw new RefusedException(AccountProblems.OwnAccount);
        return await ChangeAsync(
            EventOf("edit", id, details: new { edit.Roles }),
            actor,
            async session =>
            {
                var saved = await SaveAsync(
                    $"""
                    update users set
                        display_name = @DisplayName, roles = @Roles, partner_id = @PartnerId, service_point_id = @ServicePointId,
                        department_id = @DepartmentId, station_id = @StationId, division_code = @Division, talent_id = @TalentId,
                        concurrency_stamp = @Stamp,
                        roles_proposed_by = case
                            when exists (select unnest(@Roles) intersect select unnest(@ByTwo) except select unnest(roles))
                                then @ActorId
                            when @Roles && @ByTwo then roles_proposed_by end,
                        security_stamp = case
                            when (roles, partner_id, service_point_id, department_id, station_id, division_code, talent_id)
                                is distinct from (@Roles, @PartnerId, @ServicePointId, @DepartmentId, @StationId, @Division,
                                @TalentId)
                                then @Stamp
                            else security_stamp end
                    where id = @id and concurrency_stamp = @version
                    returning {Columns}
                    """,
                    new
                    {
                        id,
                        version,
                        edit.DisplayName,
                        Roles = Check(edit.Roles, edit.PartnerId, edit.ServicePointId, edit.TalentId, edit.Division),
                        edit.PartnerId,
                        edit.ServicePointId,
                        edit.DepartmentId,
                        edit.StationId,
                        edit.Division,
                        edit.TalentId,
                        Stamp = NewStamp(),
                        Now = time.GetUtcNow(),
                        ByTwo = RoleCatalog.GrantedByTwo,
                        ActorId = actor.Id,
                    },
                    session
                );
                if (saved is not null)
                    return saved;
                var exists = await session.ScalarAsync<bool>("select exists (select from users where id = @id)", new { id });
                throw new RefusedException(exists ? CommonProblems.Stale : CommonProblems.NotFound);
            },
            cancel
        );
    }

    /// <summary>Approves that an account is administrator or auditor, as another administrator has proposed.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>own_proposal</c> or <c>nothing_proposed</c>.</exception>
    public Task<Account> ApproveRolesAsync(Guid id, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            EventOf("approve_roles", id),
            actor,
            async session =>
            {
                var approved = await SaveAsync(
                    $"""
                    update users set roles_proposed_by = null, concurrency_stamp = @Stamp
                    where id = @id and roles_proposed_by <> @ActorId and id::text <> @ActorId
                    returning {Columns}
                    """,
                    new
                    {
                        id,
                        ActorId = actor.Id,
                        Stamp = NewStamp(),
                        Now = time.GetUtcNow(),
                    },
                    session
                );
                if (approved is not null)
                    return approved;
                var proposed = await session.FindAsync<bool?>(
                    "select roles_proposed_by is not null from users where id = @id",
                    new { id }
                );
                throw new RefusedException(
                    proposed switch
                    {
                        null => CommonProblems.NotFound,
                        true => AccountProblems.OwnProposal,
                        false => AccountProblems.NothingProposed,
                    }
                );
            },
            cancel
        );

    /// <summary>Stops an account from signing in and ends its sessions.</summary>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>own_account</c>.</exception>
    public Task<Account> DisableAsync(Guid id, string reason, Actor actor, CancellationToken cancel)
    {
        if (IsOwn(id, actor))
            throw new RefusedException(AccountProblems.OwnAccount);
        return ChangeAsync(
            EventOf("disable", id, reason),
            actor,
            session =>
                SaveAsync(
                    $"""
                    update users set disabled_at = coalesce(disabled_at, @Now), security_stamp = @Stamp,
                        concurrency_stamp = @Stamp
                    where id = @id returning {Columns}
                    """,
                    new
                    {
                        id,
                        Stamp = NewStamp(),
                        Now = time.GetUtcNow(),
                    },
                    session
                ),
            cancel
        );
    }

    /// <summary>Lets a disabled or locked account sign in again.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public Task<Account> EnableAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            EventOf("enable", id, reason),
            actor,
            async session =>
            {
                await AttemptLimiter.ForgetAsync(session, id.ToString());
                return await SaveAsync(
                    $"""
                    update users set disabled_at = null, concurrency_stamp = @Stamp
                    where id = @id returning {Columns}
                    """,
                    new
                    {
                        id,
                        Stamp = NewStamp(),
                        Now = time.GetUtcNow(),
                    },
                    session
                );
            },
            cancel
        );

    /// <summary>Sets another password, unlocks the account and ends its sessions.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public Task<Account> ResetPasswordAsync(Guid id, string passwordHash, string reason, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            EventOf("reset_password", id, reason),
            actor,
            async session =>
            {
                await AttemptLimiter.ForgetAsync(session, id.ToString());
                return await SaveAsync(
                    $"""
                    update users set
                        password_hash = @passwordHash, security_stamp = @Stamp, concurrency_stamp = @Stamp,
                        password_temporary_until = @Until
                    where id = @id returning {Columns}
                    """,
                    new
                    {
                        id,
                        passwordHash,
                        Stamp = NewStamp(),
                        Now = time.GetUtcNow(),
                        Until = time.GetUtcNow() + TemporaryPassword.Lifetime,
                    },
                    session
                );
            },
            cancel
        );

    /// <summary>Forgets the second factor, so that the user enrols another, and ends the account's sessions.</summary>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>own_account</c>.</exception>
    public Task<Account> ResetSecondFactorAsync(Guid id, string reason, Actor actor, CancellationToken cancel)
    {
        if (IsOwn(id, actor))
            throw new RefusedException(AccountProblems.OwnAccount);
        return ChangeAsync(
            EventOf("reset_second_factor", id, reason),
            actor,
            session =>
                SaveAsync(
                    $"""
                    with forgotten as (delete from user_recovery_codes where user_id = @id)
                    update users set
                        two_factor_enabled = false, authenticator_key_cipher = null, security_stamp = @Stamp,
                        concurrency_stamp = @Stamp
                    where id = @id returning {Columns}
                    """,
                    new
                    {
                        id,
                        Stamp = NewStamp(),
                        Now = time.GetUtcNow(),
                    },
                    session
                ),
            cancel
        );
    }

    private Task<Account> ChangeAsync(
        AuditEvent entry,
        Actor actor,
        Func<Session, Task<Account?>> change,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var account = await change(session) ?? throw new RefusedException(CommonProblems.NotFound);
                await CheckServicePointAsync(account, session);
                await audit.WriteAsync(session, actor, entry);
                return account;
            },
            cancel
        );

    private static Task<Account?> SaveAsync(string sql, object parameters, Session session) =>
        session.FindAsync<Account>(sql, parameters);

    private static async Task CheckServicePointAsync(Account account, Session session)
    {
        if (account.ServicePointId is null)
            return;
        var fits = await session.ScalarAsync<bool>(
            "select exists (select from service_points where id = @ServicePointId and partner_id = @PartnerId)",
            account
        );
        if (!fits)
            throw Refuse.Field("servicePointId", "it is not a service point of this partner");
    }

    private static string[] Check(string[] roles, Guid? partner, Guid? servicePoint, Guid? talent, string? division)
    {
        if (roles.Except(RoleCatalog.OfPeople.Select(role => role.Name)).Any())
            throw Refuse.Field("roles", "there is no such role");
        if (roles.Contains(Roles.Verifier) && (partner is null || servicePoint is null))
            throw Refuse.Field(partner is null ? "partnerId" : "servicePointId", "a verifier must have one");
        if (roles.Contains(Roles.Talent) && talent is null)
            throw Refuse.Field("talentId", "a talent's account must have one");
        if (roles.Contains(Roles.CountyOffice) && division is null)
            throw Refuse.Field("division", "a county's office must have one");
        return [.. roles.Distinct()];
    }

    private static AuditEvent EventOf(string verb, Guid id, string? reason = null, object? details = null) =>
        new($"user.{verb}", "user", id.ToString(), Reason: reason, Details: details);

    private static bool IsOwn(Guid id, Actor actor) => actor.Id == id.ToString();

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}
