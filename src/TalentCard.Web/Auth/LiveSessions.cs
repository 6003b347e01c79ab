using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;

namespace TalentCard.Web.Auth;

/// <summary>
/// Asks the Api whether a session's sign-in is still good, at most once a second for each: it may have been ended elsewhere, by
/// a new password or an administrator, and a page that was kept would show itself all the same.
/// </summary>
internal sealed class LiveSessions(TalentCardClient api) : IDisposable
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);
    private readonly MemoryCache asked = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Whether it is. Where the Api does not answer it is: what the page asks of the Api will say so.</summary>
    public async Task<bool> IsLiveAsync(string key, AuthenticationTicket session, HttpContext context)
    {
        context.SpeakWith(session.Properties.GetTokenValue("access_token"));
        if (asked.TryGetValue(key, out _))
            return true;
        try
        {
            await api.Accounts.GetMeAsync(context.RequestAborted);
        }
        catch (ApiProblemException exception)
        {
            return exception.Problem.Status != StatusCodes.Status401Unauthorized;
        }
        _ = asked.Set(key, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Believed });
        return true;
    }

    public void Dispose() => asked.Dispose();
}
