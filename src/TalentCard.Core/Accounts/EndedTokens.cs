using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TalentCard.Core.Accounts;

/// <summary>
/// The access tokens that are good no more though they have not expired: those of ended sign-ins and revoked ones. Kept in
/// memory, so that to ask costs a request nothing; a host hears of each by PostgreSQL's LISTEN and NOTIFY at the commit that
/// ends it, and reads once a second what a broken connection may have kept from it.
/// </summary>
public sealed class EndedTokens(Db db, ILogger<EndedTokens> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // Longer than any change takes to be committed.
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(30);

    // Longer than an access token lives, with the time that it is believed beyond.
    private static readonly TimeSpan All = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, long> ended = new();
    private readonly TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the token is one of them. A host that has just started waits until it knows.</summary>
    /// <param name="token">A valid access token (RFC 9068) with its <c>jti</c> and, where a person signed in, <c>sid</c>.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async ValueTask<bool> IncludeAsync(ClaimsPrincipal token, CancellationToken cancel)
    {
        if (!read.Task.IsCompleted)
            await read.Task.WaitAsync(cancel);
        return Include(token.FindFirst("sid")) || Include(token.FindFirst("jti"));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is, it must not take the host down.
                logger.LogWarning("Ended sign-ins are not heard of ({Exception}); listening again.", exception.GetType().Name);
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool Include(Claim? claim) => claim is not null && ended.ContainsKey(claim.Value);

    private async Task ListenAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        session.Connection.Notification += (_, notice) => ended[notice.Payload] = Environment.TickCount64;
        await session.ExecuteAsync("listen ended_tokens");
        await ReadAsync(session, All);
        read.TrySetResult();
        while (true)
        {
            if (!await session.Connection.WaitAsync(Poll, cancel))
                await ReadAsync(session, Latest);
        }
    }

    private async Task ReadAsync(Session session, TimeSpan since)
    {
        var now = Environment.TickCount64;
        var names = await session.ListAsync<string>(
            "select name from ended_tokens where ended_at > clock_timestamp() - @since",
            new { since }
        );
        foreach (var name in names)
            ended[name] = now;
        foreach (var (name, _) in ended.Where(one => now - one.Value > All.TotalMilliseconds))
            ended.TryRemove(name, out _);
    }
}
