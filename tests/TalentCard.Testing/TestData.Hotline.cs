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
        await connection.ExecuteAsync("insert into departments (id, code, name) values (@id, @Code, @name)", new { id, Code = id.ToString("N"), name });
        return id;
    }
}
