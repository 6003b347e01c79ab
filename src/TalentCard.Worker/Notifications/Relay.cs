using System.Net.Sockets;
using Npgsql;
using TalentCard.Core.Notifications;

namespace TalentCard.Worker.Notifications;

/// <summary>
/// Sends what the outbox holds. Woken by the commit of a message, and every few seconds for what comes due. Several Workers
/// share the work: each row is in one relay's hands, and of one that died another takes over when its lease ends.
/// </summary>
internal sealed class Relay(
    Db db,
    DeliveryPlanner planner,
    DeliveryStore deliveries,
    IEnumerable<IDeliveryChannel> channels,
    NotificationOptions options,
    TimeProvider time,
    ILogger<Relay> logger
) : BackgroundService
{
    private readonly Dictionary<string, IDeliveryChannel> working = channels.ToDictionary(channel => channel.Name);
    private readonly SemaphoreSlim woken = new(0);

    public override void Dispose()
    {
        woken.Dispose();
        base.Dispose();
    }

    /// <summary>Plans and sends what there is now; false where there was nothing.</summary>
    internal async Task<bool> PassAsync(CancellationToken cancel)
    {
        var planned = await planner.PlanAsync(working.Keys, cancel);
        var taken = await deliveries.TakeAsync(working.Keys, cancel);
        // What is in hand is seen to its end, also when the Worker stops: half an attempt would be repeated.
        await Task.WhenAll(taken.Where(delivery => delivery.OutgoingMessage is not null).Select(SendAsync));
        return planned + taken.Count > 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = ListenAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await PassAsync(stoppingToken))
                    stoppingToken.ThrowIfCancellationRequested();
                await woken.WaitAsync(options.Poll, stoppingToken);
                while (woken.CurrentCount > 0)
                    await woken.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                // Whatever it is, it must not take the host down.
                logger.LogError(
                    "The relay of messages is interrupted ({Exception}); it goes on in a moment.",
                    exception.GetType().Name
                );
                await Task.Delay(options.Poll, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await listening;
    }

    private async Task SendAsync(LeasedDelivery delivery)
    {
        var outcome = await TryAsync(delivery);
        if (outcome.Error is not null)
            logger.LogWarning(
                "Delivery {Delivery} by {Channel} failed at attempt {Attempt}: {Error} {Status}",
                delivery.Id,
                delivery.Channel,
                delivery.Attempt,
                outcome.Error,
                outcome.Status
            );
        // A database that is away for a moment must not make the other side get it twice.
        for (var end = time.GetUtcNow() + options.Lease; ; )
        {
            try
            {
                await deliveries.SettleAsync(delivery, outcome, Random.Shared.NextDouble(), CancellationToken.None);
                return;
            }
            catch (NpgsqlException exception)
                when (exception is not PostgresException { IsTransient: false } && time.GetUtcNow() < end)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        }
    }

    private async Task<SendOutcome> TryAsync(LeasedDelivery delivery)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        try
        {
            return await working[delivery.Channel].SendAsync(delivery.OutgoingMessage!, limit.Token);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            return new SendOutcome(DeliveryErrors.TimeLimit);
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException)
        {
            return new SendOutcome(DeliveryErrors.Network);
        }
        catch (Exception exception)
        {
            logger.LogError(
                "Channel {Channel} failed: {Exception} at {Trace}",
                delivery.Channel,
                exception.GetType().Name,
                exception.StackTrace
            );
            return new SendOutcome(DeliveryErrors.Fault);
        }
    }

    // A wake-up that is lost in a broken connection is made good by the next look.
    private async Task ListenAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var session = await db.OpenAsync(cancel);
                session.Connection.Notification += (_, _) => woken.Release();
                await session.ExecuteAsync($"listen {Outbox.Wake}");
                woken.Release();
                while (true)
                    await session.Connection.WaitAsync(cancel);
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                await Task.Delay(options.Poll, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
