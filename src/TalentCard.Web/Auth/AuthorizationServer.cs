using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace TalentCard.Web.Auth;

/// <summary>The authorization server, as this client of it speaks to it.</summary>
internal sealed class AuthorizationServer(IOptionsMonitor<OpenIdConnectOptions> options)
{
    /// <summary>This client's settings.</summary>
    public OpenIdConnectOptions Client => options.Get(ConnectSignIn.Scheme);

    /// <summary>Where its endpoints are, by its discovery document: read when first needed, then from memory.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task<OpenIdConnectConfiguration> DiscoverAsync(CancellationToken cancel)
    {
        try
        {
            return await Client.ConfigurationManager!.GetConfigurationAsync(cancel);
        }
        catch (InvalidOperationException exception)
        {
            throw new HttpRequestException(exception.Message, exception);
        }
    }

    /// <summary>Posts a form to one of its endpoints as this client.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public Task<HttpResponseMessage> PostAsync(string endpoint, Dictionary<string, string> form, CancellationToken cancel) =>
        Client.Backchannel.PostAsync(
            endpoint,
            new FormUrlEncodedContent([.. form, new("client_id", Client.ClientId!), new("client_secret", Client.ClientSecret!)]),
            cancel
        );
}
