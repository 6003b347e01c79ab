using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace TalentCard.Api.Connect;

/// <summary>What a user allowed a client at one sign-in; every code and token of it dies with it.</summary>
internal sealed record Grant(
    Guid Id, string ClientId, Guid UserId, string[] Scopes, string SecurityStamp, DateTimeOffset AuthTime, DateTimeOffset ExpiresAt);

/// <summary>A grant by its authorization code.</summary>
internal sealed record RedeemedCode(
    Guid Id, string ClientId, Guid UserId, string[] Scopes, string SecurityStamp, DateTimeOffset AuthTime, DateTimeOffset ExpiresAt,
    string? Nonce)
{
    public Grant Grant => new(Id, ClientId, UserId, Scopes, SecurityStamp, AuthTime, ExpiresAt);
}

/// <summary>A refresh token and its grant. <paramref name="Live"/>: it can still be used.</summary>
internal sealed record RefreshToken(
    Guid Id, string ClientId, Guid UserId, string[] Scopes, string SecurityStamp, DateTimeOffset AuthTime, DateTimeOffset ExpiresAt,
    DateTimeOffset IssuedAt, DateTimeOffset TokenExpiresAt, bool Used, bool Live)
{
    public Grant Grant => new(Id, ClientId, UserId, Scopes, SecurityStamp, AuthTime, ExpiresAt);
}

/// <summary>
/// SQL of grants, codes and refresh tokens. Codes and tokens are 256 random bits and stand here as SHA-256 only. Each
/// changes its state in one statement, so that of two uses at once one alone succeeds.
/// </summary>
internal sealed class GrantStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>A new code or refresh token.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Writes a grant and the code that stands for it.</summary>
    /// <returns>The code.</returns>
    public async Task<string> OpenAsync(
        Grant grant, string redirectUri, string codeChallenge, string? nonce, CancellationToken cancellationToken)
    {
        var code = NewSecret();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with opened as (
                insert into grants (id, client_id, user_id, scopes, security_stamp, auth_time, created_at, expires_at)
                values (@Id, @ClientId, @UserId, @Scopes, @SecurityStamp, @AuthTime, @Now, @ExpiresAt)
                returning id)
            insert into authorization_codes (code_hash, grant_id, redirect_uri, code_challenge, nonce, expires_at)
            select @Hash, id, @redirectUri, @codeChallenge, @nonce, @CodeExpiresAt from opened
            """,
            new
            {
                grant.Id,
                grant.ClientId,
                grant.UserId,
                grant.Scopes,
                grant.SecurityStamp,
                grant.AuthTime,
                grant.ExpiresAt,
                Hash = HashOf(code),
                redirectUri,
                codeChallenge,
                nonce,
                Now = time.GetUtcNow(),
                CodeExpiresAt = time.GetUtcNow() + ConnectOptions.CodeLifetime,
            },
            cancellationToken: cancellationToken));
        return code;
    }

    /// <summary>Redeems a code; null: it is unknown, expired, used, another client's, or was asked for otherwise.</summary>
    public async Task<RedeemedCode?> RedeemCodeAsync(
        string code, string clientId, string redirectUri, string codeChallenge, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<RedeemedCode>(new CommandDefinition(
            """
            update authorization_codes c set redeemed_at = @now
            from grants g
            where c.code_hash = @hash and c.redeemed_at is null and c.expires_at > @now
                and c.redirect_uri = @redirectUri and c.code_challenge = @codeChallenge
                and g.id = c.grant_id and g.client_id = @clientId and g.revoked_at is null
            returning g.id, g.client_id, g.user_id, g.scopes, g.security_stamp, g.auth_time, g.expires_at, c.nonce
            """,
            new { hash = HashOf(code), clientId, redirectUri, codeChallenge, now = time.GetUtcNow() },
            cancellationToken: cancellationToken));
    }

    /// <summary>Revokes the grant of a code that was redeemed before: somebody else has it (RFC 6749, section 4.1.2).</summary>
    public async Task RevokeIfRedeemedAsync(string code, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update grants g set revoked_at = @now
            from authorization_codes c
            where c.code_hash = @hash and c.redeemed_at is not null and g.id = c.grant_id and g.revoked_at is null
            """,
            new { hash = HashOf(code), now = time.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    /// <summary>Writes the first refresh token of a grant.</summary>
    /// <returns>The token.</returns>
    public async Task<string> IssueRefreshTokenAsync(Grant grant, CancellationToken cancellationToken)
    {
        var token = NewSecret();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into refresh_tokens (token_hash, grant_id, expires_at, created_at)
            values (@hash, @id, least(@expires, @end), @now)
            """,
            new { hash = HashOf(token), id = grant.Id, expires = TokenExpiry(), end = grant.ExpiresAt, now = time.GetUtcNow() },
            cancellationToken: cancellationToken));
        return token;
    }

    /// <summary>The refresh token and its grant, dead or alive; null: there is none.</summary>
    public async Task<RefreshToken?> FindRefreshTokenAsync(string token, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<RefreshToken>(new CommandDefinition(
            """
            select g.id, g.client_id, g.user_id, g.scopes, g.security_stamp, g.auth_time, g.expires_at,
                t.created_at as issued_at, t.expires_at as token_expires_at, t.used_at is not null as used,
                t.used_at is null and t.expires_at > @now and g.revoked_at is null and g.expires_at > @now as live
            from refresh_tokens t join grants g on g.id = t.grant_id
            where t.token_hash = @hash
            """,
            new { hash = HashOf(token), now = time.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    /// <summary>Uses a refresh token up and writes the next.</summary>
    /// <returns>The next token; null: another use came first.</returns>
    public async Task<string?> RotateAsync(string token, CancellationToken cancellationToken)
    {
        var next = NewSecret();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rotated = await connection.ExecuteAsync(new CommandDefinition(
            """
            with used as (
                update refresh_tokens t set used_at = @now
                from grants g
                where t.token_hash = @hash and t.used_at is null and t.expires_at > @now
                    and g.id = t.grant_id and g.revoked_at is null and g.expires_at > @now
                returning g.id, g.expires_at)
            insert into refresh_tokens (token_hash, grant_id, expires_at, created_at)
            select @next, id, least(@expires, expires_at), @now from used
            """,
            new { hash = HashOf(token), next = HashOf(next), expires = TokenExpiry(), now = time.GetUtcNow() },
            cancellationToken: cancellationToken));
        return rotated == 1 ? next : null;
    }

    /// <summary>Ends a grant with all its tokens.</summary>
    public async Task RevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update grants set revoked_at = @now where id = @id and revoked_at is null",
            new { id, now = time.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    /// <summary>Ends one access token.</summary>
    public async Task RevokeAccessTokenAsync(string jti, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into revoked_access_tokens (jti, expires_at) values (@jti, @expiresAt) on conflict do nothing",
            new { jti, expiresAt }, cancellationToken: cancellationToken));
    }

    /// <summary>Whether neither the access token nor its grant is revoked. A client's own token has no grant.</summary>
    public async Task<bool> IsLiveAsync(string jti, Guid? grant, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select not exists (select from revoked_access_tokens where jti = @jti)
                and (@grant::uuid is null or exists (
                    select from grants g join users u on u.id = g.user_id
                    where g.id = @grant and g.revoked_at is null and u.disabled_at is null and u.security_stamp = g.security_stamp))
            """,
            new { jti, grant }, cancellationToken: cancellationToken));
    }

    private DateTimeOffset TokenExpiry() => time.GetUtcNow() + ConnectOptions.RefreshTokenLifetime;

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
