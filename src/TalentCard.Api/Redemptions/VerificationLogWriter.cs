using System.Threading.Channels;
using Npgsql;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Redemptions;

/// <summary>
/// Writes the log of scans behind the answers, many rows at a time. When the queue is full or the host is stopping, a
/// scan writes its own row and waits for it: the log slows scans down rather than losing them. At shutdown the queue is
/// written out.
/// </summary>
internal sealed class VerificationLogWriter(VerificationLog log, ILogger<VerificationLogWriter> logger) : IHostedService
{
    private const int Capacity = 10_000;
    private const int BatchSize = 1_000;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Channel<VerificationEntry> queue = Channel.CreateBounded<VerificationEntry>(
        new BoundedChannelOptions(Capacity) { SingleReader = true }
    );
    private readonly TaskCompletionSource stopping = new();
    private Task writing = Task.CompletedTask;

    public ValueTask WriteAsync(VerificationEntry entry, CancellationToken cancel) =>
        queue.Writer.TryWrite(entry) ? ValueTask.CompletedTask : new ValueTask(log.WriteAsync([entry], cancel));

    // Not a BackgroundService: that one never begins when it is stopped at once, and what waits would be lost.
    public Task StartAsync(CancellationToken cancel)
    {
        writing = Task.Run(WriteOutAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    // A host may stop its services twice, and the second time after it was disposed.
    public async Task StopAsync(CancellationToken cancel)
    {
        queue.Writer.TryComplete();
        stopping.TrySetResult();
        await writing.WaitAsync(cancel);
    }

    // Ends when the queue is complete and empty.
    private async Task WriteOutAsync()
    {
        List<VerificationEntry> batch = new(BatchSize);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < BatchSize && queue.Reader.TryRead(out var entry))
                batch.Add(entry);
            await WriteAsync(batch);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<VerificationEntry> batch)
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
                logger.LogError(
                    "{Count} rows of the log of scans wait for the database: {Exception}",
                    batch.Count,
                    exception.GetType().Name
                );
                if (stopping.Task.IsCompleted)
                    return;
                await stopping.Task.WaitAsync(RetryDelay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
