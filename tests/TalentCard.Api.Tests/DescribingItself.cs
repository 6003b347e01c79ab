using System.Diagnostics;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TalentCard.Testing;

namespace TalentCard.Api.Tests;

public sealed partial class DescribingItself(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Committed, so that a change of the contract is read like any other.
    private static readonly string Committed = Repository.PathOf("docs/openapi.v1.json");

    [Fact]
    public async Task The_committed_description_is_what_the_Api_says()
    {
        var said = JsonNode.Parse(await api.AsNobody().GetStringAsync("/openapi/v1.json", Cancel))!.AsObject();
        // Where this host listens is no part of the contract.
        said["servers"] = new JsonArray(new JsonObject { ["url"] = "/" });
        var description = said.ToJsonString(Written) + "\n";
        if (Environment.GetEnvironmentVariable("TALENTCARD_WRITE_OPENAPI") == "yes")
            await File.WriteAllTextAsync(Committed, description, Cancel);
        var differing = File.ReadLines(Committed).Zip(description.Split('\n')).FirstOrDefault(line => line.First != line.Second);
        (await File.ReadAllTextAsync(Committed, Cancel) == description).ShouldBeTrue(
            $"The contract changed; run this test with TALENTCARD_WRITE_OPENAPI=yes and commit the file. First at: {differing}"
        );
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task The_description_is_clean_by_redocly()
    {
        using var redocly = Process.Start(
            new ProcessStartInfo(Repository.PathOf("node_modules/.bin/redocly"), ["lint", Committed])
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
            }
        )!;
        var output = redocly.StandardOutput.ReadToEndAsync(Cancel);
        var errors = redocly.StandardError.ReadToEndAsync(Cancel);
        await redocly.WaitForExitAsync(Cancel);
        redocly.ExitCode.ShouldBe(0, $"{await output}{await errors}");
    }

    [Fact]
    public async Task Every_call_has_a_name_a_summary_and_its_refusals_with_examples()
    {
        using var description = JsonDocument.Parse(await api.AsNobody().GetStringAsync("/openapi/v1.json", Cancel));
        foreach (var path in description.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var call = $"{operation.Name} {path.Name}";
                operation.Value.TryGetProperty("operationId", out _).ShouldBeTrue(call);
                operation.Value.TryGetProperty("summary", out _).ShouldBeTrue(call);
                var problems = operation
                    .Value.GetProperty("responses")
                    .EnumerateObject()
                    .Where(response => response.Name[0] is '4' or '5')
                    .ToArray();
                if (!path.Name.StartsWith("/api/", StringComparison.Ordinal))
                    continue;
                problems.ShouldNotBeEmpty(call);
                foreach (var problem in problems)
                    problem
                        .Value.GetProperty("content")
                        .GetProperty("application/problem+json")
                        .GetProperty("examples")
                        .EnumerateObject()
                        .ShouldNotBeEmpty(call);
            }
        }
    }

    [Fact]
    public async Task The_page_to_browse_it_finds_its_scripts_and_runs_no_other()
    {
        using var client = api.AsNobody();
        using var answer = await client.GetAsync("/docs", Cancel);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        var scripts = Script().Matches(page);
        scripts.Count.ShouldBeGreaterThanOrEqualTo(2);
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("script-src 'self' 'nonce-");
        policy.ShouldNotContain("unsafe-eval");
        foreach (Match script in scripts)
        {
            var attributes = script.Groups[1].Value;
            policy.ShouldContain($"'nonce-{Attribute("nonce")}'");
            if (Attribute("src") is not { Length: > 0 } source)
                continue;
            using var found = await client.GetAsync(new Uri(answer.RequestMessage!.RequestUri!, source), Cancel);
            found.StatusCode.ShouldBe(HttpStatusCode.OK, source);

            string Attribute(string name) =>
                WebUtility.HtmlDecode(Regex.Match(attributes, $"{name}=\"([^\"]*)\"").Groups[1].Value);
        }
        using var again = await client.GetAsync("/docs", Cancel);
        again.Headers.GetValues("Content-Security-Policy").ShouldNotBe([policy], "the nonce is new each time");
    }

    [GeneratedRegex("<script([^>]*)>")]
    private static partial Regex Script();
}
