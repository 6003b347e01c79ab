using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>
/// Tells every Api process, by PostgreSQL's LISTEN and NOTIFY, what changed, and whoever watches there. A notice leaves
/// with the commit of what it tells about and holds no personal data. It is a hint to look again: one that is lost in a
/// broken connection is made good by the <c>alive</c> that follows each new one.
/// </summary>
public sealed class HotlineNotices(Db db, ILogger<HotlineNotices> logger) : BackgroundService
{
    private const string Channel = "hotline";
    private static readonly HotlineEvent Alive = new("alive");
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<Channel<HotlineEvent>, bool> watchers = new();
    private readonly TaskCompletionSource wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A notice of a ticket.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="ticket">The ticket as it stands now.</param>
    internal static HotlineEvent Of(string kind, TicketFacts ticket) =>
        new(
            kind,
            ticket.Id,
            ticket.State,
            ticket.DepartmentId,
            CoDepartmentIds: ticket.CoDepartmentIds,
            Division: ticket.Division
        );

    /// <summary>
    /// Whether a notice is of the actor's: any for the desk, of a ticket alone for its departments and the office of its county.
    /// </summary>
    public static bool IsFor(Actor actor, HotlineEvent notice) =>
        actor.Is(Roles.Agent)
        || actor.Is(Roles.Office)
        || (
            notice.Kind != "call"
            && (
                actor.LooksAfter(notice.Division)
                || (
                    actor.DepartmentId is { } own && (notice.DepartmentId == own || notice.CoDepartmentIds?.Contains(own) == true)
                )
            )
        );

    /// <summary>Sends a notice at the commit of <paramref name="session"/>.</summary>
    internal static Task SendAsync(Session session, HotlineEvent notice) => SendAllAsync(session, [notice]);

    /// <summary>Sends many notices at the commit of <paramref name="session"/>.</summary>
    internal static Task SendAllAsync(Session session, IReadOnlyCollection<HotlineEvent> notices) =>
        session.ExecuteAsync(
            "select pg_notify(@Channel, notice) from unnest(@Notices) notice",
            new
            {
                Channel,
                Notices = notices.Select(notice => JsonSerializer.Serialize(notice, JsonSerializerOptions.Web)).ToArray(),
            }
        );

    /// <summary>
    /// What happens from now on, until cancelled. It begins with an <c>alive</c>: whatever is committed after it is told. Another
    /// comes when nothing happened for a while.
    /// </summary>
    public async IAsyncEnumerable<HotlineEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        // A watcher who does not keep up loses the oldest; each notice only says to look again.
        var channel = System.Threading.Channels.Channel.CreateBounded<HotlineEvent>(
            new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        watchers[channel] = true;
        wanted.TrySetResult();
        try
        {
            await listening.Task.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancel.IsCancellationRequested)
                yield break;
            yield return Alive;
            while (!cancel.IsCancellationRequested)
            {
                HotlineEvent? next = null;
                using (var wait = CancellationTokenSource.CreateLinkedTokenSource(cancel))
                {
                    wait.CancelAfter(Heartbeat);
                    try
                    {
                        next = await channel.Reader.ReadAsync(wait.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        if (cancel.IsCancellationRequested)
                            yield break;
                    }
                }
                yield return next ?? Alive;
            }
        }
        finally
        {
            watchers.TryRemove(channel, out _);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nobody listens before somebody watches: a process that serves no hotline keeps its connection free.
        await wanted.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                // Whatever it is, it must not take the host down: pages then look again with every `alive`.
                logger.LogWarning(
                    "The hotline's notices are interrupted ({Exception}); listening again in a moment.",
                    exception.GetType().Name
                );
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        session.Connection.Notification += (_, notice) =>
            Tell(JsonSerializer.Deserialize<HotlineEvent>(notice.Payload, JsonSerializerOptions.Web)!);
        await session.ExecuteAsync($"listen {Channel}");
        // What happened before this was listened to has to be looked up.
        if (!listening.TrySetResult())
            Tell(Alive);
        while (true)
            await session.Connection.WaitAsync(cancel);
    }

    private void Tell(HotlineEvent notice)
    {
        foreach (var watcher in watchers.Keys)
            watcher.Writer.TryWrite(notice);
    }
}
