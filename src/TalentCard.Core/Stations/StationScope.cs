using Npgsql;
using TalentCard.Contracts.Problems;
using TalentCard.Contracts.Stations;
using TalentCard.Core.Audit;

namespace TalentCard.Core.Stations;

/// <summary>Whose rows a caller sees: the office all, a manager their own station's. Every statement asks for it.</summary>
internal static class StationScope
{
    /// <summary>The only station that the caller sees; null: all. A manager without a station sees none.</summary>
    public static Guid? Only(this Actor actor) => actor.Is(Roles.Office) ? null : actor.StationId ?? Guid.Empty;

    /// <summary>A change all or nothing, and what the constraints refuse named.</summary>
    public static async Task<T> ChangeAsync<T>(
        this NpgsqlDataSource database, Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            var result = await change(connection, transaction);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (PostgresException exception) when (RefusalOf(exception) is { } refusal)
        {
            throw refusal;
        }
    }

    private static RefusedException? RefusalOf(PostgresException exception) => exception.ConstraintName switch
    {
        "stations_name_key" => new(StationProblems.NameTaken),
        "stations_division_code_fkey" => Unknown("division"),
        "station_mentors_once" => new(StationProblems.MentorTwice),
        "postdocs_once" => new(PostdocProblems.Twice),
        "postdocs_discipline_code_fkey" => Unknown("discipline"),
        "postdoc_requests_one_pending" => new(PostdocProblems.RequestPending),
        "postdoc_requests_second_person" => new(PostdocProblems.SecondPerson),
        _ => null,
    };

    /// <summary>A field that names nothing there is.</summary>
    public static RefusedException Unknown(string field) => Invalid(field, "unknown");

    /// <summary>A field that is wrong.</summary>
    public static RefusedException Invalid(string field, string error) =>
        new(CommonProblems.InvalidRequest, new Dictionary<string, string[]> { [field] = [error] });
}
