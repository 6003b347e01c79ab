using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;

namespace TalentCard.Api.Connect;

// OpenIddict asks for the same grant and token again and again within a request; here each is read once, because its own cache
// costs a request more than the reading. Clients are kept by their store.

/// <summary>OpenIddict's manager of clients, with our hash of secrets in place of its slow one.</summary>
internal sealed class ClientManager(
    IOpenIddictApplicationCache<Client> cache,
    ILogger<OpenIddictApplicationManager<Client>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<Client> store
) : OpenIddictApplicationManager<Client>(cache, logger, options, store)
{
    protected override ValueTask<bool> ValidateClientSecretAsync(
        string secret,
        string comparand,
        CancellationToken cancel = default
    ) => new(Client.IsHashOf(secret, comparand));
}

/// <summary>OpenIddict's manager of grants.</summary>
internal sealed class GrantManager(
    IOpenIddictAuthorizationCache<Grant> cache,
    ILogger<OpenIddictAuthorizationManager<Grant>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictAuthorizationStore<Grant> store
) : OpenIddictAuthorizationManager<Grant>(cache, logger, options, store)
{
    private Grant? last;

    public override async ValueTask<Grant?> FindByIdAsync(string identifier, CancellationToken cancel = default) =>
        last?.Id.ToString() == identifier ? last : last = await Store.FindByIdAsync(identifier, cancel);
}

/// <summary>OpenIddict's manager of stored tokens.</summary>
internal sealed class TokenManager(
    IOpenIddictTokenCache<Token> cache,
    ILogger<OpenIddictTokenManager<Token>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictTokenStore<Token> store
) : OpenIddictTokenManager<Token>(cache, logger, options, store)
{
    private Token? last;

    public override async ValueTask<Token?> FindByReferenceIdAsync(string identifier, CancellationToken cancel = default) =>
        last = await base.FindByReferenceIdAsync(identifier, cancel);

    public override async ValueTask<Token?> FindByIdAsync(string identifier, CancellationToken cancel = default) =>
        last?.Id.ToString() == identifier ? last : last = await Store.FindByIdAsync(identifier, cancel);
}
