using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Access;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;
using TalentCard.Core.Upgrade;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Privacy;

public sealed class BindingFieldsToTheirRows : IAsyncLifetime
{
    private static readonly Guid Row = Guid.CreateVersion7();
    private TestDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public void A_field_decrypts_in_its_column_and_row_alone()
    {
        var ring = Ring();
        var cipher = ring.EncryptText("13800000001", PersonalFields.Phone, Row);

        ring.DecryptText(cipher, PersonalFields.Phone, Row).ShouldBe("13800000001");
        Should.Throw<CryptographicException>(() => ring.DecryptText(cipher, PersonalFields.Phone, Guid.CreateVersion7()));
        Should.Throw<CryptographicException>(() => ring.DecryptText(cipher, PersonalFields.Email, Row));
        // Nor as one of the form of releases before, which bound no row.
        Should.Throw<CryptographicException>(() => ring.DecryptText(cipher[1..], PersonalFields.Phone, Row));
    }

    [Fact]
    public void Hosts_of_the_release_before_are_written_for_until_they_have_stopped_and_then_refused()
    {
        var old = Ring(("Unbound", "write")).EncryptText("13800000001", PersonalFields.Phone, Row);
        old[0].ShouldBe((byte)1);
        Ring(("Unbound", "write")).DecryptText(old, PersonalFields.Phone, Row).ShouldBe("13800000001");
        Ring().DecryptText(old, PersonalFields.Phone, Row).ShouldBe("13800000001");
        Should.Throw<CryptographicException>(() => Ring(("Unbound", "refuse")).DecryptText(old, PersonalFields.Phone, Row));
        Ring(("Unbound", "write"))
            .DecryptText(Ring().EncryptText("13800000002", PersonalFields.Phone, Row), PersonalFields.Phone, Row)
            .ShouldBe("13800000002");
    }

    [Theory]
    [InlineData("Keys:0", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "FieldEncryption:Keys are numbered from 1 to 255.")]
    [InlineData("Unbound", "sometimes", "FieldEncryption:Unbound is write, read or refuse.")]
    public void A_setting_that_means_nothing_stops_the_start(string name, string value, string why) =>
        Should.Throw<InvalidOperationException>(() => Ring((name, value))).Message.ShouldBe(why);

    [Fact]
    public async Task Every_encrypted_column_is_known_and_changes_to_the_newest_key()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>(
                """
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'public' and column_name like '%\_cipher' order by 1
                """
            )
        ).ShouldBe(EncryptedColumn.All.Select(one => $"{one.Table}.{one.Name}").Order(StringComparer.Ordinal));
        // The statements fit every table, also those that hold nothing now.
        await new ReencryptFields(database.Db, Ring(), TimeProvider.System).RunAsync(Cancel);
    }

    [Fact]
    public async Task A_new_key_takes_over_and_the_administrators_hear_once_that_the_old_one_can_go()
    {
        await TestData.UserAsync(database, "admin1", [Roles.Admin]);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await TestData.ReferenceAsync(database.DataSource);
        await OldDatabase.InsertTalentsAsync(connection);
        var ring = Ring(("Keys:2", Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray())));
        var fields = new ReencryptFields(database.Db, ring, TimeProvider.System);
        (await fields.UnusedKeysAsync(Cancel)).ShouldBeEmpty();

        // A run that loses its second batch leaves the first one done.
        var migration = ReencryptFields.Migration(ring);
        var first = await database.Db.ChangeAsync(session => migration.ChangeAsync(session, null), Cancel);
        first!.Rows.ShouldBe(500);
        await Should.ThrowAsync<TimeoutException>(() =>
            database.Db.ChangeAsync(
                async session =>
                {
                    await migration.ChangeAsync(session, first.Position);
                    throw new TimeoutException();
                },
                Cancel
            )
        );
        (await KeysAsync()).ShouldBe([(1, 700), (2, 500)]);
        await fields.RunAsync(Cancel);
        await fields.RunAsync(Cancel);

        (await KeysAsync()).ShouldBe([(2, 1200)]);
        (await fields.UnusedKeysAsync(Cancel)).ShouldBe([1]);
        (await connection.QueryAsync<string>("select arguments->>'key' from messages")).ShouldBe(["1"]);
        var talent = await connection.QuerySingleAsync<(Guid Id, byte[] Phone)>(
            "select id, phone_cipher from talents where id = @Id",
            new { Id = OldDatabase.TalentId(12) }
        );
        ring.DecryptText(talent.Phone, PersonalFields.Phone, talent.Id).ShouldBe("15400000012");

        async Task<List<(int, int)>> KeysAsync() =>
            (
                await connection.QueryAsync<(int, int)>(
                    """
                    select case get_byte(id_number_cipher, 0) when 0 then get_byte(id_number_cipher, 1) else 1 end, count(*)::int
                    from talents group by 1 order by 1
                    """
                )
            ).AsList();
    }

    [Fact]
    public async Task A_field_that_does_not_decrypt_stops_the_run_by_name()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await TestData.ReferenceAsync(database.DataSource);
        await OldDatabase.InsertTalentsAsync(connection, 1, 2);
        await connection.ExecuteAsync(
            "update talents set phone_cipher = set_byte(phone_cipher, 0, 9) where id = @Id",
            new { Id = OldDatabase.TalentId(2) }
        );
        (
            await Should.ThrowAsync<DataMigrationException>(() =>
                new ReencryptFields(database.Db, Ring(), TimeProvider.System).RunAsync(Cancel)
            )
        ).Message.ShouldStartWith($"talents.phone_cipher of {OldDatabase.TalentId(2)} does not decrypt.");
    }

    private static IFieldEncryption Ring(params (string Name, string Value)[] settings)
    {
        var key = Convert.ToBase64String(new byte[32]);
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection([new("FieldEncryption:Keys:1", key), new("FieldEncryption:LookupKey", key)])
                    .AddInMemoryCollection(
                        settings.Select(one => KeyValuePair.Create($"FieldEncryption:{one.Name}", (string?)one.Value))
                    )
                    .Build()
            )
            .AddFieldEncryption()
            .BuildServiceProvider()
            .GetRequiredService<IFieldEncryption>();
    }
}
