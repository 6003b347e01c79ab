using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Api.Tests;

/// <summary>
/// Every kind of input that somebody once found a fault by, at every field of every call: the answer may be a refusal or not, but
/// never a failure, and what was sent is in no log.
/// </summary>
[Trait("Speed", "slow")]
public sealed class SendingBadInput(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private const string Marker = "淮南marker9138";
    private static readonly string[] Charsets = ["utf-7", "x-unknown", "\"utf-16\""];
    private static readonly string[] Days = ["0001-01-01", "9999-12-31", "2026-02-30", "2026-03-02T00:00:00+08:00"];

    private static readonly string[] Instants =
    [
        "2026-03-02T09:00:00+08:00",
        "2026-03-02T09:00:00.1234567-09:30",
        "2026-03-02T09:00:00",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59-14:00",
    ];

    private static readonly string[] Times = ["00:00:00", "23:59:59.9999999", "24:00:00"];

    private static readonly string[] Numbers =
    [
        "-1",
        "2147483647",
        "9223372036854775807",
        "99999999999999999999999999999",
        "1e308",
    ];

    private readonly List<string> failures = [];
    private readonly Dictionary<string, HttpClient> clients = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_another_charset_is_refused_everywhere()
    {
        foreach (var (method, path, person) in Bodies())
        foreach (var type in new[] { "application/json", "application/x-www-form-urlencoded" })
        foreach (var charset in Charsets)
            await SendAsync(person, method, path, Content($"user_name={Marker}", $"{type}; charset={charset}"));
        failures.ShouldBeEmpty();
        ShouldNotBeLogged();
    }

    [Fact]
    public async Task Of_another_charset_in_a_part_of_a_form_is_refused_everywhere()
    {
        foreach (var (method, path, person) in Bodies())
        {
            var part = Content(Marker, "text/plain; charset=utf-7");
            await SendAsync(person, method, path, new MultipartFormDataContent { { part, "user_name" } });
        }
        failures.ShouldBeEmpty();
        ShouldNotBeLogged();
    }

    [Fact]
    public async Task In_a_query_or_a_path_never_fails()
    {
        foreach (var call in EveryEndpoint.Calls(api).Where(call => call.Method is "GET" or "DELETE"))
        {
            foreach (var (name, type) in call.Parameters.SelectMany(FieldsOf))
            foreach (var value in ValuesOf(type))
                await SendAsync(call.Person, call.Method, $"{call.Path}?{name}={Escape(value)}", null);
        }
        foreach (var (method, pattern, person) in Patterns())
        // A path with a NUL gets as far as the server's door.
        foreach (var value in Days.Concat(Numbers).Concat(Texts()).Where(value => !value.Contains('\0')))
            await SendAsync(person, method, pattern.Replace("{}", Escape(value), StringComparison.Ordinal), Content("{}"));
        failures.ShouldBeEmpty();
        ShouldNotBeLogged();
    }

    [Fact]
    public async Task In_a_body_never_fails()
    {
        foreach (var call in EveryEndpoint.Calls(api).Where(call => call.Body is not null && call.Method != "GET"))
        foreach (var (leaf, type) in Leaves(call.Body!, []))
        foreach (var value in ValuesOf(type))
        {
            if (call.ContentType != "application/json")
            {
                await SendAsync(call.Person, call.Method, call.Path, FormOf(call.Body!, leaf[0], value));
                continue;
            }
            foreach (var json in new[] { Quote(value), value }.Where(IsJson))
                await SendAsync(call.Person, call.Method, call.Path, Content(With(Sample(call.Body!)!, leaf, json)));
        }
        failures.ShouldBeEmpty();
        ShouldNotBeLogged();
    }

    [Fact]
    public async Task In_a_form_of_the_sign_in_never_fails()
    {
        string[] fields =
        [
            "user_name",
            "password",
            "code",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "token",
            "request_uri",
        ];
        foreach (var (method, path, person) in Bodies().Where(call => !call.Path.StartsWith("/api/", StringComparison.Ordinal)))
        foreach (var value in Texts().Concat(Numbers))
        {
            var form = string.Join('&', fields.Select(field => $"{field}={Escape(value)}"));
            await SendAsync(person, method, path, Content(form, "application/x-www-form-urlencoded"));
            await SendAsync(person, "GET", $"{path}?{form}", null);
        }
        failures.ShouldBeEmpty();
        ShouldNotBeLogged();
    }

    [Theory]
    [InlineData("2026-03-02T17:00:00+08:00")]
    [InlineData("2026-03-02T09:00:00Z")]
    public async Task An_instant_is_the_same_whatever_its_offset(string instant)
    {
        var answer = await SendAsync(
            Person.Office(),
            "POST",
            "/api/v1/me/notifications/read",
            Content($$"""{"until":"{{instant}}"}""")
        );
        answer.ShouldBe(HttpStatusCode.NoContent);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        TalentCard.Core.Database.TypeHandlers.Register();
        (
            await Dapper.SqlMapper.ExecuteScalarAsync<string>(
                connection,
                "select to_char(@at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')",
                new { at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture) }
            )
        ).ShouldBe("2026-03-02 09:00");
    }

    private async Task<HttpStatusCode> SendAsync(Person person, string method, string path, HttpContent? content)
    {
        // The sign-in's cookies go over https alone.
        using var request = new HttpRequestMessage(new HttpMethod(method), $"https://localhost{path}")
        {
            Content = method == "GET" ? null : content,
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        // A stream of events has no end to wait for.
        if (!clients.TryGetValue(person.Name, out var client))
            clients[person.Name] = client = api.As(person);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        if ((int)answer.StatusCode >= 500)
            failures.Add($"{method} {path} {content?.Headers.ContentType}: {api.Log.Lines.LastOrDefault()}");
        return answer.StatusCode;
    }

    private void ShouldNotBeLogged() => api.Log.Lines.ShouldNotContain(line => line.Contains(Marker, StringComparison.Ordinal));

    // Every address that takes a body, the sign-in's and the authorization server's among them.
    private IEnumerable<(string Method, string Path, Person Person)> Bodies() =>
        EveryEndpoint
            .Calls(api)
            .Where(call => call.Method is not ("GET" or "HEAD"))
            .Select(call => (call.Method, call.Path, call.Person))
            .Concat(
                api.Services.GetRequiredService<EndpointDataSource>()
                    .Endpoints.OfType<RouteEndpoint>()
                    .Where(one => one.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
                    .Select(one => "/" + one.RoutePattern.RawText!.TrimStart('/'))
                    .Where(path => !path.StartsWith("/api/", StringComparison.Ordinal))
                    .Select(path => ("POST", path, Person.Office()))
            );

    // Each route with a hole in place of one parameter after the other.
    private IEnumerable<(string Method, string Path, Person Person)> Patterns() =>
        from endpoint in api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)
        from hole in endpoint.RoutePattern.Parameters
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (
            method,
            "/"
                + string.Join(
                    '/',
                    endpoint.RoutePattern.PathSegments.Select(segment =>
                        string.Concat(
                            segment.Parts.Select(part =>
                                part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter
                                    ? parameter.Name == hole.Name
                                        ? "{}"
                                        : Guid.NewGuid().ToString()
                                    : ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)part).Content
                            )
                        )
                    )
                ),
            EveryEndpoint.Call.Of(endpoint, method).Person
        );

    // What comes from the address, and not from the services.
    private static IEnumerable<(string Name, Type Type)> FieldsOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AsParametersAttribute>() is not null
            ? parameter.ParameterType.GetProperties().Select(property => (property.Name, property.PropertyType))
        : parameter.ParameterType.IsValueType || parameter.ParameterType == typeof(string)
            ? [(parameter.Name!, parameter.ParameterType)]
        : [];

    private static string[] ValuesOf(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var one when one == typeof(DateOnly) => Days,
            var one when one == typeof(DateTimeOffset) => [.. Instants, .. Days],
            var one when one == typeof(TimeOnly) => Times,
            { IsPrimitive: true } or { FullName: "System.Decimal" } => Numbers,
            _ => Texts(),
        };

    private static string[] Texts() => [$"{Marker}\0", $"{Marker}\ud800", "\u202e😀", ""];

    private static string Escape(string value) =>
        string.Concat(value.Select(c => char.IsSurrogate(c) ? "%ED%A0%80" : Uri.EscapeDataString(c.ToString())));

    private static string Quote(string value) =>
        "\""
        + string.Concat(value.Select(c => char.IsSurrogate(c) || c is '\0' or '"' or '\\' ? $"\\u{(int)c:x4}" : c.ToString()))
        + "\"";

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static StringContent Content(string text, string type = "application/json")
    {
        var content = new StringContent(text, new UTF8Encoding(false));
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static MultipartFormDataContent FormOf(Type type, string field, string value)
    {
        var form = new MultipartFormDataContent();
        foreach (var property in type.GetProperties())
        {
            var name = Name(property);
            if (property.PropertyType == typeof(IFormFile))
                form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Marker)), name, "file.pdf");
            else
                form.Add(new StringContent(name == field ? value : Sample(property.PropertyType)?.ToString() ?? ""), name);
        }
        return form;
    }

    // The places of a body that hold one value.
    private static IEnumerable<(string[] Path, Type Type)> Leaves(Type type, string[] above)
    {
        if (above.Length > 6)
            return [];
        return Element(type) is { } element ? Leaves(element, [.. above, "0"])
            : IsRecord(type) ? type.GetProperties().SelectMany(one => Leaves(one.PropertyType, [.. above, Name(one)]))
            : above.Length == 0 ? []
            : [(above, type)];
    }

    private static JsonNode? Sample(Type type, int depth = 0)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (depth > 6)
            return null;
        if (Element(type) is { } element)
            return new JsonArray(Sample(element, depth + 1));
        if (IsRecord(type))
            return new JsonObject(
                type.GetProperties().Select(one => KeyValuePair.Create(Name(one), Sample(one.PropertyType, depth + 1)))
            );
        return type == typeof(bool) ? JsonValue.Create(false)
            : type == typeof(Guid) ? JsonValue.Create(Guid.NewGuid())
            : type == typeof(DateOnly) ? JsonValue.Create("2026-03-02")
            : type == typeof(TimeOnly) ? JsonValue.Create("09:00:00")
            : type == typeof(DateTimeOffset) ? JsonValue.Create("2026-03-02T09:00:00Z")
            : type.IsPrimitive || type == typeof(decimal) ? JsonValue.Create(1)
            : JsonValue.Create("some");
    }

    private static string With(JsonNode body, string[] path, string json)
    {
        var place = body;
        foreach (var step in path[..^1])
            place = place is JsonArray array ? array[0]! : place[step]!;
        if (place is JsonArray list)
            list[0] = "here";
        else
            place[path[^1]] = "here";
        // A lone surrogate goes out as it was written.
        return body.ToJsonString().Replace("\"here\"", json, StringComparison.Ordinal);
    }

    private static Type? Element(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0]
        : null;

    private static bool IsRecord(Type type) => type.IsClass && type.Namespace!.StartsWith("TalentCard", StringComparison.Ordinal);

    private static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
