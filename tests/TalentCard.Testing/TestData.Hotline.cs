using Dapper;
using Npgsql;

namespace TalentCard.Testing;

public static partial class TestData
{
    /// <summary>Inserts a department and returns its id.</summary>
    public static async Task<Guid> DepartmentAsync(NpgsqlDataSource database, string name = "市人力资源和社会保障局")
    {
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "insert into departments (id, code, name) values (@id, @Code, @name)",
            new
            {
                id,
                Code = id.ToString("N"),
                name,
            }
        );
        return id;
    }

    /// <summary>
    /// Inserts a ticket that nobody has dispatched, received three days before <paramref name="due"/>, and returns its id.
    /// </summary>
    public static async Task<Guid> TicketAsync(
        NpgsqlDataSource database,
        string title,
        DateTimeOffset due,
        Guid? talent = null,
        string? division = null
    )
    {
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into consultations (id, channel, caller_name, phone_cipher, phone_hash, phone_tail, received_at)
            values (@id, 'app', '张三', '', '', '0000', @Received);
            insert into tickets (id, number, consultation_id, kind, urgency, title, content, state, talent_id, division_code,
                phone_hash, received_at, promised_at, due_at)
            values (@id, @Number, @id, 'policy_question', 'normal', @title, '内容', 'received', @talent, @division, '',
                @Received, @Due, @Due)
            """,
            new
            {
                id,
                title,
                talent,
                division,
                Number = id.ToString("N"),
                Received = due.AddDays(-3).ToUniversalTime(),
                Due = due.ToUniversalTime(),
            }
        );
        return id;
    }
}
