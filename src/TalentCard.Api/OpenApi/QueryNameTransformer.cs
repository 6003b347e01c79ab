using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TalentCard.Api.OpenApi;

/// <summary>
/// Names a list's query fields as JSON and the pages do: <c>servicePoint</c>, where its record says <c>ServicePoint</c>.
/// </summary>
internal sealed class QueryNameTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        foreach (
            var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(one => one.In == ParameterLocation.Query)
                ?? []
        )
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        return Task.CompletedTask;
    }
}
