using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using TalentCard.Core.Talents;

namespace TalentCard.Testing;

/// <summary>
/// A database as the release with migration 20221113000000 left it: its schema, and rows in the shape of its demo data, of
/// holders, cards and services. It is the same each time, and is what later releases have to bring forward: leave it as it is.
/// </summary>
public static class OldDatabase
{
    /// <summary>How many talents it holds: a data migration takes several batches for them.</summary>
    public const int Talents = 1200;

    private const string LastMigration = "20221113000000_english_names.sql";
    private static readonly byte[] Key = new byte[32];

    /// <summary>The date of birth in a talent's ID number.</summary>
    /// <param name="number">1 to <see cref="Talents"/>.</param>
    public static DateOnly BirthDateOf(int number) => new DateOnly(1960, 2, 29).AddDays((number - 1) * 11);

    /// <summary>A talent's id.</summary>
    /// <param name="number">1 to <see cref="Talents"/>, in the order of the ids.</param>
    public static Guid TalentId(int number) => Guid.Parse($"01819c00-0001-7000-8000-{number:x12}");

    /// <summary>The id of a talent's card.</summary>
    public static Guid CardId(int number) => Guid.Parse($"01819c00-0002-7000-8000-{number:x12}");

    /// <summary>The handle of a talent's card.</summary>
    public static byte[] Handle(int number)
    {
        var handle = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(handle, number);
        return handle;
    }

    /// <summary>The hospital, and its partner.</summary>
    public static TestServicePoint Hospital { get; } =
        new(Guid.Parse("01819c00-0004-7000-8000-000000000001"), Guid.Parse("01819c00-0003-7000-8000-000000000001"));

    /// <summary>Fills an empty database.</summary>
    public static async Task FillAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("create table schema_migrations (version varchar(128) primary key)");
        var files = Directory
            .GetFiles(Repository.PathOf("db/migrations"))
            .Order(StringComparer.Ordinal)
            .TakeWhile(file => string.CompareOrdinal(Path.GetFileName(file), LastMigration) <= 0);
        foreach (var file in files)
        {
            await connection.ExecuteAsync(await File.ReadAllTextAsync(file));
            await connection.ExecuteAsync(
                "insert into schema_migrations values (@version)",
                new { version = Path.GetFileName(file).Split('_')[0] }
            );
        }
        await connection.ExecuteAsync(OldRows.Before);
        await InsertTalentsAsync(connection);
        await connection.ExecuteAsync(OldRows.After);
    }

    /// <summary>Inserts talents as that release's hosts did, which they go on to do when a later one's schema is there.</summary>
    public static Task InsertTalentsAsync(NpgsqlConnection connection, int first = 1, int last = Talents)
    {
        var numbers = Enumerable.Range(first, last - first + 1).ToArray();
        var idNumbers = Array.ConvertAll(numbers, IdNumberOf);
        var phones = Array.ConvertAll(numbers, number => $"154{number:00000000}");
        return connection.ExecuteAsync(
            """
            insert into talents
                (id, name, id_number_cipher, id_number_hash, id_number_tail, phone_cipher, phone_hash, phone_tail, tier_code,
                 employer, division_code, contract_end, created_at, updated_at)
            select id, '持卡人' || id_number_tail, id_number_cipher, id_number_hash, id_number_tail, phone_cipher, phone_hash,
                   phone_tail, 'C', '淮南星榆医院', '340403', '2030-12-31', '2022-06-01T01:00Z', '2022-06-01T01:00Z'
            from unnest(@Ids, @IdCiphers, @IdHashes, @IdTails, @PhoneCiphers, @PhoneHashes, @PhoneTails)
                x (id, id_number_cipher, id_number_hash, id_number_tail, phone_cipher, phone_hash, phone_tail)
            """,
            new
            {
                Ids = Array.ConvertAll(numbers, TalentId),
                IdCiphers = Array.ConvertAll(idNumbers, text => Encrypt(text, "talents.id_number")),
                IdHashes = Array.ConvertAll(idNumbers, text => Hash(text, "talents.id_number")),
                IdTails = Array.ConvertAll(idNumbers, text => text[^4..]),
                PhoneCiphers = Array.ConvertAll(phones, text => Encrypt(text, "talents.phone")),
                PhoneHashes = Array.ConvertAll(phones, text => Hash(text, "talents.phone")),
                PhoneTails = Array.ConvertAll(phones, text => text[^4..]),
            }
        );
    }

    private static string IdNumberOf(int number)
    {
        var digits = $"340403{BirthDateOf(number):yyyyMMdd}{number % 999 + 1:000}";
        return digits + IdNumber.CheckCharacter(digits);
    }

    // As that release encrypted a field, for its rows must stay readable: number of the key, nonce, tag, AES-256-GCM. The nonce
    // is drawn from the text, to be the same each time.
    private static byte[] Encrypt(string text, string context)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = new byte[1 + 12 + 16 + plain.Length];
        result[0] = 1;
        SHA256.HashData(plain).AsSpan(0, 12).CopyTo(result.AsSpan(1));
        using var aes = new AesGcm(Key, 16);
        aes.Encrypt(result.AsSpan(1, 12), plain, result.AsSpan(29), result.AsSpan(13, 16), Encoding.UTF8.GetBytes(context));
        return result;
    }

    private static byte[] Hash(string text, string context) =>
        HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{context}\0{text}"));
}
