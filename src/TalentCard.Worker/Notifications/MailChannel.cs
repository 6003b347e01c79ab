using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using TalentCard.Core.Notifications;

namespace TalentCard.Worker.Notifications;

/// <summary>
/// E-mail by SMTP. The <c>Message-ID</c> (RFC 5322, section 3.6.4) comes from the delivery's key: a repeated attempt is the same
/// message to every server and mailbox that looks. Letters go one after another over one connection, since mail servers count
/// connections; it is kept a short while for the next.
/// </summary>
internal sealed class MailChannel : IDeliveryChannel, IDisposable
{
    /// <summary>Addresses have a domain.</summary>
    public static readonly ParserOptions Strict = new() { AllowAddressesWithoutDomain = false };

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SmtpOptions options;
    private readonly TimeProvider time;
    private readonly MailTokens? tokens;
    private readonly MailboxAddress from;

    // A list of revoked certificates is often out of reach of an office's servers; no other client of ours asks for one either.
    private readonly SmtpClient client = new() { CheckCertificateRevocation = false };
    private readonly SemaphoreSlim turn = new(1);
    private readonly ITimer idle;

    public MailChannel(SmtpOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        from = MailboxAddress.Parse(options.From);
        if (options.OAuth.TokenEndpoint is not null)
            tokens = new MailTokens(options.OAuth, time);
        idle = time.CreateTimer(_ => _ = HangUpAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Name => DeliveryChannel.Email;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancel)
    {
        if (!MailboxAddress.TryParse(Strict, message.To, out var to))
            return new SendOutcome(DeliveryErrors.NoAddress, Final: true);
        using var mail = Write(message, to);
        await turn.WaitAsync(cancel);
        try
        {
            idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await ConnectAsync(cancel);
            await client.SendAsync(mail, cancel);
            return SendOutcome.Sent;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested && OutcomeOf(exception) is { } outcome)
        {
            return outcome;
        }
        finally
        {
            idle.Change(Idle, Timeout.InfiniteTimeSpan);
            turn.Release();
        }
    }

    public void Dispose()
    {
        idle.Dispose();
        client.Dispose();
        tokens?.Dispose();
        turn.Dispose();
    }

    private MimeMessage Write(OutgoingMessage message, MailboxAddress to) =>
        new(
            [from],
            [to],
            message.Subject,
            new TextPart("plain") { Text = message.Text, ContentTransferEncoding = ContentEncoding.Base64 }
        )
        {
            MessageId = $"{message.Key:N}@{from.Domain}",
            // RFC 3834: no holiday notice answers it.
            Headers = { { HeaderId.AutoSubmitted, "auto-generated" } },
        };

    // A server may have hung up since the last message; asking before sending leaves no doubt whether a message has left.
    private async Task ConnectAsync(CancellationToken cancel)
    {
        var signsIn = options.UserName is not null;
        if (client.IsConnected && client.IsAuthenticated == signsIn && await AnswersAsync(cancel))
            return;
        await client.DisconnectAsync(quit: false, cancel);
        await client.ConnectAsync(options.Host!, options.EffectivePort, options.Security, cancel);
        if (!signsIn)
            return;
        try
        {
            if (tokens is null)
                await client.AuthenticateAsync(options.UserName!, options.Password ?? "", cancel);
            else
                await client.AuthenticateAsync(await XOAuth2Async(tokens, cancel), cancel);
        }
        catch (AuthenticationException)
        {
            tokens?.Forget();
            throw;
        }
    }

    private async Task<SaslMechanismOAuth2> XOAuth2Async(MailTokens source, CancellationToken cancel) =>
        new(options.UserName!, await source.GetAsync(cancel));

    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            await client.NoOpAsync(cancel);
            return true;
        }
        catch (Exception exception) when (exception is CommandException or ProtocolException or IOException)
        {
            return false;
        }
    }

    private async Task HangUpAsync()
    {
        // Whoever has the turn sets the timer again.
        if (!await turn.WaitAsync(0))
            return;
        try
        {
            using var limit = new CancellationTokenSource(Patience, time);
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    // Null: a fault of ours, or what the relay knows itself. What is wrong with our own sign-in or the server's (no STARTTLS, no
    // way to sign in) is no fault of the message, and waits for who mends it.
    private static SendOutcome? OutcomeOf(Exception exception) =>
        exception switch
        {
            SmtpCommandException { StatusCode: var status } => OutcomeOf((int)status),
            AuthenticationException { InnerException: SmtpCommandException { StatusCode: var status } } => new SendOutcome(
                DeliveryErrors.Busy,
                (int)status
            ),
            AuthenticationException or NotSupportedException => new SendOutcome(DeliveryErrors.Busy),
            ProtocolException or SslHandshakeException => new SendOutcome(DeliveryErrors.Network),
            _ => null,
        };

    // RFC 5321, section 4.2.1: 4xx is for now, 5xx for good; those of signing in (RFC 4954, section 6) are for now as well.
    private static SendOutcome OutcomeOf(int status) =>
        status switch
        {
            530 or 534 or 535 or 538 or >= 400 and < 500 => new SendOutcome(DeliveryErrors.Busy, status),
            >= 500 and < 600 => new SendOutcome(DeliveryErrors.Refused, status, Final: true),
            _ => new SendOutcome(DeliveryErrors.Network),
        };
}
