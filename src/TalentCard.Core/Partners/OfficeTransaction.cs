using Npgsql;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Problems;

namespace TalentCard.Core.Partners;

/// <summary>A change by the office: all or nothing, and what the constraints refuse named.</summary>
internal static class OfficeTransaction
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
        catch (PostgresException exception) when (exception.ConstraintName is "partners_name_key" or "service_points_partner_id_name_key")
        {
            throw new RefusedException(PartnerProblems.NameTaken);
        }
        catch (PostgresException exception) when (FieldOf(exception) is { } field)
        {
            throw new RefusedException(CommonProblems.InvalidRequest, new Dictionary<string, string[]> { [field] = ["unknown"] });
        }
        catch (PostgresException exception) when (exception.ConstraintName is "service_points_place" or "service_points_hours")
        {
            var (field, why) = exception.ConstraintName == "service_points_place"
                ? ("longitude", "both coordinates or neither") : ("closesAt", "after opensAt");
            throw new RefusedException(CommonProblems.InvalidRequest, new Dictionary<string, string[]> { [field] = [why] });
        }
    }

    private static string? FieldOf(PostgresException exception) => exception.ConstraintName switch
    {
        "partners_kind_fkey" or "service_points_kind_fkey" => "kind",
        "partners_division_code_fkey" or "service_points_division_code_fkey" => "division",
        _ => null,
    };
}
