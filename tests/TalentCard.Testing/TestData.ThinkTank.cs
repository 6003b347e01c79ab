using Dapper;
using Npgsql;

namespace TalentCard.Testing;

/// <summary>Rows of the think tank for tests.</summary>
public static partial class TestData
{
    /// <summary>An expert of wheat diseases in the city's middle, served by an account or none.</summary>
    /// <returns>The id.</returns>
    public static async Task<Guid> ExpertAsync(
        NpgsqlDataSource database,
        string name,
        int capacity = 5,
        string speciality = "A0101",
        Guid? user = null,
        double latitude = 32.65,
        double longitude = 117.00
    )
    {
        await ReferenceAsync(database);
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into experts (id, name, title, employer, division_code, latitude, longitude, specialities, dialect, capacity,
                available_from, user_id, created_at)
            values (@id, @name, '研究员', '市农科院', '340403', @latitude, @longitude, array[@speciality], '江淮官话',
                @capacity, '2022-01-01', @user, now())
            """,
            new
            {
                id,
                name,
                capacity,
                speciality,
                user,
                latitude,
                longitude,
            }
        );
        return id;
    }

    /// <summary>A village that needs help with wheat diseases, 11 km north of the expert.</summary>
    /// <returns>The id.</returns>
    public static async Task<Guid> VillageAsync(
        NpgsqlDataSource database,
        string name,
        bool key = true,
        string need = "A0101",
        double latitude = 32.75,
        double longitude = 117.00
    )
    {
        await ReferenceAsync(database);
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into advisees (id, kind, name, division_code, latitude, longitude, needs, produce, dialect, is_key, created_at)
            values (@id, 'village', @name, '340421', @latitude, @longitude, array[@need], '小麦', '江淮官话', @key, now())
            """,
            new
            {
                id,
                name,
                key,
                need,
                latitude,
                longitude,
            }
        );
        return id;
    }

    /// <summary>A pairing of the two in a term of its own.</summary>
    public static async Task PairingAsync(NpgsqlDataSource database, Guid expert, Guid village, DateOnly first, DateOnly last)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with term as (
                insert into pairing_terms (id, name, starts_on, ends_on, created_at)
                values (gen_random_uuid(), gen_random_uuid()::text, @first, @last, now()) returning id)
            insert into pairings (id, term_id, expert_id, advisee_id, starts_on, ends_on, created_at)
            select gen_random_uuid(), id, @expert, @village, @first, @last, now() from term
            """,
            new
            {
                expert,
                village,
                first,
                last,
            }
        );
    }
}
