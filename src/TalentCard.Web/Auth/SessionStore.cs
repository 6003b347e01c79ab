using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Caching.Memory;

namespace TalentCard.Web.Auth;

/// <summary>
/// Signed-in sessions, tokens included, in this process's memory: the browser holds only the key. Bounded in bytes; the
/// ones unused longest go first, and their owners sign in again.
/// </summary>
internal sealed class SessionStore : ITicketStore, IDisposable
{
    private const string KeyItem = "session";
    private const long MaxBytes = 128 * 1024 * 1024;
    private static readonly TimeSpan IdleLimit = TimeSpan.FromHours(12);
    private static readonly TimeSpan PersistentIdleLimit = TimeSpan.FromDays(14);
    private readonly MemoryCache sessions = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <summary>The key under which the session of these properties is kept.</summary>
    public static string? KeyOf(AuthenticationProperties properties) => properties.GetString(KeyItem);

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        ticket.Properties.SetString(KeyItem, key);
        Put(key, ticket);
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        Put(key, ticket);
        return Task.CompletedTask;
    }

    /// <summary>A copy of the session: requests running side by side never share one.</summary>
    public Task<AuthenticationTicket?> RetrieveAsync(string key) =>
        Task.FromResult(sessions.TryGetValue(key, out byte[]? bytes) ? TicketSerializer.Default.Deserialize(bytes!) : null);

    public Task RemoveAsync(string key)
    {
        sessions.Remove(key);
        return Task.CompletedTask;
    }

    public void Dispose() => sessions.Dispose();

    private void Put(string key, AuthenticationTicket ticket)
    {
        var bytes = TicketSerializer.Default.Serialize(ticket);
        sessions.Set(key, bytes, new MemoryCacheEntryOptions
        {
            Size = bytes.Length,
            SlidingExpiration = ticket.Properties.IsPersistent ? PersistentIdleLimit : IdleLimit,
        });
    }
}
