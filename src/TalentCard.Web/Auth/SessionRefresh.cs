using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace TalentCard.Web.Auth;

/// <summary>
/// Renews a session's access token before it runs out. Refresh tokens rotate and a used one ends the whole grant, so one
/// session refreshes once at a time, and whoever waited takes what the first one got.
/// </summary>
internal sealed class SessionRefresh(
    SessionStore sessions,
    AuthorizationServer server,
    TimeProvider time,
    ILogger<SessionRefresh> logger
)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (!RunsOut(context.Properties))
            return;
        var key = SessionStore.KeyOf(context.Properties)!;
        var gate = gates[(uint)key.GetHashCode(StringComparison.Ordinal) % gates.Length];
        await gate.WaitAsync(context.HttpContext.RequestAborted);
        try
        {
            var current = await sessions.RetrieveAsync(key);
            if (current is null)
            {
                context.RejectPrincipal();
                return;
            }
            context.Properties.StoreTokens(current.Properties.GetTokens());
            if (RunsOut(context.Properties))
                await RefreshAsync(key, context);
        }
        finally
        {
            gate.Release();
        }
    }

    private bool RunsOut(AuthenticationProperties properties) =>
        !DateTimeOffset.TryParse(properties.GetTokenValue("expires_at"), CultureInfo.InvariantCulture, out var end)
        || end - time.GetUtcNow() < Early;

    // Not bound to the request: an answer that is not kept would leave a used refresh token behind.
    private async Task RefreshAsync(string key, CookieValidatePrincipalContext context)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = context.Properties.GetTokenValue("refresh_token") ?? "",
        };
        try
        {
            var endpoint = (await server.DiscoverAsync(CancellationToken.None)).TokenEndpoint;
            using var response = await server.PostAsync(endpoint, form, CancellationToken.None);
            if ((int)response.StatusCode >= 500)
                return;
            if (!response.IsSuccessStatusCode)
            {
                await sessions.RemoveAsync(key);
                context.RejectPrincipal();
                return;
            }
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(CancellationToken.None));
            Keep(context.Properties, answer.RootElement);
            await sessions.RenewAsync(key, new AuthenticationTicket(context.Principal!, context.Properties, context.Scheme.Name));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // The session stays; the page's own call will say that the service is away.
            logger.LogWarning("The authorization server does not answer: {Exception}", exception.GetType().Name);
        }
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
