using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace TalentCard.Api.Problems;

/// <summary>
/// The one exception handler: a refusal, a malformed request and a lost database each become their problem. Messages of
/// exceptions stay out of the answer; they may hold what the caller sent.
/// </summary>
internal sealed class ProblemExceptionHandler(IProblemDetailsService problems, ILogger<ProblemExceptionHandler> logger)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancel)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = ProblemOf(exception);
        if (problem.Status >= 500)
            logger.LogError(
                "{Method} {Path} failed: {Exception} {State} at {Trace}",
                context.Request.Method,
                context.GetEndpoint()?.DisplayName,
                exception.GetType().Name,
                (exception as PostgresException)?.SqlState,
                exception.StackTrace
            );
        var details = new ProblemDetails();
        details.Fill(problem);
        if (exception is RefusedException { Errors: { } errors })
            details.Extensions["errors"] = errors;
        context.Response.StatusCode = problem.Status;
        return await problems.TryWriteAsync(
            new()
            {
                HttpContext = context,
                ProblemDetails = details,
                Exception = exception,
            }
        );
    }

    private static ProblemCode ProblemOf(Exception exception) =>
        exception switch
        {
            RefusedException refused => refused.Problem,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => CommonProblems.TooLarge,
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
                CommonProblems.UnsupportedMediaType,
            BadHttpRequestException => CommonProblems.InvalidRequest,
            // PostgreSQL's text takes no NUL; lone surrogates are no UTF-8.
            PostgresException
            {
                SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter
            } => CommonProblems.InvalidRequest,
            System.Text.EncoderFallbackException => CommonProblems.InvalidRequest,
            // The last: a primary that became a standby under its callers.
            PostgresException
            {
                SqlState: PostgresErrorCodes.AdminShutdown
                    or PostgresErrorCodes.CrashShutdown
                    or PostgresErrorCodes.CannotConnectNow
                    or PostgresErrorCodes.TooManyConnections
                    or PostgresErrorCodes.ReadOnlySqlTransaction
            } => CommonProblems.Unavailable,
            PostgresException => CommonProblems.InternalError,
            NpgsqlException => CommonProblems.Unavailable,
            _ => CommonProblems.InternalError,
        };
}
