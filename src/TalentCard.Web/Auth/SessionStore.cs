using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Caching.Memory;

namespace TalentCard.Web.Auth;

/// <summary>
/// Signed-in sessions, tokens included, in this process's memory: the browser holds only the key. Bounded in bytes; the
/// ones unused longest go first, and their owners sign in again.
/// </summary>
internal sealed class SessionStore(TimeProvider time) : ITicketStore, IDisposable
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
        Put(key, ticket, time.GetUtcNow());
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        Put(key, ticket, Find(key)?.UsedAt ?? time.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <summary>A copy of the session: requests running side by side never share one. A look is no use of it.</summary>
    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(Copy(Find(key)));

    /// <summary>A copy of the session, which is used by it unless the page asks by itself.</summary>
    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancel)
    {
        var session = Find(key);
        if (session is not null && !BackgroundRequest.Asks(httpContext))
            session.UsedAt = time.GetUtcNow();
        return Task.FromResult(Copy(session));
    }

    public Task RemoveAsync(string key)
    {
        sessions.Remove(key);
        return Task.CompletedTask;
    }

    public void Dispose() => sessions.Dispose();

    private static AuthenticationTicket? Copy(Session? session) =>
        session is null ? null : TicketSerializer.Default.Deserialize(session.Ticket);

    private Session? Find(string key)
    {
        if (!sessions.TryGetValue(key, out Session? session))
            return null;
        if (time.GetUtcNow() - session!.UsedAt <= session.IdleLimit)
            return session;
        sessions.Remove(key);
        return null;
    }

    private void Put(string key, AuthenticationTicket ticket, DateTimeOffset usedAt)
    {
        var session = new Session(
            TicketSerializer.Default.Serialize(ticket),
            ticket.Properties.IsPersistent ? PersistentIdleLimit : IdleLimit
        )
        {
            UsedAt = usedAt,
        };
        // Any look slides this end; it only frees the memory.
        sessions.Set(
            key,
            session,
            new MemoryCacheEntryOptions { Size = session.Ticket.Length, SlidingExpiration = session.IdleLimit }
        );
    }

    private sealed record Session(byte[] Ticket, TimeSpan IdleLimit)
    {
        private long usedAt;

        /// <summary>When somebody last used it.</summary>
        public DateTimeOffset UsedAt
        {
            get => new(Interlocked.Read(ref usedAt), TimeSpan.Zero);
            set => Interlocked.Exchange(ref usedAt, value.UtcTicks);
        }
    }
}
