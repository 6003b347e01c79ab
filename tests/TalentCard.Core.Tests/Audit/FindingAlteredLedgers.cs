using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Contracts.Access;
using TalentCard.Core.Audit;
using TalentCard.Core.Keys;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Audit;

/// <summary>What a master of the database server alters, removes and adds, past every trigger, and where it is found.</summary>
public sealed class FindingAlteredLedgers : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeTimeProvider.At("2026-03-05T09:00+08:00");
    private LedgerDesk desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await LedgerDesk.OpenAsync(clock);
        await desk.CloseAsync();
        (await desk.VerifyAsync()).Finding.ShouldBeNull();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData("update redemptions set companions = 2 where {0}", "redemptions: a row was altered.")]
    [InlineData("update redemptions set operator_name = '别人' where {0}", "redemptions: a text was altered.")]
    [InlineData(
        "update redemptions set redeemed_at = redeemed_at + interval '1 ms' where {0}",
        "redemptions: a row was altered."
    )]
    [InlineData("delete from redemptions where {0}", "redemptions: 3 rows were signed, 2 are there.")]
    [InlineData("delete from reversals where {0}", "reversals: 3 rows were signed, 2 are there.")]
    [InlineData("update reversals set reason = '另有原因' where {0}", "reversals: a text was altered.")]
    [InlineData("update card_events set to_state = 'active' where {0}", "card_events: a row was altered.")]
    [InlineData("update audit_events set talent_id = gen_random_uuid() where {0}", "audit_events: a row was altered.")]
    [InlineData("update audit_events set address = '10.0.0.1' where {0}", "audit_events: a text was altered.")]
    [InlineData("update ticket_steps set text = '不同意' where {0}", "ticket_steps: a text was altered.")]
    [InlineData(
        "insert into ticket_steps select ticket_id, gen_random_uuid(), at, action, from_state, to_state, actor_id, actor_name, department_id, text, internal, due_at, version + 1 from ticket_steps where {0}",
        "ticket_steps: 3 rows were signed, 4 are there."
    )]
    public async Task A_row_of_the_second_day_is_found_on_that_day(string change, string what)
    {
        var at =
            change.Contains("redemptions") ? "redeemed_at"
            : change.Contains("reversals") ? "reversed_at"
            : "at";
        var rows = await desk.TamperAsync(
            change.Replace("{0}", $"{at} = timestamp '2026-03-03 01:00' at time zone 'Asia/Shanghai'")
        );
        rows.ShouldBe(1);
        (await desk.VerifyAsync()).Finding.ShouldBe(new LedgerFinding(new(2026, 3, 3), what));
    }

    [Theory]
    [InlineData("delete from ledger_days where day = '2026-03-02'", 2, "It has rows and lies before the first statement.")]
    [InlineData("delete from ledger_days where day = '2026-03-03'", 3, "It has no statement.")]
    [InlineData("delete from ledger_days where day = '2026-03-04'", 4, "It has no statement.")]
    [InlineData("delete from ledger_days", 2, "It has no statement.")]
    [InlineData("update ledger_days set kid = 'other' where day = '2026-03-03'", 3, Forged)]
    [InlineData("update ledger_days set statement = replace(statement, '3 rows', '2 rows') where day = '2026-03-03'", 3, Forged)]
    [InlineData(
        "update ledger_days d set (statement, signature) = (select statement, signature from ledger_days where day = '2026-03-02') where day = '2026-03-03'",
        3,
        "Its statement is of another day."
    )]
    public async Task A_statement_that_was_altered_or_taken_away_is_found(string change, int day, string what)
    {
        await desk.TamperAsync(change);
        (await desk.VerifyAsync()).Finding.ShouldBe(new LedgerFinding(new(2026, 3, day), what));
    }

    [Fact]
    public async Task The_last_day_cut_off_with_all_its_rows_is_found()
    {
        await desk.TamperAsync("delete from ledger_days where day = '2026-03-04'");
        foreach (var (ledger, at) in new[] { ("audit_events", "at"), ("card_events", "at"), ("redemptions", "redeemed_at") })
            await desk.TamperAsync($"delete from {ledger} where {at} >= timestamp '2026-03-04' at time zone 'Asia/Shanghai'");
        (await desk.VerifyAsync()).Finding.ShouldBe(new LedgerFinding(new(2026, 3, 4), "It has no statement."));
    }

    [Fact]
    public async Task A_row_from_before_the_first_day_is_found()
    {
        await desk.TamperAsync("update card_events set at = at - interval '9 days' where at = (select min(at) from card_events)");
        (await desk.VerifyAsync()).Finding!.Day.ShouldBe(new DateOnly(2026, 2, 21));
    }

    [Fact]
    public async Task A_statement_signed_by_a_key_of_ones_own_is_found()
    {
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var connection = await desk.Database.DataSource.OpenConnectionAsync(Cancel);
        var statement = await connection.ExecuteScalarAsync<string>("select statement from ledger_days where day = '2026-03-04'");
        var forged = statement!.Replace("redemptions 3 rows", "redemptions 2 rows", StringComparison.Ordinal);
        var publicKey = forger.ExportSubjectPublicKeyInfo();
        await connection.ExecuteAsync(
            """
            insert into signing_keys
                (purpose, kid, private_key_cipher, public_key, created_at, signs_from, signs_until, verifies_until)
            select purpose, @kid, private_key_cipher, @publicKey, created_at, signs_from, signs_until, verifies_until
            from signing_keys where purpose = 'ledgers';
            set session_replication_role = replica;
            update ledger_days set statement = @forged, kid = @kid, signature = @signature where day = '2026-03-04';
            set session_replication_role = origin;
            """,
            new
            {
                kid = SigningKey.KidOf(publicKey),
                publicKey,
                forged,
                signature = forger.SignData(
                    Encoding.UTF8.GetBytes(forged),
                    HashAlgorithmName.SHA256,
                    DSASignatureFormat.Rfc3279DerSequence
                ),
            }
        );
        (await desk.VerifyAsync()).Finding.ShouldBe(new LedgerFinding(new(2026, 3, 4), Forged));
    }

    [Fact]
    public async Task A_whole_chain_signed_anew_by_the_system_is_found_by_a_digest_that_was_kept()
    {
        var kept = (await desk.VerifyAsync()).Digest!;
        await desk.TamperAsync("delete from ledger_days; delete from ledger_salts; update redemptions set companions = 5;");
        clock.Advance(TimeSpan.FromHours(1));
        await desk.CloseAsync();

        (await desk.VerifyAsync()).Finding.ShouldBeNull();
        (await desk.VerifyAsync((new(2026, 3, 4), kept))).Finding.ShouldBe(
            new LedgerFinding(new(2026, 3, 4), "Its statement is not the one that is known.")
        );
    }

    [Fact]
    public async Task Auditors_and_administrators_are_told_of_it_once()
    {
        await TestData.UserAsync(desk.Database, "auditor1", [Roles.Auditor]);
        await TestData.UserAsync(desk.Database, "admin1", [Roles.Admin]);
        var watch = desk.Services.GetRequiredService<VerifyLedgers>();
        await watch.WatchAsync(Cancel);
        await desk.TamperAsync("delete from reversals");
        await watch.WatchAsync(Cancel);
        await watch.WatchAsync(Cancel);

        await using var connection = await desk.Database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.QueryAsync<string>("select arguments->>'day' from messages where kind = 'ledgers_altered'")).ShouldBe([
            "2026-03-02",
            "2026-03-02",
        ]);
    }

    private const string Forged = "Its statement was altered, or signed by a key that is not this system's.";
}
