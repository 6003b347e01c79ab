using System.Text.Json.Serialization;

namespace TalentCard.Worker.Notifications;

/// <summary>
/// Access tokens for the mailbox by the client credentials grant (RFC 6749, section 4.4). One is kept until shortly before it
/// expires. Not for several at once: a mail channel asks in its turn.
/// </summary>
internal sealed class MailTokens(OAuthOptions options, TimeProvider time) : IDisposable
{
    // What is left of its life must do for signing in.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    // No redirects: the secret goes nowhere but to the address that is configured.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private string? token;
    private DateTimeOffset renewAt;

    /// <summary>A token that is good for the next minutes.</summary>
    /// <exception cref="HttpRequestException">There is none to be had.</exception>
    public async Task<string> GetAsync(CancellationToken cancel)
    {
        if (token is not null && time.GetUtcNow() < renewAt)
            return token;
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = options.ClientId,
                ["client_secret"] = options.ClientSecret,
                ["scope"] = options.Scope,
            }
        );
        using var answer = await http.PostAsync(options.TokenEndpoint, form, cancel);
        answer.EnsureSuccessStatusCode();
        var issued = await answer.Content.ReadFromJsonAsync<Issued>(cancel);
        if (issued?.AccessToken is null)
            throw new HttpRequestException("The token endpoint gave no token.");
        renewAt = time.GetUtcNow() + TimeSpan.FromSeconds(issued.ExpiresIn) - Margin;
        return token = issued.AccessToken;
    }

    /// <summary>Lets go of a token that the mail server did not take.</summary>
    public void Forget() => token = null;

    public void Dispose() => http.Dispose();

    private sealed record Issued(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn
    );
}
