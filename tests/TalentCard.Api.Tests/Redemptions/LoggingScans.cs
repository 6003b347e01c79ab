using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TalentCard.Api.Redemptions;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Tests.Redemptions;

/// <summary>The log of scans is written behind the answers, and loses none of them.</summary>
public sealed class LoggingScans(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private readonly string verifier = $"verifier {Guid.NewGuid()}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_written_out_when_the_host_stops()
    {
        var writer = new VerificationLogWriter(new VerificationLog(api.Database.Db), NullLogger<VerificationLogWriter>.Instance);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await using (var held = await connection.BeginTransactionAsync(Cancel))
        {
            await connection.ExecuteAsync("lock table verifications in exclusive mode", transaction: held);
            await writer.StartAsync(Cancel);
            for (var scan = 0; scan < 40; scan++)
                await writer.WriteAsync(Scan(), Cancel);
            var stopped = writer.StopAsync(Cancel);
            stopped.IsCompleted.ShouldBeFalse();
            await held.CommitAsync(Cancel);
            await stopped;
        }
        (await WrittenAsync(connection)).ShouldBe(40);
    }

    [Fact]
    public async Task A_scan_while_the_host_stops_writes_its_own_row()
    {
        var writer = new VerificationLogWriter(new VerificationLog(api.Database.Db), NullLogger<VerificationLogWriter>.Instance);
        await writer.StartAsync(Cancel);
        await writer.StopAsync(Cancel);

        await writer.WriteAsync(Scan(), Cancel);

        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (await WrittenAsync(connection)).ShouldBe(1);
    }

    [Fact]
    public async Task A_host_may_stop_it_twice()
    {
        var writer = new VerificationLogWriter(new VerificationLog(api.Database.Db), NullLogger<VerificationLogWriter>.Instance);
        await writer.StartAsync(Cancel);

        await Task.WhenAll(writer.StopAsync(Cancel), writer.StopAsync(Cancel));
        await writer.StopAsync(Cancel);
    }

    private VerificationEntry Scan() =>
        new(Guid.NewGuid(), api.Clock.GetUtcNow(), null, "malformed", null, Guid.NewGuid(), verifier, "林核验", null);

    private Task<int> WrittenAsync(NpgsqlConnection connection) =>
        connection.ExecuteScalarAsync<int>(
            "select count(*)::int from verifications where operator_id = @verifier",
            new { verifier }
        );
}
