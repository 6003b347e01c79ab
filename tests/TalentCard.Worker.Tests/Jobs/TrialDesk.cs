using Npgsql;
using TalentCard.Core.Database;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>Asks the Workers of a database to run jobs, as the office does: by a row that wakes them.</summary>
internal static class TrialDesk
{
    public static async Task RunNowAsync(this NpgsqlDataSource database, string job)
    {
        (
            await new Db(database).ChangeAsync(
                session => JobStore.AskAsync(session, job, "test"),
                TestContext.Current.CancellationToken
            )
        ).ShouldBeTrue();
    }
}
