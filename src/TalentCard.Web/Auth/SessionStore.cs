using Microsoft.AspNetCore.Authentication;
using TalentCard.Web.Storage;

namespace TalentCard.Web.Auth;

/// <summary>
/// Signed-in sessions, tokens included, on the hosts' shared storage: the browser holds the key alone. A session ends when it has
/// not been used for a while.
/// </summary>
internal sealed class SessionStore(WebStore store)
{
    private static readonly TimeSpan IdleLimit = TimeSpan.FromHours(12);
    private static readonly TimeSpan PersistentIdleLimit = TimeSpan.FromDays(14);

    /// <summary>Begins a session.</summary>
    /// <returns>Its key, another for each.</returns>
    public Task<string> BeginAsync(AuthenticationTicket ticket, CancellationToken cancel) =>
        store.KeepAsync(Session.Of(ticket), LimitOf(ticket.Properties), cancel);

    /// <summary>The session, used by this look unless the page asks by itself; null: it has ended.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cookie">Of the cookie that holds the key.</param>
    /// <param name="context">The request.</param>
    public Task<AuthenticationTicket?> UseAsync(string key, AuthenticationProperties cookie, HttpContext context) =>
        ReadAsync(
            store.FindAsync<Session>(key, context.RequestAborted, BackgroundRequest.Asks(context) ? null : LimitOf(cookie))
        );

    /// <summary>The session, where nobody uses it; null: it has ended.</summary>
    public Task<AuthenticationTicket?> FindAsync(string key, CancellationToken cancel) =>
        ReadAsync(store.FindAsync<Session>(key, cancel));

    /// <summary>Writes the session's new tokens, unless it has ended meanwhile.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket, CancellationToken cancel) =>
        store.ReplaceAsync(key, Session.Of(ticket), cancel);

    /// <summary>Ends a session.</summary>
    public Task EndAsync(string key, CancellationToken cancel) => store.RemoveAsync<Session>(key, cancel);

    private static TimeSpan LimitOf(AuthenticationProperties properties) =>
        properties.IsPersistent ? PersistentIdleLimit : IdleLimit;

    private static async Task<AuthenticationTicket?> ReadAsync(Task<Session?> search) =>
        await search is { } session ? TicketSerializer.Default.Deserialize(session.Ticket) : null;

    private sealed record Session(byte[] Ticket)
    {
        public static Session Of(AuthenticationTicket ticket) => new(TicketSerializer.Default.Serialize(ticket));
    }
}
