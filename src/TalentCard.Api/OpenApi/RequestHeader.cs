using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TalentCard.Api.OpenApi;

/// <summary>A header that a request must have; it stands in the endpoint's description.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Longest">The most characters; null: as many as a header has.</param>
internal sealed record RequestHeader(string Name, string Description, int? Longest = null);

/// <summary>Writes the headers that endpoints declare into their description.</summary>
internal sealed class RequestHeaderTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        foreach (var header in context.Description.ActionDescriptor.EndpointMetadata.OfType<RequestHeader>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = header.Name,
                    In = ParameterLocation.Header,
                    Description = header.Description,
                    Required = true,
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        MinLength = 1,
                        MaxLength = header.Longest,
                    },
                }
            );
        }
        return Task.CompletedTask;
    }
}
