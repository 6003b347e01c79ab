using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Access;

namespace TalentCard.Api.Tests;

/// <summary>
/// What holds for each call of the Api, found by asking the Api for its routes: a new endpoint is tried without anyone
/// adding it here. The authorization server's own addresses answer as OAuth says and have their own tests.
/// </summary>
public sealed partial class EveryEndpoint(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    // Stands in every bad value, so that it can be looked for in the log.
    private const string Marker = "淮南marker9137";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_nobody_without_a_token()
    {
        foreach (var call in Calls().Where(call => !call.Anonymous))
        {
            var answer = await api.AsNobody().SendAsync(call.Request("{}"), Cancel);
            await ShouldBeProblemAsync(call, answer, HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Fact]
    public async Task Answers_nobody_whose_token_has_expired()
    {
        foreach (var call in Calls().Where(call => !call.Anonymous))
        {
            var request = call.Request("{}");
            request.Headers.Authorization = new("Bearer", TalentCardApi.TokenFor(call.Person, TimeSpan.FromMinutes(-5)));
            await ShouldBeProblemAsync(
                call,
                await api.AsNobody().SendAsync(request, Cancel),
                HttpStatusCode.Unauthorized,
                "unauthenticated"
            );
        }
    }

    [Fact]
    public async Task Refuses_the_wrong_role_and_the_wrong_scope()
    {
        var stranger = Person.Auditor() with
        {
            Roles = ["stranger"],
            Scope = string.Join(' ', ScopeCatalog.All.Select(scope => scope.Name)),
        };
        foreach (var call in Calls().Where(call => !call.Anonymous && call.Policy != Policies.SignedIn))
        {
            foreach (var person in new[] { stranger, call.Person with { Scope = "openid" } })
            {
                var answer = await api.As(person).SendAsync(call.Request("{}"), Cancel);
                await ShouldBeProblemAsync(call, answer, HttpStatusCode.Forbidden, "forbidden");
            }
        }
    }

    [Fact]
    public async Task Turns_bad_bodies_away_with_a_code_and_writes_nothing()
    {
        var before = await RowCountsAsync();
        foreach (var call in Calls().Where(call => call.Method is "POST" or "PUT" or "PATCH" or "DELETE"))
        {
            foreach (var body in BadBodies())
            {
                var answer = await api.As(call.Person).SendAsync(call.Request(body), Cancel);
                await ShouldBeProblemAsync(call, answer);
            }
        }
        (await RowCountsAsync()).ShouldBe(before);
        api.Log.Lines.ShouldNotContain(line => line.Contains(Marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Turns_bodies_away_that_are_too_large_or_of_another_kind()
    {
        var huge = $$"""{"reason":"{{new string('x', 10 * 1024 * 1024)}}"}""";
        foreach (var call in Calls().Where(call => call.Method is "POST" or "PUT" && call.TakesBody))
        {
            await ShouldBeProblemAsync(call, await api.As(call.Person).SendAsync(call.Request(huge), Cancel));
            var request = call.Request("a,b");
            request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/x-unknown");
            await ShouldBeProblemAsync(call, await api.As(call.Person).SendAsync(request, Cancel));
        }
    }

    [Fact]
    public async Task Never_fails_on_a_bad_query()
    {
        string[] values = ["%00", "' or 1=1 --", "-1", "99999999999999999999", "\u202e\u202d", "😀", "%25", "2026-02-30", Marker];
        foreach (var call in Calls().Where(call => call.Method == "GET"))
        {
            foreach (var value in values)
            {
                var escaped = value.StartsWith('%') ? value : Uri.EscapeDataString(value);
                var names = call.QueryNames.Concat(["limit", "after", "q"]).Distinct();
                var request = call.Request(null, "?" + string.Join('&', names.Select(name => $"{name}={escaped}")));
                // A stream of events has no end to wait for.
                using var answer = await api.As(call.Person).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{call}: {value}");
            }
        }
        api.Log.Lines.ShouldNotContain(line => line.Contains(Marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Looks_into_every_array_of_its_body()
    {
        var arrays = 0;
        foreach (var call in Calls())
        {
            foreach (
                var array in call.Body?.GetProperties()
                    .Where(property => property.PropertyType.IsArray && property.PropertyType != typeof(byte[]))
                    ?? []
            )
            {
                arrays++;
                foreach (var elements in new[] { "[null]", "[{}]", "[[]]", "[1]", "[true, null]" })
                    await ShouldBeProblemAsync(call, await SendAsync(elements));
                // A matter of a call is looked at by Core, which names the matter and its field.
                if (
                    array.PropertyType.GetElementType() is { IsValueType: true }
                    || array.PropertyType == typeof(Contracts.Hotline.NewMatter[])
                )
                    continue;
                array
                    .GetCustomAttribute<Contracts.EachAttribute>()
                    .ShouldNotBeNull($"[Each] is missing on {array.DeclaringType}.{array.Name}");
                // A path that names a day or a code that is none is refused before the body.
                var text = await (await SendAsync("[null]")).Content.ReadAsStringAsync(Cancel);
                if (JsonDocument.Parse(text).RootElement.TryGetProperty("errors", out var errors))
                    errors.TryGetProperty(Name(array), out _).ShouldBeTrue($"{call}: {text}");

                Task<HttpResponseMessage> SendAsync(string value) =>
                    api.As(call.Person).SendAsync(call.Request(Body(call.Body!, array, value)), Cancel);
            }
        }
        arrays.ShouldBeGreaterThan(15);
    }

    // Everything else is there, so that the array is what is looked at.
    private static string Body(Type type, PropertyInfo array, string value) =>
        "{"
        + string.Join(
            ',',
            type.GetProperties()
                .Where(property =>
                    property == array || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.NotNull
                )
                .Select(property => $"\"{Name(property)}\":{(property == array ? value : Some(property.PropertyType))}")
        )
        + "}";

    private static string Some(Type type) =>
        type == typeof(string) ? "\"some\""
        : type == typeof(bool) ? "false"
        : type == typeof(Guid) ? $"\"{Guid.NewGuid()}\""
        : type.IsArray ? "[]"
        : type == typeof(DateOnly) ? "\"2026-03-02\""
        : type == typeof(TimeOnly) ? "\"09:00:00\""
        : type == typeof(DateTimeOffset) ? "\"2026-03-02T09:00:00Z\""
        : type.IsPrimitive || type == typeof(decimal) ? "1"
        : "{}";

    private static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static IEnumerable<string> BadBodies()
    {
        yield return "";
        yield return "{";
        yield return "null";
        yield return "[]";
        yield return $"\"{Marker}\"";
        yield return $$"""{"{{Marker}}": 1}""";
        string[] values =
        [
            $"\"{Marker}\\u0000\"",
            $"\"{Marker}' or 1=1 --\"",
            "-1",
            "1e400",
            "{}",
            "[[]]",
            "true",
            "null",
            "\"\\ud800\"",
            "\"\u202e😀\"",
        ];
        string[] members =
        [
            "reason",
            "name",
            "code",
            "servicePoint",
            "verification",
            "benefit",
            "companions",
            "checks",
            "talentIds",
            "day",
            "state",
            "field",
            "userName",
        ];
        foreach (var value in values)
            yield return "{" + string.Join(',', members.Select(member => $"\"{member}\":{value}")) + "}";
    }

    private static async Task ShouldBeProblemAsync(
        Call call,
        HttpResponseMessage answer,
        HttpStatusCode? status = null,
        string? code = null
    )
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        var what = $"{call} answered {(int)answer.StatusCode} {text}";
        ((int)answer.StatusCode).ShouldBeInRange(400, 499, what);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", what);
        var found = JsonDocument.Parse(text).RootElement.GetProperty("code").GetString();
        found.ShouldNotBeNullOrEmpty(what);
        if (status is not null)
            answer.StatusCode.ShouldBe(status.Value, what);
        if (code is not null)
            found.ShouldBe(code, what);
    }

    private async Task<string> RowCountsAsync()
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        // The trail and the security events record refused looks too, a refused scan is logged, and a guess is counted.
        var tables = await connection.QueryAsync<string>(
            """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
              and relname not in ('audit_events', 'verifications', 'data_protection_keys', 'signing_keys', 'security_events',
                  'attempts')
            order by 1
            """
        );
        var counts = new StringBuilder();
        foreach (var table in tables)
            counts.AppendLine(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{table} {await connection.ExecuteScalarAsync<long>($"select count(*) from {table}")}"
            );
        return counts.ToString();
    }

    private List<Call> Calls() => Calls(api);

    internal static List<Call> Calls(TalentCardApi api) =>
        [
            .. api
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
                .SelectMany(
                    endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods,
                    (endpoint, method) => Call.Of(endpoint, method)
                ),
        ];

    /// <summary>One method on one route, and somebody who may call it.</summary>
    internal sealed partial record Call(
        string Method,
        string Path,
        string? Policy,
        bool Anonymous,
        bool TakesBody,
        string ContentType,
        string[] QueryNames,
        Type? Body,
        ParameterInfo[] Parameters
    )
    {
        public Person Person =>
            Policy switch
            {
                Policies.Talent => Person.Talent(Guid.NewGuid()),
                Policies.Verify or Policies.Redeem => Person.Verifier(Guid.NewGuid(), Guid.NewGuid()),
                Policies.HotlineDesk or Policies.Hotline => Person.Agent(),
                Policies.Calls => Person.Exchange(),
                Policies.Expert => Person.Expert(Guid.NewGuid()),
                Policies.Audit => Person.Auditor(),
                Policies.Admin => Person.Admin(),
                _ => Person.Office(),
            };

        public static Call Of(RouteEndpoint endpoint, string method)
        {
            var parameters = endpoint.Metadata.OfType<Microsoft.AspNetCore.Http.Metadata.IParameterBindingMetadata>().ToArray();
            return new Call(
                method,
                "/"
                    + Parameter()
                        .Replace(
                            endpoint.RoutePattern.RawText!.TrimStart('/'),
                            match =>
                                match.Value.Contains("guid", StringComparison.Ordinal)
                                || match.Value.Contains("id", StringComparison.OrdinalIgnoreCase)
                                    ? Guid.NewGuid().ToString()
                                    : "unknown"
                        ),
                endpoint
                    .Metadata.GetOrderedMetadata<IAuthorizeData>()
                    .Select(data => data.Policy)
                    .LastOrDefault(policy => policy is not null),
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>() is not null,
                endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>()?.ContentTypes[0]
                    ?? "application/json",
                [.. parameters.Select(parameter => parameter.Name).OfType<string>()],
                endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>()?.RequestType,
                [.. parameters.Select(parameter => parameter.ParameterInfo)]
            );
        }

        public HttpRequestMessage Request(string? body, string query = "")
        {
            var request = new HttpRequestMessage(new HttpMethod(Method), Path + query);
            if (Method is not ("GET" or "HEAD"))
            {
                request.Content = new StringContent(body ?? "", Encoding.UTF8, ContentType);
                request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            }
            return request;
        }

        public override string ToString() => $"{Method} {Path}";

        [GeneratedRegex(@"\{[^}]+\}")]
        private static partial Regex Parameter();
    }
}
