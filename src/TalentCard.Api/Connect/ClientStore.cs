using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace TalentCard.Api.Connect;

/// <summary>A system that may ask for tokens.</summary>
internal sealed record Client(
    string ClientId, string Name, string? SecretHash, string[] GrantTypes, string[] RedirectUris, string[] PostLogoutRedirectUris,
    string[] Scopes, Guid? PartnerId)
{
    /// <summary>Whether this is its secret.</summary>
    public bool HasSecret(string secret) => SecretHash is { } hash
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(HashOf(secret)));

    /// <summary>
    /// What is stored of a secret. Secrets are long and random, made by machines for machines, so that there is nothing to
    /// guess and a slow hash would only slow every token request down.
    /// </summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <summary>SQL of clients. Clients of the demo data exist only in the demo.</summary>
internal sealed class ClientStore(NpgsqlDataSource database, TimeProvider time, IConfiguration configuration)
{
    private readonly bool demo = configuration.GetValue("Demo:Enabled", false);

    /// <summary>The client, or null: unknown, disabled, or of a demo that this is not.</summary>
    public async Task<Client?> FindAsync(string? clientId, CancellationToken cancellationToken)
    {
        if (clientId is null || clientId.Any(c => c is < ' ' or > '~')) return null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Client>(new CommandDefinition(
            """
            select client_id, name, secret_hash, grant_types, redirect_uris, post_logout_redirect_uris, scopes, partner_id
            from clients where client_id = @clientId and disabled_at is null and (@demo or not is_demo)
            """,
            new { clientId, demo }, cancellationToken: cancellationToken));
    }

    /// <summary>Writes a client of the configuration, over what stood there before.</summary>
    public async Task SaveAsync(ClientSettings client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into clients
                (client_id, name, secret_hash, grant_types, redirect_uris, post_logout_redirect_uris, scopes, partner_id, created_at)
            values
                (@ClientId, @Name, @SecretHash, @GrantTypes, @RedirectUris, @PostLogoutRedirectUris, @Scopes, @PartnerId, @Now)
            on conflict (client_id) do update set
                name = excluded.name, secret_hash = excluded.secret_hash, grant_types = excluded.grant_types,
                redirect_uris = excluded.redirect_uris, post_logout_redirect_uris = excluded.post_logout_redirect_uris,
                scopes = excluded.scopes, partner_id = excluded.partner_id, is_demo = false
            """,
            new
            {
                client.ClientId,
                client.Name,
                SecretHash = string.IsNullOrEmpty(client.Secret) ? null : Client.HashOf(client.Secret),
                client.GrantTypes,
                client.RedirectUris,
                client.PostLogoutRedirectUris,
                Scopes = Connect.Scopes.Parse(client.Scopes),
                client.PartnerId,
                Now = time.GetUtcNow(),
            },
            cancellationToken: cancellationToken));
    }
}
