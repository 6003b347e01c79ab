using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TalentCard.Bench;

/// <summary>One answer: status, body, milliseconds from when the request was due.</summary>
internal readonly record struct Answer(int Status, string Body, double Milliseconds);

/// <summary>
/// Sends ready-made HTTP/1.1 requests over kept connections. HttpClient would take more of the machine than the server
/// that is to be measured.
/// </summary>
internal sealed class Load(int port, int connections)
{
    /// <summary>Sends all requests, as fast as answers come, or <paramref name="perSecond"/>; answers come in no order.</summary>
    public async Task<(Answer[] Answers, double PerSecond)> RunAsync(byte[][] requests, double? perSecond = null)
    {
        var next = -1;
        var answers = new Answer[requests.Length];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var socket = await ConnectAsync();
                        var buffer = new byte[64 * 1024];
                        for (int i; (i = Interlocked.Increment(ref next)) < requests.Length; )
                        {
                            var due = perSecond is { } rate ? TimeSpan.FromSeconds(i / rate) : watch.Elapsed;
                            if (due - watch.Elapsed is { Ticks: > 0 } wait)
                                await Task.Delay(wait);
                            await socket.SendAsync(requests[i]);
                            var (status, body) = await ReceiveAsync(socket, buffer);
                            answers[i] = new Answer(status, body, (watch.Elapsed - due).TotalMilliseconds);
                        }
                    })
                )
        );
        return (answers, requests.Length / watch.Elapsed.TotalSeconds);
    }

    /// <summary>
    /// Each connection sends <paramref name="each"/> requests, every one made from the body of the answer before it, the first
    /// from its own of <paramref name="first"/>.
    /// </summary>
    public async Task<(Answer[] Answers, double PerSecond)> ChainAsync(string[] first, int each, Func<string, byte[]> next)
    {
        var watch = Stopwatch.StartNew();
        var answers = await Task.WhenAll(
            first
                .Take(connections)
                .Select(body =>
                    Task.Run(async () =>
                    {
                        using var socket = await ConnectAsync();
                        var buffer = new byte[64 * 1024];
                        var own = new Answer[each];
                        for (var i = 0; i < each; i++)
                        {
                            var begun = watch.Elapsed;
                            await socket.SendAsync(next(body));
                            (var status, body) = await ReceiveAsync(socket, buffer);
                            own[i] = new Answer(status, body, (watch.Elapsed - begun).TotalMilliseconds);
                        }
                        return own;
                    })
                )
        );
        Answer[] all = [.. answers.SelectMany(own => own)];
        return (all, all.Length / watch.Elapsed.TotalSeconds);
    }

    /// <summary>A form for a token endpoint, from a client that authenticates by client_secret_basic.</summary>
    public static byte[] Form(string path, string client, string secret, string body) =>
        Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {Basic(client, secret)}\r\n"
                + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
        );

    /// <summary>Credentials as RFC 6749, section 2.3.1, writes them.</summary>
    public static string Basic(string client, string secret) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(client)}:{Uri.EscapeDataString(secret)}"));

    public static byte[] Request(string method, string path, string token, string? body = null, string? key = null)
    {
        var head = $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n";
        if (key is not null)
            head += $"Idempotency-Key: {key}\r\n";
        if (body is not null)
            head += $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        return Encoding.UTF8.GetBytes($"{head}\r\n{body}");
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private static async Task<(int Status, string Body)> ReceiveAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (received == 0)
                throw new IOException("The server hung up.");
            length += received;
            if (TryParse(buffer.AsSpan(0, length)) is { } answer)
                return answer;
        }
    }

    private static (int, string)? TryParse(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var head = bytes[..end];
        var body = bytes[(end + 4)..];
        var status = (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
        var at = head.IndexOf("Content-Length: "u8);
        if (at >= 0)
        {
            var digits = head[(at + 16)..];
            if (digits.IndexOf((byte)'\r') is >= 0 and var stop)
                digits = digits[..stop];
            return body.Length < int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture)
                ? null
                : (status, Encoding.UTF8.GetString(body));
        }
        // Otherwise a body comes in chunks, of which the last is empty.
        if (head.IndexOf("Transfer-Encoding: chunked"u8) < 0)
            return (status, "");
        if (!body.EndsWith("0\r\n\r\n"u8))
            return null;
        var chunk = body[(body.IndexOf("\r\n"u8) + 2)..];
        return (status, Encoding.UTF8.GetString(chunk[..chunk.IndexOf("\r\n"u8)]));
    }
}
