namespace TalentCard.Core.Accounts;

/// <summary>SQL of accounts: finding, saving, and what of a second factor is used up.</summary>
public sealed class UserStore(Db db)
{
    /// <summary>What a <see cref="User"/> is read from, of <c>users u</c>.</summary>
    public const string Columns = """
        u.id, u.user_name, u.normalized_user_name, u.display_name, u.roles, u.password_hash, u.security_stamp,
        u.concurrency_stamp, u.two_factor_enabled, u.authenticator_key_cipher, u.partner_id, u.service_point_id, u.department_id,
        u.station_id, u.division_code, u.talent_id, u.is_demo, u.disabled_at, u.created_at,
        u.password_temporary_until, u.roles_proposed_by
        """;

    /// <summary>The user, or null.</summary>
    public async Task<User?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.FindAsync<User>($"select {Columns} from users u where id = @id", new { id });
    }

    /// <summary>The user of that name in upper case, or null.</summary>
    public async Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.FindAsync<User>(
            $"select {Columns} from users u where normalized_user_name = @normalizedUserName",
            new { normalizedUserName }
        );
    }

    /// <summary>Writes a new user.</summary>
    /// <exception cref="PostgresException">The name is taken (23505), or a partner, point or talent does not exist
    /// (23503).</exception>
    public static Task InsertAsync(Session session, User user) =>
        session.ExecuteAsync(
            """
            insert into users
                (id, user_name, normalized_user_name, display_name, roles, password_hash, security_stamp, concurrency_stamp,
                 partner_id, service_point_id, department_id, station_id, division_code, talent_id, is_demo, created_at)
            values
                (@Id, @UserName, @NormalizedUserName, @DisplayName, @Roles, @PasswordHash, @SecurityStamp, @ConcurrencyStamp,
                 @PartnerId, @ServicePointId, @DepartmentId, @StationId, @DivisionCode, @TalentId, @IsDemo, @CreatedAt)
            """,
            user
        );

    /// <summary>Saves everything but the factor's last step, unless someone saved it meanwhile.</summary>
    /// <returns>False: the stored <see cref="User.ConcurrencyStamp"/> is not <paramref name="expected"/>; nothing was
    /// written.</returns>
    public static async Task<bool> UpdateAsync(Session session, User user, string expected) =>
        await session.ExecuteAsync(
            """
            update users set
                user_name = @UserName, normalized_user_name = @NormalizedUserName, display_name = @DisplayName, roles = @Roles,
                password_hash = @PasswordHash, security_stamp = @SecurityStamp, concurrency_stamp = @ConcurrencyStamp,
                two_factor_enabled = @TwoFactorEnabled, authenticator_key_cipher = @AuthenticatorKeyCipher,
                partner_id = @PartnerId, service_point_id = @ServicePointId, department_id = @DepartmentId,
                station_id = @StationId, division_code = @DivisionCode, talent_id = @TalentId, disabled_at = @DisabledAt,
                password_temporary_until = @PasswordTemporaryUntil
            where id = @Id and concurrency_stamp = @expected
            """,
            Parameters(user, expected)
        ) == 1;

    /// <summary>Puts a stronger hash of the same password in the place of the old one, unless it was changed meanwhile.</summary>
    public async Task RenewHashAsync(Guid id, string old, string renewed, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            "update users set password_hash = @renewed where id = @id and password_hash = @old",
            new
            {
                id,
                old,
                renewed,
            }
        );
    }

    /// <summary>Uses up the time step of an accepted code.</summary>
    /// <returns>False: that step, or a later one, was used before.</returns>
    public async Task<bool> UseStepAsync(Guid id, long step, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ExecuteAsync(
                "update users set authenticator_last_step = @step where id = @id and authenticator_last_step < @step",
                new { id, step }
            ) == 1;
    }

    /// <summary>Replaces the recovery codes; only their keyed hashes are kept.</summary>
    public Task ReplaceRecoveryCodesAsync(Guid id, byte[][] hashes, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await session.ExecuteAsync("delete from user_recovery_codes where user_id = @id", new { id });
                foreach (var hash in hashes)
                    await session.ExecuteAsync(
                        "insert into user_recovery_codes (user_id, code_hash) values (@id, @hash)",
                        new { id, hash }
                    );
            },
            cancel
        );

    /// <summary>Uses up one recovery code.</summary>
    /// <returns>False: there is no such code left.</returns>
    public async Task<bool> UseRecoveryCodeAsync(Guid id, byte[] hash, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ExecuteAsync(
                "delete from user_recovery_codes where user_id = @id and code_hash = @hash",
                new { id, hash }
            ) == 1;
    }

    /// <summary>How many recovery codes are left.</summary>
    public async Task<int> CountRecoveryCodesAsync(Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ScalarAsync<int>("select count(*)::int from user_recovery_codes where user_id = @id", new { id });
    }

    private static DynamicParameters Parameters(User user, string expected)
    {
        var parameters = new DynamicParameters(user);
        parameters.Add("expected", expected);
        return parameters;
    }
}
