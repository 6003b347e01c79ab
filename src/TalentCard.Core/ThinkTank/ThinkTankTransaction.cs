using Dapper;
using Npgsql;
using TalentCard.Contracts.Problems;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>A change to the think tank: all or nothing, and what the constraints refuse named.</summary>
internal static class ThinkTankTransaction
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
        catch (PostgresException exception) when (ProblemOf(exception.ConstraintName) is { } problem)
        {
            throw new RefusedException(problem);
        }
        catch (PostgresException exception) when (FieldOf(exception.ConstraintName) is { } field)
        {
            throw Invalid(field, "unknown");
        }
    }

    /// <summary>The whole tree by code.</summary>
    public static async Task<Dictionary<string, Speciality>> TreeAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<Speciality>(new CommandDefinition(
            "select code, name, name_en from specialities order by code", transaction: transaction, cancellationToken: cancellationToken)))
            .ToDictionary(node => node.Code);

    /// <summary>Refuses codes that the tree does not know.</summary>
    public static async Task RequireCodesAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string field, string[] codes, CancellationToken cancellationToken)
    {
        var tree = await TreeAsync(connection, transaction, cancellationToken);
        if (codes.Any(code => code is null || !tree.ContainsKey(code))) throw Invalid(field, "unknown code");
    }

    public static RefusedException Invalid(string field, string message) =>
        new(CommonProblems.InvalidRequest, new Dictionary<string, string[]> { [field] = [message] });

    private static ProblemCode? ProblemOf(string? constraint) => constraint switch
    {
        "advisees_division_code_name_key" or "pairing_terms_name_key" or "pairing_proposals_term_id_name_key" => ThinkTankProblems.NameTaken,
        "experts_user_id_key" => ThinkTankProblems.AccountTaken,
        "service_logs_once" => ThinkTankProblems.VisitLogged,
        _ => null,
    };

    private static string? FieldOf(string? constraint) => constraint switch
    {
        "experts_division_code_fkey" or "advisees_division_code_fkey" => "division",
        "help_requests_advisee_id_fkey" => "adviseeId",
        "help_requests_need_fkey" => "need",
        "service_logs_subject_fkey" => "subject",
        "experts_available_to_check" or "experts_check" => "availableTo",
        "pairing_terms_check" => "endsOn",
        _ => null,
    };
}
