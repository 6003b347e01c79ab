using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Audit;
using TalentCard.Contracts.Problems;
using TalentCard.Core.Audit;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Audit;

public sealed class ClosingTheLedgers : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeTimeProvider.At("2026-03-05T03:10+08:00");
    private LedgerDesk desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LedgerDayStore Days => desk.Services.GetRequiredService<LedgerDayStore>();

    public async ValueTask InitializeAsync() => desk = await LedgerDesk.OpenAsync(clock);

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Every_day_from_the_first_row_to_yesterday_gets_one_signed_statement_in_a_chain()
    {
        clock.Set("2026-03-08T03:10+08:00");
        await desk.CloseAsync();
        await desk.CloseAsync();

        var days = (await Days.ListAsync(new LedgerDayQuery(), Cancel)).Items;
        days.Select(day => day.Day).ShouldBe(Enumerable.Range(2, 6).Reverse().Select(day => new DateOnly(2026, 3, day)));
        string? previous = null;
        foreach (var day in days.Reverse())
        {
            var signed = await Days.FindAsync(day.Day, Cancel);
            var statement = LedgerStatement.Parse(signed.Statement)!;
            (statement.Day, statement.Previous).ShouldBe((day.Day, previous));
            statement
                .Ledgers.Select(one => (one.Ledger, one.RowCount))
                .ShouldBe(
                    LedgerDesk.Names.Select(name =>
                        (name, day.Day.Day <= 4 && name is not ("ledger_erasures" or "follow_ups") ? 3L : 0L)
                    )
                );
            using var key = ECDsa.Create();
            key.ImportFromPem(signed.PublicKey);
            key.VerifyData(
                    Encoding.UTF8.GetBytes(signed.Statement),
                    Convert.FromBase64String(signed.Signature),
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.Rfc3279DerSequence
                )
                .ShouldBeTrue();
            previous = day.Digest;
        }
        (await desk.VerifyAsync()).ShouldBe(new LedgerCheck(6, new DateOnly(2026, 3, 7), previous, null));
    }

    [Fact]
    public async Task Today_is_not_over()
    {
        clock.Set("2026-03-04T23:59:59+08:00");
        await desk.CloseAsync();
        (await Days.ListAsync(new LedgerDayQuery(), Cancel)).Items[0].Day.ShouldBe(new DateOnly(2026, 3, 3));
    }

    [Fact]
    public async Task Where_nothing_has_happened_nothing_is_closed()
    {
        await desk.TamperAsync(string.Concat(LedgerDesk.Names.Select(name => $"delete from {name};")));
        await desk.CloseAsync();
        (await desk.VerifyAsync()).ShouldBe(new LedgerCheck(0, null, null, null));
    }

    [Fact]
    public async Task Jobs_that_close_at_once_make_one_chain()
    {
        await using var far = await LedgerDesk.OpenAsync(clock, "2025-09-01");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(far.CloseAsync, Cancel)));
        var check = await far.VerifyAsync();
        check.Finding.ShouldBeNull();
        check.Days.ShouldBe(185);
    }

    [Fact]
    public async Task A_column_that_a_later_release_adds_changes_no_digest()
    {
        await desk.CloseAsync();
        await desk.TamperAsync("alter table redemptions add column later text; select restart_statistics();");
        (await desk.VerifyAsync()).Finding.ShouldBeNull();
    }

    [Fact]
    public async Task The_auditors_are_told_the_digest_of_the_last_day_once()
    {
        var auditor = await TestData.UserAsync(desk.Database, "auditor1", [Roles.Auditor]);
        await TestData.UserAsync(desk.Database, "office1", [Roles.Office]);
        await desk.CloseAsync();
        await desk.CloseAsync();

        await using var connection = await desk.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QuerySingleAsync<(Guid, string, string)>(
                "select recipient_id, arguments->>'day', arguments->>'digest' from messages"
            )
        ).ShouldBe((auditor, "2026-03-04", (await Days.FindAsync(new(2026, 3, 4), Cancel)).Digest));
    }

    [Fact]
    public async Task A_day_that_is_not_closed_is_not_found() =>
        (await Should.ThrowAsync<RefusedException>(() => Days.FindAsync(new(2026, 3, 1), Cancel))).Problem.ShouldBe(
            CommonProblems.NotFound
        );

    [Fact]
    public async Task The_program_says_how_many_days_match_and_ends_with_1_where_one_does_not()
    {
        var first = TimeProvider.System.Today().AddDays(-3);
        await using var now = await LedgerDesk.OpenAsync(TimeProvider.System, first.ToString("O", CultureInfo.InvariantCulture));
        await now.CloseAsync();
        var last = await now.Services.GetRequiredService<LedgerDayStore>().FindAsync(first.AddDays(2), Cancel);
        var line = $"3 days match; the last statement is of {last.Day:yyyy-MM-dd}, digest {last.Digest}";
        (await EndAsync()).ShouldBe((0, line));
        (await EndAsync($"{last.Day:yyyy-MM-dd}", last.Digest)).ShouldBe((0, line));
        (await EndAsync($"{first:yyyy-MM-dd}", last.Digest)).ShouldBe(
            (1, $"{line}\n{first:yyyy-MM-dd} does not match. Its statement is not the one that is known.")
        );

        async Task<(int, string)> EndAsync(params string[] known)
        {
            using var program = HostProcess.Start(
                "Migrate",
                TestData.EncryptionSettings,
                ["verify", now.Database.ConnectionString, .. known]
            );
            return (await program.ExitAsync(), string.Join('\n', program.Lines));
        }
    }
}
