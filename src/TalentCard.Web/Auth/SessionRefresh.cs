using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using TalentCard.Web.Storage;

namespace TalentCard.Web.Auth;

/// <summary>
/// Renews a session's access token before it runs out. Refresh tokens rotate and a used one ends the whole grant, so one
/// session refreshes once at a time on all hosts, and whoever waited takes what the first one got.
/// </summary>
internal sealed class SessionRefresh(
    SessionStore sessions,
    Turns turns,
    AuthorizationServer server,
    TimeProvider time,
    ILogger<SessionRefresh> logger
)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    /// <summary>The session with tokens that are good; null: it has ended.</summary>
    public async Task<AuthenticationTicket?> RefreshAsync(string key, AuthenticationTicket session, CancellationToken cancel)
    {
        if (!RunsOut(session))
            return session;
        await using var turn = await turns.TakeAsync($"refresh {key}", cancel);
        var current = await sessions.FindAsync(key, cancel);
        return current is null || !RunsOut(current) ? current : await AskAsync(key, current);
    }

    private bool RunsOut(AuthenticationTicket session) =>
        !DateTimeOffset.TryParse(session.Properties.GetTokenValue("expires_at"), CultureInfo.InvariantCulture, out var end)
        || end - time.GetUtcNow() < Early;

    // Not bound to the request: an answer that is not kept would leave a used refresh token behind.
    private async Task<AuthenticationTicket?> AskAsync(string key, AuthenticationTicket session)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = session.Properties.GetTokenValue("refresh_token") ?? "",
        };
        try
        {
            var endpoint = (await server.DiscoverAsync(CancellationToken.None)).TokenEndpoint;
            using var response = await server.PostAsync(endpoint, form, CancellationToken.None);
            if ((int)response.StatusCode >= 500)
                return session;
            if (!response.IsSuccessStatusCode)
            {
                await sessions.EndAsync(key, CancellationToken.None);
                return null;
            }
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(CancellationToken.None));
            Keep(session.Properties, answer.RootElement);
            await sessions.RenewAsync(key, session, CancellationToken.None);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // The session stays; the page's own call will say that the service is away.
            logger.LogWarning("The authorization server does not answer: {Exception}", exception.GetType().Name);
        }
        return session;
    }

    private void Keep(AuthenticationProperties properties, JsonElement answer)
    {
        properties.UpdateTokenValue("access_token", answer.GetProperty("access_token").GetString()!);
        if (answer.TryGetProperty("refresh_token", out var refresh))
            properties.UpdateTokenValue("refresh_token", refresh.GetString()!);
        var end = time.GetUtcNow().AddSeconds(answer.GetProperty("expires_in").GetInt32());
        properties.UpdateTokenValue("expires_at", end.ToString("o", CultureInfo.InvariantCulture));
    }
}
