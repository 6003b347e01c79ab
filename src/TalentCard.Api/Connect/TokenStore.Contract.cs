using System.Collections.Immutable;
using System.Text.Json;
using OpenIddict.Abstractions;

namespace TalentCard.Api.Connect;

/// <content>The rest of what OpenIddict asks of a store.</content>
internal sealed partial class TokenStore : IOpenIddictTokenStore<Token>
{
    // What our table has no word for stays at OpenIddict's default.
    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(Token entity, CancellationToken cancel) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);

    public ValueTask<string?> GetSubjectAsync(Token entity, CancellationToken cancel) => default;

    // Never called: nobody writes, lists or prunes through OpenIddict.
    public ValueTask<long> CountAsync(CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<long> CountAsync<TResult>(Func<IQueryable<Token>, IQueryable<TResult>> query, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask DeleteAsync(Token entity, CancellationToken cancel) => throw new NotSupportedException();

    public IAsyncEnumerable<Token> FindAsync(
        string? subject,
        string? client,
        string? status,
        string? type,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public IAsyncEnumerable<Token> FindByApplicationIdAsync(string identifier, CancellationToken cancel) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<Token> FindByAuthorizationIdAsync(string identifier, CancellationToken cancel) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<Token> FindBySubjectAsync(string subject, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<Token>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask<Token> InstantiateAsync(CancellationToken cancel) => throw new NotSupportedException();

    public IAsyncEnumerable<Token> ListAsync(int? count, int? offset, CancellationToken cancel) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<Token>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask<long> PruneAsync(DateTimeOffset threshold, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<long> RevokeAsync(string? subject, string? client, string? status, string? type, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<long> RevokeByApplicationIdAsync(string identifier, CancellationToken cancel = default(CancellationToken)) =>
        throw new NotSupportedException();

    public ValueTask<long> RevokeBySubjectAsync(string subject, CancellationToken cancel = default(CancellationToken)) =>
        throw new NotSupportedException();

    public ValueTask SetApplicationIdAsync(Token entity, string? identifier, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetAuthorizationIdAsync(Token entity, string? identifier, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetCreationDateAsync(Token entity, DateTimeOffset? date, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetExpirationDateAsync(Token entity, DateTimeOffset? date, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetPayloadAsync(Token entity, string? payload, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetPropertiesAsync(
        Token entity,
        ImmutableDictionary<string, JsonElement> properties,
        CancellationToken cancel
    ) => throw new NotSupportedException();

    public ValueTask SetRedemptionDateAsync(Token entity, DateTimeOffset? date, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetReferenceIdAsync(Token entity, string? identifier, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetStatusAsync(Token entity, string? status, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask SetSubjectAsync(Token entity, string? subject, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask SetTypeAsync(Token entity, string? type, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask UpdateAsync(Token entity, CancellationToken cancel) => throw new NotSupportedException();
}
