using System.Net;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TalentCard.Api.Tests;

/// <summary>
/// Every list and figure that is narrowed to a period, found by asking the Api for its routes, refuses one that ends before it
/// begins.
/// </summary>
public sealed class FilteringBackwards(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_refused_at_the_last_day()
    {
        var periods = EveryEndpoint
            .Calls(api)
            .Where(call => call.Method == "GET")
            .SelectMany(call => PeriodsOf(call.Parameters).Select(period => (call, period)))
            .ToList();
        periods.Count.ShouldBeGreaterThan(10);
        foreach (var (call, (first, last)) in periods)
        {
            var answer = await api.As(call.Person)
                .SendAsync(call.Request(null, $"?{first}=2026-03-02&{last}=2026-03-01&measure=received"), Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{call}: {text}");
            JsonDocument
                .Parse(text)
                .RootElement.GetProperty("errors")
                .TryGetProperty(last, out var errors)
                .ShouldBeTrue($"{call}: {text}");
            errors[0].GetString().ShouldNotBeNull().ShouldContain("first day", Case.Sensitive, call.ToString());
        }
    }

    private static IEnumerable<(string First, string Last)> PeriodsOf(ParameterInfo[] parameters)
    {
        var names = parameters
            .SelectMany(parameter =>
                parameter.GetCustomAttribute<AsParametersAttribute>() is null
                    ? [JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)]
                    : parameter
                        .ParameterType.GetProperties()
                        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            )
            .ToHashSet();
        foreach (var last in names.Where(name => name is "to" || name.EndsWith("To", StringComparison.Ordinal)))
        {
            var first = last == "to" ? "from" : last[..^2] + "From";
            if (names.Contains(first))
                yield return (first, last);
        }
    }
}
