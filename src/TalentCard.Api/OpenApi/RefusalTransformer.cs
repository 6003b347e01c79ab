using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TalentCard.Api.OpenApi;

/// <summary>
/// Writes into every operation who may call it and each problem that it can answer with, an example a code: those that
/// the endpoint declares (<see cref="RefusalMetadata"/>) and those that follow from its shape.
/// </summary>
internal sealed class RefusalTransformer : IOpenApiOperationTransformer
{
    public const string SecurityScheme = "oauth";
    public const string ProblemSchema = "Problem";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var anonymous = metadata.OfType<IAllowAnonymous>().Any();
        operation.Security = anonymous
            ? []
            :
            [
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(SecurityScheme, context.Document)] = ScopesOf(metadata),
                },
            ];

        var problems = metadata
            .OfType<RefusalMetadata>()
            .SelectMany(refusal => refusal.Problems)
            .Concat(ProblemsOfShape(operation, anonymous))
            .DistinctBy(problem => problem.Code);
        operation.Responses ??= [];
        foreach (var status in problems.GroupBy(problem => problem.Status).OrderBy(group => group.Key))
        {
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join(", ", status.Select(problem => $"`{problem.Code}`")),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Schema = new OpenApiSchemaReference(ProblemSchema, context.Document),
                        Examples = status.ToDictionary(
                            problem => problem.Code,
                            IOpenApiExample (problem) => Example(problem, context.Document!)
                        ),
                    },
                },
            };
        }
        return Task.CompletedTask;
    }

    // The scopes that all need; where a role comes in with one and another role with another, none of them is said to be.
    private static List<string> ScopesOf(IList<object> metadata) =>
        [
            .. metadata
                .OfType<IAuthorizeData>()
                .Select(data => data.Policy)
                .OfType<string>()
                .Select(policy => Policies.All.GetValueOrDefault(policy, []).Select(one => one.Scope).Distinct().ToArray())
                .Where(scopes => scopes.Length == 1)
                .SelectMany(scopes => scopes)
                .Distinct(),
        ];

    private static IEnumerable<ProblemCode> ProblemsOfShape(OpenApiOperation operation, bool anonymous)
    {
        if (!anonymous)
        {
            yield return CommonProblems.Unauthenticated;
            yield return CommonProblems.Forbidden;
        }
        if (operation.RequestBody is not null || operation.Parameters is { Count: > 0 })
            yield return CommonProblems.InvalidRequest;
        if (operation.RequestBody is not null)
        {
            yield return CommonProblems.TooLarge;
            yield return CommonProblems.UnsupportedMediaType;
        }
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true)
            yield return CommonProblems.NotFound;
        if (operation.Parameters?.Any(parameter => parameter.Name == "Idempotency-Key") == true)
            yield return CommonProblems.IdempotencyConflict;
        if (operation.Parameters?.Any(parameter => parameter.Name == "If-Match") == true)
        {
            yield return CommonProblems.Stale;
            yield return CommonProblems.PreconditionRequired;
        }
        yield return CommonProblems.InternalError;
        yield return CommonProblems.Unavailable;
    }

    // Each code's example stands once, among the document's components.
    private static OpenApiExampleReference Example(ProblemCode problem, OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Examples ??= new Dictionary<string, IOpenApiExample>();
        document.Components.Examples[problem.Code] = new OpenApiExample
        {
            Summary = problem.En,
            Value = new JsonObject
            {
                ["type"] = $"https://talentcard.example/problems/{problem.Code}",
                ["title"] = problem.Zh,
                ["status"] = problem.Status,
                ["detail"] = problem.En,
                ["code"] = problem.Code,
            },
        };
        return new OpenApiExampleReference(problem.Code, document);
    }
}
