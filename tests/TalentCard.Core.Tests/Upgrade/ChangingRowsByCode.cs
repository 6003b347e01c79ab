using System.Globalization;
using Dapper;
using Npgsql;
using TalentCard.Core.Database;
using TalentCard.Core.Talents;
using TalentCard.Core.Upgrade;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Upgrade;

/// <summary>Data migrations, tried by that of birth dates on 1,200 talents, which takes three batches.</summary>
public sealed class ChangingRowsByCode : IAsyncLifetime
{
    private readonly List<string> said = [];
    private TestDatabase database = null!;
    private NpgsqlConnection connection = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await TestData.ReferenceAsync(database.DataSource);
        connection = await database.DataSource.OpenConnectionAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task What_a_batch_cannot_do_stops_the_run_and_the_next_one_goes_on_there()
    {
        await OldDatabase.InsertTalentsAsync(connection);
        await TurnAsync();
        (await Should.ThrowAsync<DataMigrationException>(RunAsync)).Message.ShouldBe(
            "The ID number of talent 01819c00-0001-7000-8000-0000000002bc does not decrypt. "
                + "Set all keys of the hosts (FieldEncryption__Keys__…)."
        );
        (await FilledAsync()).ShouldBe(500);

        await TurnAsync();
        await RunAsync();

        said.ShouldBe([
            "talents_birth_date: 500 rows",
            "talents_birth_date: 500 rows",
            "talents_birth_date: 700 rows",
            "talents_birth_date: done, 700 rows changed",
        ]);

        // A cipher with one bit turned around, and back.
        Task TurnAsync() =>
            connection.ExecuteAsync(
                """
                update talents set id_number_cipher = set_bit(id_number_cipher, 300, 1 - get_bit(id_number_cipher, 300))
                where id = @Id
                """,
                new { Id = OldDatabase.TalentId(700) }
            );
    }

    [Fact]
    public async Task A_killed_program_loses_its_batch_and_nothing_else()
    {
        await OldDatabase.InsertTalentsAsync(connection);
        await using (var other = await database.DataSource.OpenConnectionAsync(Cancel))
        await using (await other.BeginTransactionAsync(Cancel))
        {
            await other.ExecuteAsync("select from talents where id = @Id for update", new { Id = OldDatabase.TalentId(700) });
            using var program = HostProcess.Start("Migrate", TestData.EncryptionSettings, "data", database.OwnerConnectionString);
            await Eventually.ShouldComeAsync(
                async () =>
                    await connection.ExecuteScalarAsync<bool?>(
                        """
                        select exists (select from pg_stat_activity where datname = current_database()
                            and wait_event_type = 'Lock')
                        """
                    ),
                "its second batch"
            );
            program.Kill();
        }

        await RunAsync();

        said[^1].ShouldBe("talents_birth_date: done, 700 rows changed");
        (await FilledAsync()).ShouldBe(1200);
    }

    [Fact]
    public async Task Two_runs_at_once_share_the_batches()
    {
        await connection.ExecuteAsync("create table counted (n int)");
        var counting = new DataMigration(
            "counting",
            async (session, position) =>
            {
                var n = int.Parse(position ?? "0", CultureInfo.InvariantCulture) + 1;
                if (n > 50)
                    return null;
                await session.ExecuteAsync("insert into counted values (@n)", new { n });
                return new Batch(n.ToString(CultureInfo.InvariantCulture), 1);
            }
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    new UpgradeData(new Db(database.DataSource), TimeProvider.System, _ => { }).RunAsync([counting], Cancel)
                )
        );

        (await connection.QueryAsync<int>("select n from counted order by n")).ShouldBe(Enumerable.Range(1, 50));
    }

    [Fact]
    public async Task What_a_host_of_the_release_before_wrote_meanwhile_is_taken_by_the_next_run()
    {
        await OldDatabase.InsertTalentsAsync(connection, 601);
        await RunAsync();
        await OldDatabase.InsertTalentsAsync(connection, 1, 600);
        await RunAsync();

        said[^1].ShouldBe("talents_birth_date: done, 600 rows changed");
        (await FilledAsync()).ShouldBe(1200);
    }

    [Fact]
    public async Task The_program_says_what_is_missing()
    {
        (await EndAsync(new Dictionary<string, string>())).ShouldBe((1, "FieldEncryption:Keys is not set."));
        await connection.ExecuteAsync("drop table data_migrations");
        (await EndAsync(TestData.EncryptionSettings)).ShouldBe(
            (1, "The database's schema is older than this program; run db/migrate first.")
        );

        async Task<(int, string)> EndAsync(IReadOnlyDictionary<string, string> settings)
        {
            using var program = HostProcess.Start("Migrate", settings, "data", database.OwnerConnectionString);
            return (await program.ExitAsync(), program.Lines.First());
        }
    }

    private Task RunAsync() =>
        new UpgradeData(new Db(database.DataSource), TimeProvider.System, said.Add).RunAsync(
            [BirthDates.Migration(TestData.Encryption)],
            Cancel
        );

    private Task<int> FilledAsync() => connection.ExecuteScalarAsync<int>("select count(birth_date)::int from talents");
}
