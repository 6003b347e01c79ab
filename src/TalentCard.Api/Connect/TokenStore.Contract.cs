using System.Collections.Immutable;
using System.Text.Json;
using OpenIddict.Abstractions;

namespace TalentCard.Api.Connect;

/// <content>The rest of what OpenIddict asks of a store.</content>
internal sealed partial class TokenStore : IOpenIddictTokenStore<Token>
{
    // What our table has no word for stays at OpenIddict's default.
    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(
        Token entity, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);

    public ValueTask<string?> GetSubjectAsync(Token entity, CancellationToken cancellationToken) => default;

    // Never called: nobody writes, lists or prunes through OpenIddict.
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long> CountAsync<TResult>(
        Func<IQueryable<Token>, IQueryable<TResult>> query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DeleteAsync(Token entity, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<Token> FindAsync(
        string? subject, string? client, string? status, string? type, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<Token> FindByApplicationIdAsync(string identifier, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<Token> FindByAuthorizationIdAsync(string identifier, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<Token> FindBySubjectAsync(string subject, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<Token>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<Token> InstantiateAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<Token> ListAsync(int? count, int? offset, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<Token>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<long> PruneAsync(DateTimeOffset threshold, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<long> RevokeAsync(
        string? subject, string? client, string? status, string? type, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<long> RevokeByApplicationIdAsync(
        string identifier, CancellationToken cancellationToken = default(CancellationToken)) =>
        throw new NotSupportedException();

    public ValueTask<long> RevokeBySubjectAsync(
        string subject, CancellationToken cancellationToken = default(CancellationToken)) =>
        throw new NotSupportedException();

    public ValueTask SetApplicationIdAsync(Token entity, string? identifier, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetAuthorizationIdAsync(Token entity, string? identifier, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetCreationDateAsync(Token entity, DateTimeOffset? date, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetExpirationDateAsync(Token entity, DateTimeOffset? date, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetPayloadAsync(Token entity, string? payload, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetPropertiesAsync(
        Token entity, ImmutableDictionary<string, JsonElement> properties, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetRedemptionDateAsync(Token entity, DateTimeOffset? date, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetReferenceIdAsync(Token entity, string? identifier, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetStatusAsync(Token entity, string? status, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetSubjectAsync(Token entity, string? subject, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SetTypeAsync(Token entity, string? type, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask UpdateAsync(Token entity, CancellationToken cancellationToken) => throw new NotSupportedException();
}
