using Npgsql;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>Asks the Workers of a database to run jobs, as the office does: by a row that wakes them.</summary>
internal static class TrialDesk
{
    public static async Task RunNowAsync(this NpgsqlDataSource database, string job)
    {
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        (await JobStore.AskAsync(connection, transaction, job, "test", TestContext.Current.CancellationToken)).ShouldBeTrue();
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }
}
