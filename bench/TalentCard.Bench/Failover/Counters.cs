using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using TalentCard.Core.CardCodes;

namespace TalentCard.Bench.Failover;

/// <summary>A redemption that the Api has acknowledged (201).</summary>
/// <param name="Key">The key of its request.</param>
/// <param name="Id">Its id, as the answer says.</param>
/// <param name="At">When the answer came, by the counters' clock.</param>
internal readonly record struct Acknowledged(string Key, Guid Id, TimeSpan At);

/// <summary>
/// Service counters that verify and redeem, over and over. A redemption without an answer is sent again under its key until it is
/// acknowledged, as docs/operations.md asks of partners' systems.
/// </summary>
internal sealed class Counters(Server server, CardCodeMinter minter, int cards) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}"), Timeout = Patience };
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private string token = server.Token;

    /// <summary>What was acknowledged, in order of time.</summary>
    public ConcurrentQueue<Acknowledged> Acknowledged { get; } = [];

    /// <summary>How often there was no answer but this status; 0: none at all.</summary>
    public ConcurrentDictionary<int, int> Failures { get; } = [];

    /// <summary>The time of the acknowledgements.</summary>
    public TimeSpan Now => clock.Elapsed;

    /// <summary>Serves at that many counters until stopped. What was begun is brought to its end.</summary>
    public Task RunAsync(int counters, CancellationToken stop) =>
        Task.WhenAll(
            Enumerable
                .Range(0, counters)
                .Select(async _ =>
                {
                    while (!stop.IsCancellationRequested)
                    {
                        await ServeAsync();
                        await Task.Delay(Pause, CancellationToken.None);
                    }
                })
        );

    public void Dispose() => http.Dispose();

    private async Task ServeAsync()
    {
        var verification = await UntilAnsweredAsync(VerifyAsync);
        var key = Guid.NewGuid().ToString();
        var id = await UntilAnsweredAsync(() => RedeemAsync(verification, key));
        Acknowledged.Enqueue(new Acknowledged(key, Guid.Parse(id), Now));
    }

    private async Task<string?> VerifyAsync()
    {
        var code = await minter.MintAsync(Fill.HandleOf(Random.Shared.Next(1, cards)), CancellationToken.None);
        return await PostAsync(
            "/api/v1/verifications",
            new { code = code.Text, servicePoint = Fill.ServicePoint },
            null,
            HttpStatusCode.OK,
            "verification"
        );
    }

    private Task<string?> RedeemAsync(string verification, string key) =>
        PostAsync(
            "/api/v1/redemptions",
            new
            {
                verification,
                benefit = Fill.Benefit,
                checks = new { face = true },
            },
            key,
            HttpStatusCode.Created,
            "id"
        );

    private async Task<string> UntilAnsweredAsync(Func<Task<string?>> ask)
    {
        while (true)
        {
            try
            {
                if (await ask() is { } answer)
                    return answer;
            }
            // The last: the codes' keys are read from the same database.
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or NpgsqlException)
            {
                Failures.AddOrUpdate(0, 1, (_, count) => count + 1);
            }
            await Task.Delay(BeforeRetry);
        }
    }

    // null: ask again.
    private async Task<string?> PostAsync(string path, object body, string? key, HttpStatusCode wanted, string member)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode == wanted)
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty(member).GetString();
        Failures.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            token = await server.NewTokenAsync();
        else if ((int)answer.StatusCode < 500)
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return null;
    }
}
