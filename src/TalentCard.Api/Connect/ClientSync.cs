using Microsoft.Extensions.Options;

namespace TalentCard.Api.Connect;

/// <summary>
/// Writes the configuration's clients into the database before the host serves, so that no secret stands in a migration.
/// A setting that cannot be meant stops the start.
/// </summary>
internal sealed class ClientSync(ClientStore clients, IOptions<ConnectOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancel)
    {
        foreach (var client in options.Value.Clients)
        {
            Check(client);
            await clients.SaveAsync(client, cancel);
        }
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    private static void Check(ClientSettings client)
    {
        if (client.ClientId.Length == 0 || client.Name.Length == 0 || client.GrantTypes.Length == 0)
            throw new InvalidOperationException("Connect:Clients: a client has a ClientId, a Name and GrantTypes.");
        if (client.GrantTypes.Except(["authorization_code", "refresh_token", "client_credentials"]).Any())
            throw new InvalidOperationException(
                $"Connect:Clients: {client.ClientId} names a grant type that this server does not have."
            );
        if (client.ScopeNames.Except(Scopes.All).Any())
            throw new InvalidOperationException(
                $"Connect:Clients: {client.ClientId} names a scope that this server does not have."
            );
        if (client.GrantTypes.Contains("client_credentials") && string.IsNullOrEmpty(client.Secret))
            throw new InvalidOperationException($"Connect:Clients: {client.ClientId} needs a Secret for client_credentials.");
        if (!client.RequiresPkce && string.IsNullOrEmpty(client.Secret))
            throw new InvalidOperationException($"Connect:Clients: {client.ClientId} has no Secret, so it must send PKCE.");
        if (!string.IsNullOrEmpty(client.Secret) && client.Secret.Length < 20)
            throw new InvalidOperationException(
                $"Connect:Clients: the Secret of {client.ClientId} is shorter than 20 characters."
            );
        foreach (var uri in client.RedirectUris.Concat(client.PostLogoutRedirectUris))
            if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Fragment.Length > 0)
                throw new InvalidOperationException(
                    $"Connect:Clients: {client.ClientId} has a redirect URI that is not absolute, or has a fragment."
                );
    }
}
