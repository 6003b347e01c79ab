using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;

namespace TalentCard.Api.Connect;

/// <content>The rest of what OpenIddict asks of a store.</content>
internal sealed partial class ClientStore : IOpenIddictApplicationStore<Client>
{
    // What our table has no word for stays at OpenIddict's default.
    public ValueTask<string?> GetApplicationTypeAsync(Client entity, CancellationToken cancel) =>
        new(OpenIddictConstants.ApplicationTypes.Web);

    public ValueTask<string?> GetConsentTypeAsync(Client entity, CancellationToken cancel) =>
        new(OpenIddictConstants.ConsentTypes.Implicit);

    public ValueTask<ImmutableDictionary<CultureInfo, string>> GetDisplayNamesAsync(Client entity, CancellationToken cancel) =>
        new(ImmutableDictionary<CultureInfo, string>.Empty);

    public ValueTask<JsonWebKeySet?> GetJsonWebKeySetAsync(Client entity, CancellationToken cancel) => default;

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(Client entity, CancellationToken cancel) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);

    public ValueTask<ImmutableDictionary<string, string>> GetSettingsAsync(Client entity, CancellationToken cancel) =>
        new(ImmutableDictionary<string, string>.Empty);

    // Never called: nobody writes, lists or prunes through OpenIddict.
    public ValueTask<long> CountAsync(CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<long> CountAsync<TResult>(Func<IQueryable<Client>, IQueryable<TResult>> query, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask CreateAsync(Client entity, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask DeleteAsync(Client entity, CancellationToken cancel) => throw new NotSupportedException();

    public IAsyncEnumerable<Client> FindByRedirectUriAsync(string uri, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<Client>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask<Client> InstantiateAsync(CancellationToken cancel) => throw new NotSupportedException();

    public IAsyncEnumerable<Client> ListAsync(int? count, int? offset, CancellationToken cancel) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<Client>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask SetApplicationTypeAsync(Client entity, string? type, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetClientIdAsync(Client entity, string? identifier, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetClientSecretAsync(Client entity, string? secret, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetClientTypeAsync(Client entity, string? type, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetConsentTypeAsync(Client entity, string? type, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetDisplayNameAsync(Client entity, string? name, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetDisplayNamesAsync(
        Client entity,
        ImmutableDictionary<CultureInfo, string> names,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask SetJsonWebKeySetAsync(Client entity, JsonWebKeySet? set, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetPermissionsAsync(Client entity, ImmutableArray<string> permissions, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetPostLogoutRedirectUrisAsync(Client entity, ImmutableArray<string> uris, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetPropertiesAsync(
        Client entity,
        ImmutableDictionary<string, JsonElement> properties,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask SetRedirectUrisAsync(Client entity, ImmutableArray<string> uris, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetRequirementsAsync(Client entity, ImmutableArray<string> requirements, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetSettingsAsync(Client entity, ImmutableDictionary<string, string> settings, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask UpdateAsync(Client entity, CancellationToken cancel) => throw new NotSupportedException();
}
