namespace TalentCard.Api.OpenApi;

/// <summary>The OpenAPI description at <c>/openapi/v1.json</c>.</summary>
internal static class DescriptionEndpoints
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1");

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi().AllowAnonymous();
}
