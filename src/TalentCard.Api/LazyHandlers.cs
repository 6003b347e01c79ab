using System.Diagnostics.CodeAnalysis;

namespace TalentCard.Api;

/// <summary>
/// Maps handlers as the framework does, but compiles what binds a request to its handler at the first request and not at the
/// start, most of whose time that took. In this namespace these calls hide the framework's own. What a handler asks for is looked
/// at, and refused where it cannot be had, at the start as ever.
/// </summary>
internal static class LazyHandlers
{
    public static RouteHandlerBuilder MapGet(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => routes.MapMethods(pattern, [HttpMethods.Get], handler);

    public static RouteHandlerBuilder MapPost(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => routes.MapMethods(pattern, [HttpMethods.Post], handler);

    public static RouteHandlerBuilder MapPut(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => routes.MapMethods(pattern, [HttpMethods.Put], handler);

    public static RouteHandlerBuilder MapDelete(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => routes.MapMethods(pattern, [HttpMethods.Delete], handler);

    public static RouteHandlerBuilder MapMethods(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string pattern,
        IEnumerable<string> methods,
        Delegate handler
    ) => RouteHandlerServices.Map(routes, pattern, handler, methods, RequestDelegateFactory.InferMetadata, CreateLater);

    private static RequestDelegateResult CreateLater(
        Delegate handler,
        RequestDelegateFactoryOptions options,
        RequestDelegateMetadataResult? metadata
    )
    {
        var created = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, metadata).RequestDelegate);
        return new(context => created.Value(context), metadata?.EndpointMetadata ?? []);
    }
}
