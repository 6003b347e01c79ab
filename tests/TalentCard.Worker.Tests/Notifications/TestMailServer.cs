using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests.Notifications;

/// <summary>An e-mail as the server got it.</summary>
public sealed record ReceivedMail(string To, string Head, string Text)
{
    /// <summary>A header's value, with its encoded words (RFC 2047) decoded.</summary>
    public string Header(string name)
    {
        var line = Regex.Match(Head, $@"^{name}: (.*(?:\r?\n[ \t].*)*)", RegexOptions.Multiline | RegexOptions.IgnoreCase).Groups[1].Value;
        var joined = Regex.Replace(line, @"(\?=)\s+(=\?)", "$1$2").Trim();
        return Regex.Replace(joined, @"=\?utf-8\?B\?([^?]*)\?=", word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)), RegexOptions.IgnoreCase);
    }
}

/// <summary>A real SMTP server (npm smtp-server) in a process of its own; its behaviour stands in smtp-server.mjs.</summary>
public sealed class TestMailServer : IAsyncLifetime
{
    private readonly ConcurrentQueue<ReceivedMail> received = new();
    private Process process = null!;

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The e-mails to an address, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedMail> To(string address) => [.. received.Where(mail => mail.To == address)];

    public async ValueTask InitializeAsync()
    {
        process = Process.Start(new ProcessStartInfo("node", [Repository.PathOf("tests/TalentCard.Worker.Tests/Notifications/smtp-server.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        _ = ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var mail = JsonDocument.Parse(line).RootElement;
            var parts = mail.GetProperty("data").GetString()!.Split("\r\n\r\n", 2);
            received.Enqueue(new ReceivedMail(mail.GetProperty("to")[0].GetString()!, parts[0], Encoding.UTF8.GetString(Convert.FromBase64String(parts[1]))));
            await process.StandardInput.WriteLineAsync();
        }
    }
}
