using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace TalentCard.Api.Connect;

/// <summary>
/// Tells which client calls: client_secret_basic, client_secret_post, or for a public client its <c>client_id</c> alone
/// (RFC 6749, section 2.3).
/// </summary>
internal sealed class ClientAuthentication(ClientStore clients)
{
    /// <summary>The client that calls.</summary>
    /// <exception cref="ConnectException"><c>invalid_client</c> (401), or <c>invalid_request</c> where it used two ways at once.</exception>
    public async Task<Client> AuthenticateAsync(HttpContext context, ConnectParameters parameters)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var (clientId, secret) = header.Length == 0
            ? (parameters["client_id"], parameters["client_secret"])
            : ReadBasic(header) ?? throw Refused();
        if (header.Length > 0 && (parameters["client_secret"] is not null || parameters["client_id"] is { } other && other != clientId))
            throw new ConnectException("invalid_request", "the client authenticated in more than one way");
        var client = await clients.FindAsync(clientId, context.RequestAborted) ?? throw Refused();
        var genuine = client.SecretHash is null ? secret is null : secret is not null && client.HasSecret(secret);
        return genuine ? client : throw Refused();
    }

    // Both halves are form-encoded before they are joined and put into base64.
    private static (string?, string?)? ReadBasic(string header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || !"Basic".Equals(value.Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        Span<byte> bytes = new byte[(value.Parameter?.Length ?? 0) + 4];
        if (!Convert.TryFromBase64String(value.Parameter ?? "", bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes[..length]).Split(':', 2);
        return pair.Length == 2 ? (WebUtility.UrlDecode(pair[0]), WebUtility.UrlDecode(pair[1])) : null;
    }

    private static ConnectException Refused() =>
        new("invalid_client", "the client is unknown or its authentication is wrong", StatusCodes.Status401Unauthorized);
}
