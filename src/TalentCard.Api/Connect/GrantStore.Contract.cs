using System.Collections.Immutable;
using System.Text.Json;
using OpenIddict.Abstractions;

namespace TalentCard.Api.Connect;

/// <content>The rest of what OpenIddict asks of a store.</content>
internal sealed partial class GrantStore : IOpenIddictAuthorizationStore<Grant>
{
    // What our table has no word for stays at OpenIddict's default.
    public ValueTask<DateTimeOffset?> GetCreationDateAsync(Grant entity, CancellationToken cancel) => new(entity.CreatedAt);

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(Grant entity, CancellationToken cancel) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);

    public ValueTask<ImmutableArray<string>> GetScopesAsync(Grant entity, CancellationToken cancel) => new([.. entity.Scopes]);

    // Never called: nobody writes, lists or prunes through OpenIddict.
    public ValueTask<long> CountAsync(CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<long> CountAsync<TResult>(Func<IQueryable<Grant>, IQueryable<TResult>> query, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask CreateAsync(Grant entity, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask DeleteAsync(Grant entity, CancellationToken cancel) => throw new NotSupportedException();

    public IAsyncEnumerable<Grant> FindAsync(
        string? subject,
        string? client,
        string? status,
        string? type,
        ImmutableArray<string>? scopes,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public IAsyncEnumerable<Grant> FindByApplicationIdAsync(string identifier, CancellationToken cancel) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<Grant> FindBySubjectAsync(string subject, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<Grant>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask<Grant> InstantiateAsync(CancellationToken cancel) => throw new NotSupportedException();

    public IAsyncEnumerable<Grant> ListAsync(int? count, int? offset, CancellationToken cancel) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<Grant>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask<long> PruneAsync(DateTimeOffset threshold, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<long> RevokeAsync(string? subject, string? client, string? status, string? type, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<long> RevokeByApplicationIdAsync(string identifier, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<long> RevokeBySubjectAsync(string subject, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask SetApplicationIdAsync(Grant entity, string? identifier, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetCreationDateAsync(Grant entity, DateTimeOffset? date, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetPropertiesAsync(
        Grant entity,
        ImmutableDictionary<string, JsonElement> properties,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask SetScopesAsync(Grant entity, ImmutableArray<string> scopes, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetStatusAsync(Grant entity, string? status, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask SetSubjectAsync(Grant entity, string? subject, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetTypeAsync(Grant entity, string? type, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask UpdateAsync(Grant entity, CancellationToken cancel) => throw new NotSupportedException();
}
