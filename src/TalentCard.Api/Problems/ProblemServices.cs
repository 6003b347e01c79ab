using Microsoft.AspNetCore.Mvc;

namespace TalentCard.Api.Problems;

/// <summary>Turns every failure into problem details (RFC 9457) with a stable <c>code</c>.</summary>
internal static class ProblemServices
{
    public static IServiceCollection AddApiProblems(this IServiceCollection services) =>
        services
            .AddExceptionHandler<ProblemExceptionHandler>()
            .AddProblemDetails(options =>
                options.CustomizeProblemDetails = context => Complete(context.HttpContext, context.ProblemDetails)
            )
            .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
            .ConfigureHttpJsonOptions(options =>
            {
                // "1" is not 1, an unknown member is a mistake, and null is not a value of a member that has none.
                options.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
                options.SerializerOptions.RespectNullableAnnotations = true;
                options.SerializerOptions.RespectRequiredConstructorParameters = true;
                options.SerializerOptions.UnmappedMemberHandling = System
                    .Text
                    .Json
                    .Serialization
                    .JsonUnmappedMemberHandling
                    .Disallow;
            });

    public static void UseApiProblems(this WebApplication app) => app.UseExceptionHandler().UseStatusCodePages();

    /// <summary>Writes <paramref name="problem"/> as the members of <paramref name="details"/>.</summary>
    public static void Fill(this ProblemDetails details, ProblemCode problem)
    {
        details.Type = $"https://talentcard.example/problems/{problem.Code}";
        details.Status = problem.Status;
        details.Title = problem.Zh;
        details.Detail = problem.En;
        details.Extensions["code"] = problem.Code;
    }

    // Answers that the framework makes itself (401, 404, 415, validation …) get the code of their status.
    private static void Complete(HttpContext context, ProblemDetails details)
    {
        if (details.Extensions.ContainsKey("code"))
            return;
        var status = details.Status ?? context.Response.StatusCode;
        details.Fill(
            status switch
            {
                400 => CommonProblems.InvalidRequest,
                401 => CommonProblems.Unauthenticated,
                403 => CommonProblems.Forbidden,
                404 => CommonProblems.NotFound,
                405 => CommonProblems.MethodNotAllowed,
                413 => CommonProblems.TooLarge,
                415 => CommonProblems.UnsupportedMediaType,
                429 => CommonProblems.TooManyRequests,
                503 => CommonProblems.Unavailable,
                _ when status >= 500 => CommonProblems.InternalError,
                _ => CommonProblems.InvalidRequest with { Status = status },
            }
        );
        if (details is HttpValidationProblemDetails validation)
            validation.Errors = validation.Errors.ToDictionary(
                error => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(error.Key),
                error => error.Value
            );
        details.Instance = null;
        details.Extensions.TryAdd("traceId", System.Diagnostics.Activity.Current?.Id ?? context.TraceIdentifier);
    }
}
