using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Testing;

public static partial class TestData
{
    private static int people;

    /// <summary>Field encryption with the keys of all tests: 32 zero bytes.</summary>
    public static IFieldEncryption Encryption { get; } = CreateEncryption();

    /// <summary>The same keys for a process: its environment.</summary>
    public static IReadOnlyDictionary<string, string> EncryptionSettings { get; } =
        new Dictionary<string, string>
        {
            ["FieldEncryption__Keys__1"] = Convert.ToBase64String(new byte[32]),
            ["FieldEncryption__LookupKey"] = Convert.ToBase64String(new byte[32]),
        };

    /// <summary>A valid ID number that no other call of this process gives.</summary>
    public static string NewIdNumber()
    {
        var n = Interlocked.Increment(ref people);
        var digits = $"340403{new DateOnly(1980, 1, 1).AddDays(n / 999):yyyyMMdd}{n % 999 + 1:000}";
        return digits + IdNumber.CheckCharacter(digits);
    }

    /// <summary>A valid phone number that no other call of this process gives.</summary>
    public static string NewPhone() => $"138{Interlocked.Increment(ref people):00000000}";

    /// <summary>Inserts a talent (and the reference data where it is missing) and returns their id.</summary>
    public static async Task<Guid> TalentAsync(
        NpgsqlDataSource database,
        string name = "张三丰",
        string tier = "C",
        string employer = "淮南市第一人民医院",
        string division = "340403",
        DateOnly? contractEnd = null,
        string? idNumber = null,
        string? phone = null,
        string? email = null,
        DateTimeOffset? createdAt = null
    )
    {
        await ReferenceAsync(database);
        idNumber ??= NewIdNumber();
        phone ??= NewPhone();
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into talents
                (id, name, id_number_cipher, id_number_hash, id_number_tail, birth_date, phone_cipher, phone_hash, phone_tail,
                 email_cipher, email_hash, tier_code, employer, division_code, contract_end, created_at, updated_at)
            values
                (@id, @name, @IdNumberCipher, @IdNumberHash, @IdNumberTail, @BirthDate, @PhoneCipher, @PhoneHash, @PhoneTail,
                 @EmailCipher, @EmailHash, @tier, @employer, @division, @ContractEnd, @CreatedAt, @CreatedAt)
            """,
            new
            {
                id,
                name,
                IdNumberCipher = Encryption.EncryptText(idNumber, PersonalFields.IdNumber, id),
                IdNumberHash = Encryption.Hash(idNumber, PersonalFields.IdNumber),
                IdNumberTail = PersonalFields.Tail(idNumber),
                BirthDate = IdNumber.BirthDate(idNumber),
                PhoneCipher = Encryption.EncryptText(phone, PersonalFields.Phone, id),
                PhoneHash = Encryption.Hash(phone, PersonalFields.Phone),
                PhoneTail = PersonalFields.Tail(phone),
                EmailCipher = email is null ? null : Encryption.EncryptText(email, PersonalFields.Email, id),
                EmailHash = email is null ? null : Encryption.Hash(email, PersonalFields.Email),
                tier,
                employer,
                division,
                ContractEnd = contractEnd ?? new DateOnly(2035, 12, 31),
                CreatedAt = createdAt ?? new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero),
            }
        );
        return id;
    }

    private static IFieldEncryption CreateEncryption()
    {
        var key = Convert.ToBase64String(new byte[32]);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("FieldEncryption:Keys:1", key), new("FieldEncryption:LookupKey", key)])
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddFieldEncryption()
            .BuildServiceProvider()
            .GetRequiredService<IFieldEncryption>();
    }
}
