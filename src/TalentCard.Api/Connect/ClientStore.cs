using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>
/// SQL of <c>clients</c>, and OpenIddict's view of it. OpenIddict only reads: clients come from the configuration and the demo
/// data. Clients of the demo data exist only in the demo.
/// </summary>
internal sealed partial class ClientStore(Db db, TimeProvider time, IConfiguration configuration)
{
    // Every request of a client reads it, several times; a disabled one is out after a second.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, (Client Client, DateTimeOffset ReadAt)> kept = new(StringComparer.Ordinal);
    private readonly bool demo = configuration.GetValue("Demo:Enabled", false);

    /// <summary>The client, or null: unknown, disabled, or of a demo that this is not.</summary>
    public async ValueTask<Client?> FindByClientIdAsync(string identifier, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (kept.TryGetValue(identifier, out var known) && (now - known.ReadAt).Duration() < KeptFor)
            return known.Client;
        var client = await ReadAsync(identifier, cancel);
        if (client is null)
            kept.TryRemove(identifier, out _);
        else
            kept[identifier] = (client, now);
        return client;
    }

    private async Task<Client?> ReadAsync(string identifier, CancellationToken cancel)
    {
        if (identifier.Any(c => c is < ' ' or > '~'))
            return null;
        await using var session = await db.OpenAsync(cancel);
        return await session.FindAsync<Client>(
            """
            select client_id, name, secret_hash, grant_types, redirect_uris, post_logout_redirect_uris, scopes, partner_id,
                is_third_party, requires_pkce
            from clients where client_id = @identifier and disabled_at is null and (@demo or not is_demo)
            """,
            new { identifier, demo }
        );
    }

    /// <summary>The clients that may send people there after they signed out.</summary>
    public async IAsyncEnumerable<Client> FindByPostLogoutRedirectUriAsync(
        string uri,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var session = await db.OpenAsync(cancel);
        foreach (
            var id in await session.ListAsync<string>(
                "select client_id from clients where @uri = any(post_logout_redirect_uris)",
                new { uri }
            )
        )
            if (await FindByClientIdAsync(id, cancel) is { } client)
                yield return client;
    }

    /// <summary>Writes a client of the configuration, over what stood there before.</summary>
    public async Task SaveAsync(ClientSettings client, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            """
            insert into clients
                (client_id, name, secret_hash, grant_types, redirect_uris, post_logout_redirect_uris, scopes, partner_id,
                is_third_party, requires_pkce, created_at)
            values
                (@ClientId, @Name, @SecretHash, @GrantTypes, @RedirectUris, @PostLogoutRedirectUris, @Scopes, @PartnerId,
                @IsThirdParty, @RequiresPkce, @Now)
            on conflict (client_id) do update set
                name = excluded.name, secret_hash = excluded.secret_hash, grant_types = excluded.grant_types,
                redirect_uris = excluded.redirect_uris, post_logout_redirect_uris = excluded.post_logout_redirect_uris,
                scopes = excluded.scopes, partner_id = excluded.partner_id, is_third_party = excluded.is_third_party,
                requires_pkce = excluded.requires_pkce, is_demo = false
            """,
            new
            {
                client.ClientId,
                client.Name,
                SecretHash = string.IsNullOrEmpty(client.Secret) ? null : Client.HashOf(client.Secret),
                client.GrantTypes,
                client.RedirectUris,
                client.PostLogoutRedirectUris,
                Scopes = client.ScopeNames,
                client.PartnerId,
                IsThirdParty = client.ThirdParty ?? client.PartnerId is not null,
                client.RequiresPkce,
                Now = time.GetUtcNow(),
            }
        );
    }

    public ValueTask<Client?> FindByIdAsync(string identifier, CancellationToken cancel) =>
        FindByClientIdAsync(identifier, cancel);

    public ValueTask<string?> GetIdAsync(Client client, CancellationToken cancel) => new(client.ClientId);

    public ValueTask<string?> GetClientIdAsync(Client client, CancellationToken cancel) => new(client.ClientId);

    public ValueTask<string?> GetClientSecretAsync(Client client, CancellationToken cancel) => new(client.SecretHash);

    public ValueTask<string?> GetClientTypeAsync(Client client, CancellationToken cancel) =>
        new(client.SecretHash is null ? ClientTypes.Public : ClientTypes.Confidential);

    public ValueTask<string?> GetDisplayNameAsync(Client client, CancellationToken cancel) => new(client.Name);

    public ValueTask<ImmutableArray<string>> GetRedirectUrisAsync(Client client, CancellationToken cancel) =>
        new([.. client.RedirectUris]);

    public ValueTask<ImmutableArray<string>> GetPostLogoutRedirectUrisAsync(Client client, CancellationToken cancel) =>
        new([.. client.PostLogoutRedirectUris]);

    public ValueTask<ImmutableArray<string>> GetRequirementsAsync(Client client, CancellationToken cancel) =>
        new(client.RequiresPkce ? [Requirements.Features.ProofKeyForCodeExchange] : []);

    // Which scopes a client may have is ours to judge (RefusedScopes): OpenIddict has other words for it than RFC 6749.
    public ValueTask<ImmutableArray<string>> GetPermissionsAsync(Client client, CancellationToken cancel) =>
        new([
            Permissions.Endpoints.Authorization,
            Permissions.Endpoints.PushedAuthorization,
            Permissions.Endpoints.Token,
            Permissions.Endpoints.Revocation,
            Permissions.Endpoints.EndSession,
            Permissions.ResponseTypes.Code,
            .. client.GrantTypes.Select(type => Permissions.Prefixes.GrantType + type),
            // RFC 7662, section 2.1: not for whoever cannot show who it is.
            .. client.SecretHash is null ? Array.Empty<string>() : [Permissions.Endpoints.Introspection],
        ]);
}
