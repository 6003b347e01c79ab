using Dapper;
using TalentCard.Core.Database;
using TalentCard.Core.Hotline;
using TalentCard.Core.Upgrade;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Upgrade;

public sealed class BringingCallersNumbersToOneForm
{
    private static readonly CallerNumber Numbers = new(TestData.Encryption);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8613800138000", "13800138000", "8000")]
    [InlineData("13800138000", "13800138000", "0000")]
    public async Task Earlier_calls_are_found_by_the_number_as_it_is_kept_now(string stored, string now, string tail)
    {
        await using var database = await TestDatabase.CreateAsync();
        var ticket = await TestData.TicketAsync(database.DataSource, "以前的来电", DateTimeOffset.UtcNow);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            update consultations set phone_cipher = @Cipher, phone_hash = @Hash, phone_tail = '0000' where id = @ticket;
            update tickets set phone_hash = @Hash where id = @ticket
            """,
            new
            {
                ticket,
                Cipher = Numbers.Encrypt(stored, ticket),
                Hash = Numbers.Hash(stored),
            }
        );

        await RunAsync();

        var (cipher, call, shown, matter) = await connection.QuerySingleAsync<(byte[], byte[], string, byte[])>(
            """
            select c.phone_cipher, c.phone_hash, c.phone_tail, t.phone_hash
            from consultations c join tickets t on t.consultation_id = c.id where t.id = @ticket
            """,
            new { ticket }
        );
        Numbers.Decrypt(cipher, ticket).ShouldBe(now);
        call.ShouldBe(Numbers.Hash(now));
        matter.ShouldBe(Numbers.Hash(now));
        // What is as it should be is left alone.
        shown.ShouldBe(tail);
        (await RunAsync())[^1].ShouldBe("caller_numbers: done, 0 rows changed");

        async Task<List<string>> RunAsync()
        {
            var lines = new List<string>();
            await new UpgradeData(new Db(database.DataSource), TimeProvider.System, lines.Add).RunAsync(
                [CallerNumbers.Migration(TestData.Encryption)],
                Cancel
            );
            return lines;
        }
    }
}
