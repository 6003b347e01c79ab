using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TalentCard.Worker.Tests.Notifications;

/// <summary>A text message as the gateway got it.</summary>
public sealed record ReceivedSms(string Key, string To, string Text);

/// <summary>
/// A real HTTP gateway for text messages, which checks the signature and does as each test says, and the token endpoint of a
/// mail server's issuer.
/// </summary>
public sealed class TestGateway : IAsyncLifetime
{
    public const string Secret = "test-secret-of-the-gateway";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedSms> received = new();
    private int tokens;

    public TestGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/sms", TakeAsync);
        app.MapPost("/token", IssueAsync);
    }

    /// <summary>What it answers to a phone's messages; who is not named gets 200.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Answers { get; } = new();

    public string Address => app.Urls.Single() + "/sms";

    /// <summary>Where the client <c>worker</c> gets tokens for an hour: a word, a hyphen and their number.</summary>
    public string TokenEndpoint => app.Urls.Single() + "/token";

    /// <summary>The word that tokens begin with.</summary>
    public string TokenWord { get; set; } = "token";

    /// <summary>The messages to a phone, in the order in which they came, each time they came.</summary>
    public IReadOnlyList<ReceivedSms> To(string phone) => [.. received.Where(sms => sms.To == phone)];

    /// <summary>How many have come.</summary>
    public int Count => received.Count;

    public async ValueTask InitializeAsync() => await app.StartAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> IssueAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        string[] asked = [.. new[] { "grant_type", "client_id", "client_secret", "scope" }.Select(name => form[name].ToString())];
        return asked.SequenceEqual(["client_credentials", "worker", Secret, "https://outlook.office365.com/.default"])
            ? Results.Json(
                new
                {
                    access_token = $"{TokenWord}-{++tokens}",
                    expires_in = 3600,
                    token_type = "Bearer",
                }
            )
            : Results.BadRequest();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory);
        var (head, body) = (context.Request.Headers, memory.ToArray());
        var signed = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(Secret),
            (byte[])[.. Encoding.UTF8.GetBytes(head["X-TalentCard-Timestamp"] + "."), .. body]
        );
        if (head["X-TalentCard-Key-Id"] != "test" || head["X-TalentCard-Signature"] != "v1=" + Convert.ToHexStringLower(signed))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var sms = JsonDocument.Parse(body).RootElement;
        var to = sms.GetProperty("to").GetString()!;
        received.Enqueue(new ReceivedSms(head["Idempotency-Key"].ToString(), to, sms.GetProperty("text").GetString()!));
        if (Answers.TryGetValue(to, out var answer))
            await answer(context);
    }
}
