using System.Threading.Channels;
using Npgsql;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Redemptions;

/// <summary>
/// Writes the log of scans behind the answers, many rows at a time. When the queue is full or the host is stopping, a
/// scan writes its own row and waits for it: the log slows scans down rather than losing them. At shutdown the queue is
/// written out.
/// </summary>
internal sealed class VerificationLogWriter(VerificationLog log, ILogger<VerificationLogWriter> logger) : BackgroundService
{
    private const int Capacity = 10_000;
    private const int BatchSize = 1_000;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Channel<VerificationEntry> queue =
        Channel.CreateBounded<VerificationEntry>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public ValueTask WriteAsync(VerificationEntry entry, CancellationToken cancellationToken) =>
        queue.Writer.TryWrite(entry) ? ValueTask.CompletedTask : new ValueTask(log.WriteAsync([entry], cancellationToken));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<VerificationEntry> batch = new(BatchSize);
        // Ends when the queue is complete and empty, not at the first word of stopping.
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < BatchSize && queue.Reader.TryRead(out var entry)) batch.Add(entry);
            await WriteAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<VerificationEntry> batch, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await log.WriteAsync(batch, CancellationToken.None);
                return;
            }
            catch (NpgsqlException exception)
            {
                logger.LogError("{Count} rows of the log of scans wait for the database: {Exception}", batch.Count, exception.GetType().Name);
                if (stoppingToken.IsCancellationRequested) return;
                await Task.Delay(RetryDelay, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
