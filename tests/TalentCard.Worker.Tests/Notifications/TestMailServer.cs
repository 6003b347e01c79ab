using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests.Notifications;

/// <summary>An e-mail as the server got it.</summary>
/// <param name="To">The envelope's recipient.</param>
/// <param name="Head">The header's lines.</param>
/// <param name="Text">The body, decoded.</param>
/// <param name="Connection">Names the connection that it came over.</param>
/// <param name="User">Who signed in, and by what; null for nobody.</param>
/// <param name="Secure">Whether the connection was encrypted.</param>
public sealed record ReceivedMail(string To, string Head, string Text, string Connection, string? User, bool Secure)
{
    /// <summary>A header's value, with its encoded words (RFC 2047) decoded.</summary>
    public string Header(string name)
    {
        var line = Regex
            .Match(Head, $@"^{name}: (.*(?:\r?\n[ \t].*)*)", RegexOptions.Multiline | RegexOptions.IgnoreCase)
            .Groups[1]
            .Value;
        var joined = Regex.Replace(line, @"(\?=)\s+(=\?)", "$1$2").Trim();
        return Regex.Replace(
            joined,
            @"=\?utf-8\?B\?([^?]*)\?=",
            word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)),
            RegexOptions.IgnoreCase
        );
    }
}

/// <summary>A real SMTP server (npm smtp-server) in a process of its own; its behaviour stands in smtp-server.mjs.</summary>
public sealed class TestMailServer : IAsyncLifetime
{
    private readonly ConcurrentQueue<ReceivedMail> received = new();
    private readonly ConcurrentQueue<string> closed = new();
    private Process process = null!;
    private Task reading = null!;

    /// <summary>Where it listens on 127.0.0.1 without encryption.</summary>
    public int Port { get; private set; }

    /// <summary>Where it listens for STARTTLS.</summary>
    public int StartTlsPort { get; private set; }

    /// <summary>Where it speaks TLS from the first byte.</summary>
    public int TlsPort { get; private set; }

    /// <summary>The file of its certificate, which nobody trusts who is not told to.</summary>
    public string CertificateFile { get; } = Path.GetTempFileName();

    /// <summary>The connections that have ended.</summary>
    public IReadOnlyCollection<string> Closed => closed;

    /// <summary>The e-mails to an address, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedMail> To(string address) => [.. received.Where(mail => mail.To == address)];

    public async ValueTask InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(CertificateFile, certificate.ExportCertificatePem());
        process = Process.Start(
            new ProcessStartInfo("node", [Repository.PathOf("tests/TalentCard.Worker.Tests/Notifications/smtp-server.mjs")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                Environment =
                {
                    ["MAIL_KEY"] = key.ExportPkcs8PrivateKeyPem(),
                    ["MAIL_CERTIFICATE"] = certificate.ExportCertificatePem(),
                },
            }
        )!;
        var ports = JsonSerializer.Deserialize<int[]>((await process.StandardOutput.ReadLineAsync())!)!;
        (Port, StartTlsPort, TlsPort) = (ports[0], ports[1], ports[2]);
        reading = ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        await reading;
        File.Delete(CertificateFile);
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var said = JsonDocument.Parse(line).RootElement;
            if (said.TryGetProperty("closed", out var connection))
            {
                closed.Enqueue(connection.GetString()!);
                continue;
            }
            var parts = said.GetProperty("data").GetString()!.Split("\r\n\r\n", 2);
            received.Enqueue(
                new ReceivedMail(
                    said.GetProperty("to")[0].GetString()!,
                    parts[0],
                    Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])),
                    said.GetProperty("connection").GetString()!,
                    said.GetProperty("user").GetString(),
                    said.GetProperty("secure").GetBoolean()
                )
            );
            await process.StandardInput.WriteLineAsync();
        }
    }
}
