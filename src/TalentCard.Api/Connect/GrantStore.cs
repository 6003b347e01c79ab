using System.Security.Claims;
using OpenIddict.Abstractions;
using TalentCard.Core.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>
/// What a user allowed a client at one sign-in; every code and token of it dies with it. A row of <c>grants</c>, and OpenIddict's
/// authorization. It is live while it is neither revoked nor over and its user may still sign in as they did then. The last use
/// of its sign-in is known to a minute.
/// </summary>
internal sealed record Grant(
    Guid Id,
    string ClientId,
    Guid UserId,
    string[] Scopes,
    string SecurityStamp,
    DateTimeOffset AuthTime,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    bool Live,
    DateTimeOffset? LastUsedAt
)
{
    /// <summary>The user as they are now; null: not read from the database.</summary>
    public User? User { get; init; }

    /// <summary>The grant that a token belongs to; null: it is a client's own.</summary>
    public static Guid? IdOf(ClaimsPrincipal token) =>
        Guid.TryParse(token.GetAuthorizationId() ?? token.GetClaim(Identities.Session), out var id) ? id : null;
}

/// <summary>
/// SQL of <c>grants</c>. A disabled account, a new security stamp or an ended sign-in revokes them by the database's triggers,
/// which also tell every host.
/// </summary>
internal sealed partial class GrantStore(Db db, TimeProvider time, IConfiguration configuration)
{
    private readonly bool demo = configuration.GetValue("Demo:Enabled", false);

    /// <summary>The grant, dead or alive; null: there is none.</summary>
    public async ValueTask<Grant?> FindByIdAsync(string identifier, CancellationToken cancel)
    {
        if (!Guid.TryParse(identifier, out var id))
            return null;
        await using var session = await db.OpenAsync(cancel);
        return (
            await session.ListAsync<Grant, User, Grant>(
                $"""
                select g.id, g.client_id, g.user_id, g.scopes, g.security_stamp, g.auth_time, g.created_at, g.expires_at,
                    g.revoked_at is null and g.expires_at > @now and u.disabled_at is null
                        and u.security_stamp = g.security_stamp and (@demo or not u.is_demo) as live, s.last_used_at,
                    {UserStore.Columns}
                from grants g join users u on u.id = g.user_id left join sign_ins s on s.id = g.sign_in_id
                where g.id = @id
                """,
                new
                {
                    id,
                    demo,
                    now = time.GetUtcNow(),
                },
                (grant, user) => grant with { User = user }
            )
        ).SingleOrDefault();
    }

    /// <summary>Writes a grant, unless the sign-in that it is given in ends in this moment.</summary>
    /// <returns>False: the sign-in has ended, and nothing is written.</returns>
    public async Task<bool> CreateAsync(Grant grant, Guid signIn, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        // The sign-in's row is held: whoever ends it ends this grant, or comes first.
        return await session.ExecuteAsync(
                """
                insert into grants
                    (id, client_id, user_id, scopes, security_stamp, auth_time, created_at, expires_at, sign_in_id)
                select @Id, @ClientId, @UserId, @Scopes, @SecurityStamp, @AuthTime, @CreatedAt, @ExpiresAt, s.id
                from (select id from sign_ins where id = @signIn and ended_at is null for share) s
                """,
                new
                {
                    grant.Id,
                    grant.ClientId,
                    grant.UserId,
                    grant.Scopes,
                    grant.SecurityStamp,
                    grant.AuthTime,
                    grant.CreatedAt,
                    grant.ExpiresAt,
                    signIn,
                }
            ) == 1;
    }

    /// <summary>
    /// Whether the user has let the client have all of these scopes before. Remembered for as long as the grant is kept.
    /// </summary>
    public async Task<bool> WasConsentedAsync(Guid userId, string clientId, string[] scopes, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ScalarAsync<bool>(
            "select exists (select from grants where user_id = @userId and client_id = @clientId and scopes @> @scopes)",
            new
            {
                userId,
                clientId,
                scopes,
            }
        );
    }

    /// <summary>Ends a grant with all its tokens.</summary>
    public async Task RevokeAsync(Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            "update grants set revoked_at = @now where id = @id and revoked_at is null",
            new { id, now = time.GetUtcNow() }
        );
    }

    /// <summary>Ends one access token.</summary>
    public async Task RevokeAccessTokenAsync(string jti, DateTimeOffset expiresAt, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            "insert into revoked_access_tokens (jti, expires_at) values (@jti, @expiresAt) on conflict do nothing",
            new { jti, expiresAt }
        );
    }

    /// <summary>Whether neither the access token nor its grant has ended. A client's own token has no grant.</summary>
    public async Task<bool> IsLiveAsync(string jti, Guid? grant, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ScalarAsync<bool>(
            """
            select not exists (select from revoked_access_tokens where jti = @jti)
                and (@grant::uuid is null or exists (
                    select from grants g join users u on u.id = g.user_id
                    where g.id = @grant and g.revoked_at is null and u.disabled_at is null
                        and u.security_stamp = g.security_stamp))
            """,
            new { jti, grant }
        );
    }

    public ValueTask<string?> GetIdAsync(Grant grant, CancellationToken cancel) => new(grant.Id.ToString());

    public ValueTask<string?> GetApplicationIdAsync(Grant grant, CancellationToken cancel) => new(grant.ClientId);

    public ValueTask<string?> GetSubjectAsync(Grant grant, CancellationToken cancel) => new(grant.UserId.ToString());

    public ValueTask<string?> GetStatusAsync(Grant grant, CancellationToken cancel) =>
        new(grant.Live ? Statuses.Valid : Statuses.Revoked);

    public ValueTask<string?> GetTypeAsync(Grant grant, CancellationToken cancel) => new(AuthorizationTypes.AdHoc);
}
