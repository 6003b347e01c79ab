using TalentCard.Contracts.Security;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>A code, a refresh token or a pushed request; a row of <c>connect_tokens</c>.</summary>
internal sealed record Token(
    Guid Id,
    string Type,
    string ClientId,
    Guid? GrantId,
    string ReferenceHash,
    string Payload,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RedeemedAt
);

/// <summary>
/// SQL of <c>connect_tokens</c>. A row is written once, when all of it is known, and changes once, when it is redeemed: in one
/// statement, so that of two uses at once one alone succeeds.
/// </summary>
internal sealed partial class TokenStore(Db db, GrantStore grants, SecurityRecorder events, TimeProvider time)
{
    public ValueTask<Token?> FindByIdAsync(string identifier, CancellationToken cancel) =>
        FindAsync(
            """
            select id, type, client_id, grant_id, reference_hash, payload, created_at, expires_at, redeemed_at
            from connect_tokens where id = @id
            """,
            new { id = Guid.Parse(identifier) },
            cancel
        );

    /// <param name="identifier">The hash of what the client holds; OpenIddict has made it.</param>
    /// <param name="cancel">Cancels.</param>
    public ValueTask<Token?> FindByReferenceIdAsync(string identifier, CancellationToken cancel) =>
        FindAsync(
            """
            select id, type, client_id, grant_id, reference_hash, payload, created_at, expires_at, redeemed_at
            from connect_tokens where reference_hash = @identifier
            """,
            new { identifier },
            cancel
        );

    /// <summary>Writes a token.</summary>
    public async ValueTask CreateAsync(Token token, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            """
            insert into connect_tokens (id, type, client_id, grant_id, reference_hash, payload, created_at, expires_at)
            values (@Id, @Type, @ClientId, @GrantId, @ReferenceHash, @Payload, @CreatedAt, @ExpiresAt)
            """,
            token
        );
    }

    /// <summary>
    /// Uses a token up and writes the one that is given for it. False: another use came first, and nothing is written.
    /// </summary>
    public async Task<bool> RedeemAsync(Guid id, Token next, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ExecuteAsync(
                """
                with used as (
                    update connect_tokens set redeemed_at = @now where id = @id and redeemed_at is null returning id)
                insert into connect_tokens (id, type, client_id, grant_id, reference_hash, payload, created_at, expires_at)
                select @NextId, @Type, @ClientId, @GrantId, @ReferenceHash, @Payload, @CreatedAt, @ExpiresAt from used
                """,
                new
                {
                    id,
                    now = time.GetUtcNow(),
                    NextId = next.Id,
                    next.Type,
                    next.ClientId,
                    next.GrantId,
                    next.ReferenceHash,
                    next.Payload,
                    next.CreatedAt,
                    next.ExpiresAt,
                }
            ) == 1;
    }

    /// <summary>Uses a token up. False: another use came first.</summary>
    public async Task<bool> RedeemAsync(Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ExecuteAsync(
                "update connect_tokens set redeemed_at = @now where id = @id and redeemed_at is null",
                new { id, now = time.GetUtcNow() }
            ) == 1;
    }

    /// <summary>What OpenIddict asks for when a code or refresh token comes a second time: the whole grant ends.</summary>
    public async ValueTask<long> RevokeByAuthorizationIdAsync(string identifier, CancellationToken cancel)
    {
        await grants.RevokeAsync(Guid.Parse(identifier), cancel);
        await events.RecordAsync(SecurityEventKind.TokenReuse, "grant", identifier);
        return 1;
    }

    public ValueTask<string?> GetIdAsync(Token token, CancellationToken cancel) => new(token.Id.ToString());

    public ValueTask<string?> GetApplicationIdAsync(Token token, CancellationToken cancel) => new(token.ClientId);

    public ValueTask<string?> GetAuthorizationIdAsync(Token token, CancellationToken cancel) => new(token.GrantId?.ToString());

    public ValueTask<DateTimeOffset?> GetCreationDateAsync(Token token, CancellationToken cancel) => new(token.CreatedAt);

    public ValueTask<DateTimeOffset?> GetExpirationDateAsync(Token token, CancellationToken cancel) => new(token.ExpiresAt);

    public ValueTask<string?> GetPayloadAsync(Token token, CancellationToken cancel) => new(token.Payload);

    public ValueTask<DateTimeOffset?> GetRedemptionDateAsync(Token token, CancellationToken cancel) => new(token.RedeemedAt);

    public ValueTask<string?> GetReferenceIdAsync(Token token, CancellationToken cancel) => new(token.ReferenceHash);

    public ValueTask<string?> GetStatusAsync(Token token, CancellationToken cancel) =>
        new(token.RedeemedAt is null ? Statuses.Valid : Statuses.Redeemed);

    public ValueTask<string?> GetTypeAsync(Token token, CancellationToken cancel) => new(token.Type);

    private async ValueTask<Token?> FindAsync(string sql, object parameters, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.FindAsync<Token>(sql, parameters);
    }
}
