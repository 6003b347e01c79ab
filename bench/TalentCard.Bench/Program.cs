// bench/run calls this with a connection string, the Api's assembly and pgbench; bench/pairing with the script that asks HiGHS,
// bench/hotline and bench/statistics with a connection string, bench/tokens with the script of oidc-provider and, once or twice,
// a connection string and the Api's assembly, bench/jobs with two connection strings and two Workers' assemblies, bench/failover
// with the checkout, PostgreSQL's programs and how often.
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Bench;
using TalentCard.Bench.Failover;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Keys;

const int Connections = 32;
const int Rounds = 5;
const int PerRound = 10_000;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["pairing", var script])
{
    await Pairing.RunAsync(script);
    return;
}
if (args is ["hotline", var hotline])
{
    await Hotline.RunAsync(hotline);
    return;
}
if (args is ["tokens", var provider, var providersDatabase, var tokens, var api, .. var older])
{
    await Tokens.RunAsync(provider, providersDatabase, tokens, api, older);
    return;
}
if (args is ["jobs", var after, var afterWorker, var before, var beforeWorker])
{
    await Jobs.RunAsync(after, afterWorker, before, beforeWorker);
    return;
}
if (args is ["failover", var checkout, var binaries, var times])
{
    await Faults.RunAsync(checkout, binaries, int.Parse(times, CultureInfo.InvariantCulture));
    return;
}
if (args is ["drop", var running, var dropped])
{
    await Statistics.DropAsync(running, dropped);
    return;
}
if (args is ["statistics", var statistics])
{
    await Statistics.RunAsync(statistics);
    return;
}

var database = new NpgsqlConnectionStringBuilder(args[0]);
await using var services = BenchServices.On(args[0]);
await Fill.RunAsync(services.GetRequiredService<NpgsqlDataSource>());
var minter = services.GetRequiredService<CardCodeMinter>();

List<Ratio> ratios =
[
    .. await Codes.MeasureAsync(
        services.GetRequiredService<SigningKeyRing>(),
        minter,
        services.GetRequiredService<CardCodeReader>()
    ),
];
List<(string Name, double Milliseconds)> latencies = [];

var app = new NpgsqlConnectionStringBuilder(args[0]) { Username = "talentcard_app" };
await using var server = await Server.StartAsync(args[1], app.ConnectionString, BenchServices.Settings);
var load = new Load(server.Port, Connections);
var pgbench = new PgBench(args[2], database, Connections);
await load.RunAsync(Redemptions((await load.RunAsync(await VerificationsAsync(PerRound))).Answers)); // warms up
await load.RunAsync(Bare(PerRound));

List<double> verified = [],
    bare = [],
    redeemed = [],
    direct = [];
for (var round = 0; round < Rounds; round++)
{
    var (answers, rate) = await load.RunAsync(await VerificationsAsync(PerRound));
    verified.Add(rate);
    Check(answers, 200, "\"accepted\"");
    bare.Add((await load.RunAsync(Bare(PerRound))).PerSecond);

    (answers, rate) = await load.RunAsync(Redemptions(answers));
    redeemed.Add(rate);
    Check(answers, 201, "\"remaining\"");
    direct.Add(await pgbench.RunAsync(5));
    Console.WriteLine(
        $"  round {round + 1}: verify {verified[^1]:N0}/s, bare {bare[^1]:N0}/s, redeem {redeemed[^1]:N0}/s, pgbench {direct[^1]:N0}/s"
    );
}
ratios.Add(new Ratio("verifying over HTTP / its select alone over HTTP", verified, bare, 0.7));
ratios.Add(new Ratio("redeeming over HTTP / its statement under pgbench", redeemed, direct, 0.7));

var half = redeemed.Median() / 2;
var (verifications, _) = await load.RunAsync(await VerificationsAsync(PerRound), verified.Median() / 2);
latencies.Add(("p99 of verifying at half that load", P99(verifications)));
var (redemptions, _) = await load.RunAsync(Redemptions(verifications), half);
latencies.Add(("p99 of redeeming at half that load", P99(redemptions)));

Console.WriteLine();
Console.WriteLine("| measure | ours | bare | ratio | aim |");
Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
foreach (var ratio in ratios)
    Console.WriteLine(
        $"| {ratio.Name} | {ratio.Ours.Median():N0}/s | {ratio.Bare.Median():N0}/s | {ratio.Value:N2} | {ratio.Aim:N1} |"
    );
foreach (var (name, milliseconds) in latencies)
    Console.WriteLine($"| {name} | {milliseconds:N1} ms | | | < 25 ms |");
Console.WriteLine($"| the server's largest memory | {server.PeakMegabytes:N0} MB | | | < 300 MB |");

async Task<byte[][]> VerificationsAsync(int count)
{
    var requests = new byte[count][];
    for (var i = 0; i < count; i++)
    {
        var code = await minter.MintAsync(Fill.HandleOf(Random.Shared.Next(1, Fill.Served)), default);
        requests[i] = Load.Request(
            "POST",
            "/api/v1/verifications",
            server.Token,
            JsonSerializer.Serialize(new { code = code.Text, servicePoint = Fill.ServicePoint })
        );
    }
    return requests;
}

byte[][] Bare(int count) =>
    [
        .. Enumerable
            .Range(0, count)
            .Select(_ => Load.Request("GET", $"/bench/{Random.Shared.Next(1, Fill.Served)}", server.Token)),
    ];

byte[][] Redemptions(Answer[] answers) =>
    [
        .. answers.Select(answer =>
            Load.Request(
                "POST",
                "/api/v1/redemptions",
                server.Token,
                JsonSerializer.Serialize(
                    new
                    {
                        verification = JsonDocument.Parse(answer.Body).RootElement.GetProperty("verification").GetString(),
                        benefit = Fill.Benefit,
                        checks = new { face = true },
                    }
                ),
                Guid.NewGuid().ToString()
            )
        ),
    ];

static void Check(Answer[] answers, int status, string text)
{
    if (
        answers.FirstOrDefault(answer => answer.Status != status || !answer.Body.Contains(text, StringComparison.Ordinal)) is
        { Status: > 0 } bad
    )
        throw new InvalidOperationException($"Expected {status}, got {bad.Status}: {bad.Body}");
}

static double P99(Answer[] answers) => answers.Select(answer => answer.Milliseconds).Order().ElementAt(answers.Length * 99 / 100);
