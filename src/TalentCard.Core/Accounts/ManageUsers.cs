using TalentCard.Contracts.Accounts;

namespace TalentCard.Core.Accounts;

/// <summary>What an administrator does with accounts, each with its row in the audit trail.</summary>
public sealed class ManageUsers(Db db, AuditTrail audit, AccountChanges changes, TimeProvider time)
{
    /// <summary>The accounts that match, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<Page<Account>> ListAsync(UserQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Account>(
            $"""
            select {AccountChanges.Columns}
            from users
            where (@Words::text is null or contains_text(user_name, @Words) or contains_text(display_name, @Words))
              and (@Role::text is null or @Role = any (roles))
              and (@PartnerId::uuid is null or partner_id = @PartnerId)
              and (@State::text is null or @State = case
                  when disabled_at is not null then 'disabled'
                  when roles_proposed_by is not null then 'proposed'
                  else 'active' end)
              and (@At::timestamptz is null or (created_at, id) < (@At, @Id))
            order by created_at desc, id desc
            limit @Limit
            """,
            new
            {
                Words = LikePattern.Words(query.Q),
                query.Role,
                query.PartnerId,
                query.State,
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
                Now = time.GetUtcNow(),
            }
        );
        await audit.WriteAsync(session, actor, new AuditEvent("user.list", "user", null));
        return Keyset.Cut(rows.AsList(), query.Limit, account => new Keyset(account.CreatedAt, account.Id));
    }

    /// <summary>Where accounts can belong to, each by its name.</summary>
    public async Task<Workplaces> WorkplacesAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        using var lists = await session.MultipleAsync(
            """
            select id, name, name_en, null::uuid partner_id from partners order by name;
            select id, name, name_en, partner_id from service_points order by name;
            select id, name, '' name_en, null::uuid partner_id from departments order by name;
            select id, name, '' name_en, null::uuid partner_id from stations order by name;
            """
        );
        return new Workplaces(await NextAsync(), await NextAsync(), await NextAsync(), await NextAsync());

        async Task<List<Workplace>> NextAsync() => (await lists.ReadAsync<Workplace>()).AsList();
    }

    /// <summary>One account.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>.</exception>
    public async Task<Account> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var account =
            await session.FindAsync<Account>(
                $"select {AccountChanges.Columns} from users where id = @id",
                new { id, Now = time.GetUtcNow() }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        await audit.WriteAsync(session, actor, AccountChanges.EventOf("view", id));
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
        return await changes.ChangeAsync(
            AccountChanges.EventOf("create", id, details: new { account.Roles }),
            actor,
            session =>
                session.FindAsync<Account>(
                    $"""
                    insert into users
                        (id, user_name, normalized_user_name, display_name, roles, password_hash, security_stamp,
                         concurrency_stamp, partner_id, service_point_id, department_id, station_id, division_code, talent_id,
                         created_at, password_temporary_until, roles_proposed_by, roles_before)
                    values
                        (@id, @UserName, upper(@UserName), @DisplayName, @Roles, @passwordHash, @Stamp, @Stamp,
                         @PartnerId, @ServicePointId, @DepartmentId, @StationId, @Division, @TalentId, @Now, @Until,
                         case when @Roles && @ByTwo then @ActorId end, case when @Roles && @ByTwo then array[]::text[] end)
                    returning {AccountChanges.Columns}
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
                        Stamp = AccountChanges.NewStamp(),
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
                    }
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
        if (AccountChanges.IsOwn(id, actor) && !edit.Roles.Contains(Roles.Admin))
            throw new RefusedException(AccountProblems.OwnAccount);
        return await changes.ChangeAsync(
            AccountChanges.EventOf("edit", id, details: new { edit.Roles }),
            actor,
            async session =>
            {
                var saved = await session.FindAsync<Account>(
                    $"""
                    update users set
                        display_name = @DisplayName, roles = @Roles, partner_id = @PartnerId, service_point_id = @ServicePointId,
                        department_id = @DepartmentId, station_id = @StationId, division_code = @Division, talent_id = @TalentId,
                        concurrency_stamp = @Stamp,
                        roles_proposed_by = case
                            when exists (select unnest(@Roles) intersect select unnest(@ByTwo) except select unnest(roles))
                                then @ActorId
                            when @Roles && @ByTwo then roles_proposed_by end,
                        roles_before = case
                            when exists (select unnest(@Roles) intersect select unnest(@ByTwo) except select unnest(roles))
                                then coalesce(roles_before, roles)
                            when @Roles && @ByTwo then roles_before end,
                        security_stamp = case
                            when (roles, partner_id, service_point_id, department_id, station_id, division_code, talent_id)
                                is distinct from (@Roles, @PartnerId, @ServicePointId, @DepartmentId, @StationId, @Division,
                                @TalentId)
                                then @Stamp
                            else security_stamp end
                    where id = @id and concurrency_stamp = @version
                    returning {AccountChanges.Columns}
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
                        Stamp = AccountChanges.NewStamp(),
                        Now = time.GetUtcNow(),
                        ByTwo = RoleCatalog.GrantedByTwo,
                        ActorId = actor.Id,
                    }
                );
                if (saved is not null)
                    return saved;
                var exists = await session.ScalarAsync<bool>("select exists (select from users where id = @id)", new { id });
                throw new RefusedException(exists ? CommonProblems.Stale : CommonProblems.NotFound);
            },
            cancel
        );
    }

    private static string[] Check(string[] roles, Guid? partner, Guid? servicePoint, Guid? talent, string? division)
    {
        if (roles.Except(RoleCatalog.OfPeople.Select(role => role.Name)).Any())
            throw Refuse.Field("roles", "there is no such role");
        if (roles.Contains(Roles.Verifier) && (partner is null || servicePoint is null))
            throw Refuse.Field(partner is null ? "partnerId" : "servicePointId", "a verifier must have one");
        if (roles.Contains(Roles.PartnerManager) && partner is null)
            throw Refuse.Field("partnerId", "a partner's manager must have one");
        if (roles.Contains(Roles.Talent) && talent is null)
            throw Refuse.Field("talentId", "a talent's account must have one");
        if (roles.Contains(Roles.CountyOffice) && division is null)
            throw Refuse.Field("division", "a county's office must have one");
        return [.. roles.Distinct()];
    }
}
