using System.Buffers.Binary;
using System.Security.Cryptography;
using Dapper;

namespace TalentCard.Testing;

/// <summary>Rows that tests need, written by SQL.</summary>
public static partial class TestData
{
    /// <summary>The password of every user of <see cref="UserAsync"/>.</summary>
    public const string Password = "Right-2026!";

    /// <summary>What a password costs in tests; whoever runs the Api's own figure waits a tenth of a second for each.</summary>
    public const int PasswordIterations = 1_000;

    private static readonly Lazy<string> PasswordHash = new(() => HashOf(Password, PasswordIterations));

    /// <summary>A user who can sign in with <see cref="Password"/>.</summary>
    /// <returns>The id.</returns>
    public static async Task<Guid> UserAsync(
        TestDatabase database,
        string userName,
        string[] roles,
        Guid? partner = null,
        Guid? servicePoint = null,
        Guid? talent = null,
        bool isDemo = false
    )
    {
        var id = Guid.CreateVersion7();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into users
                (id, user_name, normalized_user_name, display_name, roles, password_hash, security_stamp, concurrency_stamp,
                 partner_id, service_point_id, talent_id, is_demo, created_at)
            values
                (@id, @userName, upper(@userName), @userName, @roles, @hash, gen_random_uuid()::text, gen_random_uuid()::text,
                 @partner, @servicePoint, @talent, @isDemo, now())
            """,
            new
            {
                id,
                userName,
                roles,
                hash = PasswordHash.Value,
                partner,
                servicePoint,
                talent,
                isDemo,
            }
        );
        return id;
    }

    /// <summary>
    /// A hash in ASP.NET Core Identity's format, version 3: marker, PRF (2: HMAC-SHA-512), iterations, length of the salt, salt,
    /// key.
    /// </summary>
    public static string HashOf(string password, int iterations)
    {
        var hash = new byte[13 + 16 + 32];
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), (uint)iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), 16);
        RandomNumberGenerator.Fill(hash.AsSpan(13, 16));
        Rfc2898DeriveBytes.Pbkdf2(password, hash.AsSpan(13, 16), hash.AsSpan(29), iterations, HashAlgorithmName.SHA512);
        return Convert.ToBase64String(hash);
    }
}
