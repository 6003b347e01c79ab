using System.Net.Sockets;
using TalentCard.Contracts.Jobs;

namespace TalentCard.Core.Jobs;

/// <summary>
/// What may be said of a job's exception. Its message never is: a constraint's names the row, a parser's the text, a mail
/// server's the address.
/// </summary>
public static class JobErrors
{
    /// <summary>The error's kind and type.</summary>
    public static JobError Of(Exception exception) =>
        exception switch
        {
            AggregateException { InnerException: { } inner } => Of(inner),
            TimeoutException => new(JobErrorCodes.TimeLimit, nameof(TimeoutException)),
            PostgresException refused when !IsDatabaseAway(refused) => new(
                JobErrorCodes.DatabaseRefused,
                $"{nameof(PostgresException)} {refused.SqlState}"
            ),
            NpgsqlException => new(JobErrorCodes.DatabaseUnreachable, exception.GetType().Name),
            OperationCanceledException => new(JobErrorCodes.Stopped, exception.GetType().Name),
            HttpRequestException or SocketException => new(JobErrorCodes.Network, exception.GetType().Name),
            _ => new(JobErrorCodes.Fault, exception.GetType().Name),
        };

    /// <summary>
    /// Whether it says that the database cannot be reached, is starting or shutting down (SQLSTATE class 57P), or became a
    /// standby.
    /// </summary>
    public static bool IsDatabaseAway(Exception exception) =>
        exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,
            PostgresException answer => answer.SqlState.StartsWith("57P", StringComparison.Ordinal),
            NpgsqlException => true,
            { InnerException: { } inner } => IsDatabaseAway(inner),
            _ => false,
        };

    /// <summary>The error in one line, as it stands on the dashboard.</summary>
    public static string ToLine(this JobError error) => $"{error.Code} {error.Type}";
}
