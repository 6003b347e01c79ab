using Npgsql;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.Problems;

namespace TalentCard.Core.Hotline;

/// <summary>A change of the hotline's: all or nothing, and what the constraints refuse named.</summary>
internal static class HotlineTransaction
{
    public static async Task<T> RunAsync<T>(
        NpgsqlDataSource database, Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            var result = await change(connection, transaction);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (PostgresException exception) when (exception.ConstraintName == "consultations_call_once")
        {
            throw new RefusedException(HotlineProblems.CallTaken);
        }
        catch (PostgresException exception) when (FieldOf(exception) is { } field)
        {
            throw Unknown(field);
        }
    }

    /// <summary>The refusal of a reference to nothing.</summary>
    public static RefusedException Unknown(string field) =>
        new(CommonProblems.InvalidRequest, new Dictionary<string, string[]> { [field] = ["unknown"] });

    private static string? FieldOf(PostgresException exception) => exception.ConstraintName switch
    {
        "tickets_department_id_fkey" => "departmentId",
        "tickets_division_code_fkey" => "division",
        "consultations_talent_id_fkey" => "talentId",
        "consultations_call_id_fkey" => "callId",
        _ => null,
    };
}
