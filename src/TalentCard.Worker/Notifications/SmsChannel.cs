using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TalentCard.Core.Notifications;

namespace TalentCard.Worker.Notifications;

/// <summary>The section <c>Notifications:Sms</c> of the configuration.</summary>
internal sealed record SmsOptions
{
    /// <summary>Where the gateway takes messages (https, or this machine); without one no text message leaves.</summary>
    public Uri? Address { get; init; }

    /// <summary>Names the secret to the gateway.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>The shared secret that signs each request.</summary>
    public string Secret { get; init; } = "";
}

/// <summary>
/// Text messages by a signed HTTP POST of <c>{"id", "to", "text"}</c>. <c>X-TalentCard-Signature</c> is <c>v1=</c> and the
/// lower-case hex of HMAC-SHA-256 over <c>X-TalentCard-Timestamp</c> (seconds since 1970), a full stop and the body, under the
/// secret that <c>X-TalentCard-Key-Id</c> names. <c>Idempotency-Key</c> is the same on every attempt: a gateway that remembers
/// it sends once.
/// </summary>
internal sealed class SmsChannel(SmsOptions options, TimeProvider time) : IDeliveryChannel, IDisposable
{
    // No redirects: a phone number goes nowhere but to the address that is configured.
    private readonly HttpClient http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }
    );

    public string Name => DeliveryChannel.Sms;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = message.Key,
                to = message.To,
                text = message.Text,
            },
            JsonSerializerOptions.Web
        );
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("Idempotency-Key", message.Key.ToString());
        request.Headers.Add("X-TalentCard-Key-Id", options.KeyId);
        request.Headers.Add("X-TalentCard-Timestamp", timestamp);
        request.Headers.Add("X-TalentCard-Signature", $"v1={Sign(timestamp, body)}");
        // The answer's body does not matter: the status says it all, and arrives first.
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        var status = (int)answer.StatusCode;
        return answer.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => SendOutcome.Sent,
            // 409: the gateway still works on the same key.
            HttpStatusCode.RequestTimeout
            or HttpStatusCode.Conflict
            or (HttpStatusCode)425
            or HttpStatusCode.TooManyRequests
            or >= HttpStatusCode.InternalServerError => new SendOutcome(
                DeliveryErrors.Busy,
                status,
                RetryAfter: Wait(answer.Headers.RetryAfter)
            ),
            _ => new SendOutcome(DeliveryErrors.Refused, status, Final: true),
        };
    }

    public void Dispose() => http.Dispose();

    private string Sign(string timestamp, byte[] body) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(options.Secret),
                (byte[])[.. Encoding.UTF8.GetBytes(timestamp + "."), .. body]
            )
        );

    // RFC 9110, section 10.2.3: so many seconds, or a date.
    private TimeSpan? Wait(RetryConditionHeaderValue? header) => header?.Delta ?? header?.Date - time.GetUtcNow();
}
