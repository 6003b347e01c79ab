using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Refit;
using TalentCard.Api.Idempotency;
using TalentCard.Api.Versions;
using TalentCard.Client;

namespace TalentCard.Api.Tests;

/// <summary>
/// The typed client against the Api's own routes: what each call sends, and what it expects, is what the route's handler takes
/// and gives. A route that is renamed, or a body or answer that changes, fails here before any page does.
/// </summary>
public sealed partial class CallingByTheTypedClient(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    [Fact]
    public void Every_route_has_a_call_and_every_call_a_route() =>
        Calls().Select(call => call.Route).Order().ShouldBe(Endpoints().Select(endpoint => endpoint.Route).Order());

    [Fact]
    public void A_call_sends_and_expects_what_its_route_takes_and_gives()
    {
        var endpoints = Endpoints().ToDictionary(endpoint => endpoint.Route, endpoint => endpoint.Shape);
        foreach (var (route, shape) in Calls())
            shape.ShouldBe(endpoints[route], route);
    }

    [Fact]
    public void No_handler_takes_more_than_eight_parameters() =>
        Handlers().Where(one => one.Handler.GetParameters().Length > 8).Select(one => one.Handler.Name).ShouldBeEmpty();

    private static IEnumerable<(string Route, string[] Shape)> Calls() =>
        from feature in typeof(TalentCardClient).GetProperties()
        where feature.PropertyType.IsInterface
        from call in feature.PropertyType.GetMethods()
        let http = call.GetCustomAttribute<HttpMethodAttribute>()
        select ($"{http.Method} {http.Path}", ShapeOf(call, http.Path));

    private IEnumerable<(string Route, string[] Shape)> Endpoints() =>
        Handlers().Select(one => ($"{one.Verb} {one.Path}", ShapeOf(one.Handler, one.Path, one.Name)));

    private IEnumerable<(string Verb, string Path, string Name, MethodInfo Handler)> Handlers() =>
        from endpoint in api
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal)
        select (
            endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single(),
            Constraint().Replace(endpoint.RoutePattern.RawText!, "{$1}").TrimEnd('/'),
            endpoint.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName,
            endpoint.Metadata.GetRequiredMetadata<MethodInfo>()
        );

    private static string[] ShapeOf(MethodInfo call, string path) =>
        [
            .. call.GetParameters()
                .Where(parameter => parameter.ParameterType != typeof(CancellationToken))
                .Select(parameter =>
                    parameter.GetCustomAttribute<BodyAttribute>() is not null || parameter.ParameterType == typeof(StreamPart)
                        ? "body " + NameOf(parameter.ParameterType)
                    : parameter.GetCustomAttribute<HeaderAttribute>() is { } header ? "header " + header.Header
                    : parameter.GetCustomAttribute<QueryAttribute>() is not null ? "query " + NameOf(parameter.ParameterType)
                    : path.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal)
                        ? $"route {parameter.Name} {NameOf(parameter.ParameterType)}"
                    : $"query {parameter.Name} {NameOf(parameter.ParameterType)}"
                )
                .Order(StringComparer.Ordinal),
            "answer " + (call.ReturnType == typeof(Task) ? "nothing" : NameOf(call.ReturnType.GetGenericArguments()[0])),
            JsonNamingPolicy.CamelCase.ConvertName(call.Name.Replace("Async", "", StringComparison.Ordinal)),
        ];

    private string[] ShapeOf(MethodInfo handler, string path, string name) =>
        [
            .. handler
                .GetParameters()
                .Select(parameter => SentAs(parameter, path))
                .OfType<string>()
                .Order(StringComparer.Ordinal),
            "answer " + AnswerOf(handler.ReturnType),
            name,
        ];

    // What a caller sends for a handler's parameter; null for what the host gives.
    private string? SentAs(ParameterInfo parameter, string path)
    {
        var type = parameter.ParameterType;
        if (path.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal))
            return $"route {parameter.Name} {NameOf(type)}";
        if (type == typeof(IdempotencyKey))
            return "header Idempotency-Key";
        if (type == typeof(IfMatch) || parameter.GetCustomAttribute<FromHeaderAttribute>() is not null)
            return "header If-Match";
        if (type == typeof(Stream))
            return "body StreamContent";
        if (type == typeof(IFormFile))
            return "body StreamPart";
        if (parameter.GetCustomAttribute<AsParametersAttribute>() is not null)
            return type.GetProperties().Any(field => field.GetCustomAttribute<FromFormAttribute>() is not null)
                ? "body MultipartFormDataContent"
                : "query " + NameOf(type);
        if (api.Services.GetRequiredService<IServiceProviderIsService>().IsService(type))
            return null;
        if (type.Namespace!.StartsWith("TalentCard.Contracts", StringComparison.Ordinal))
            return "body " + NameOf(type);
        return
            type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type).IsValueType && type != typeof(CancellationToken)
            ? $"query {parameter.Name} {NameOf(type)}"
            : null;
    }

    private static string AnswerOf(Type type)
    {
        while (
            type.IsGenericType
            && type.GetGenericTypeDefinition() is { } generic
            && (
                generic == typeof(Task<>)
                || generic.FullName!.StartsWith("Microsoft.AspNetCore.Http.HttpResults.", StringComparison.Ordinal)
            )
        )
            type = generic == typeof(ServerSentEventsResult<>) ? typeof(FileContentHttpResult) : type.GetGenericArguments()[0];
        return type == typeof(NoContent) || type == typeof(Accepted) ? "nothing"
            : typeof(IResult).IsAssignableFrom(type) ? nameof(HttpResponseMessage)
            : NameOf(type);
    }

    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? NameOf(value)
        : type.IsGenericType ? $"{type.Name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;

    [GeneratedRegex(@"\{(\w+):[^}]*\}")]
    private static partial Regex Constraint();
}
