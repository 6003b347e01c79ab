using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using TalentCard.Core.Notifications;

namespace TalentCard.Worker.Notifications;

/// <summary>The section <c>Notifications:Smtp</c> of the configuration.</summary>
internal sealed record SmtpOptions
{
    /// <summary>The mail server; without one no e-mail leaves.</summary>
    public string? Host { get; init; }

    /// <summary>Its port for submission (RFC 6409).</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether the connection must be encrypted (STARTTLS).</summary>
    public bool Tls { get; init; } = true;

    /// <summary>The account to sign in with; without one nobody signs in.</summary>
    public string? UserName { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }

    /// <summary>The sender, e.g. <c>优才卡 &lt;card@example.gov.cn&gt;</c>.</summary>
    public string From { get; init; } = "";
}

/// <summary>
/// E-mail by SMTP. The <c>Message-ID</c> (RFC 5322, section 3.6.4) comes from the delivery's key: a repeated attempt is the same
/// message to every server and mailbox that looks.
/// </summary>
internal sealed class MailChannel(SmtpOptions options) : IDeliveryChannel
{
    private readonly MailAddress from = new(options.From);

    public string Name => DeliveryChannel.Email;

    public async Task<SendOutcome> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        if (!MailAddress.TryCreate(letter.To, out var to)) return new SendOutcome(DeliveryErrors.NoAddress, Final: true);
        using var mail = new MailMessage(from, to)
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        mail.Headers["Message-ID"] = $"<{letter.Key:N}@{from.Host}>";
        // RFC 3834: no holiday notice answers it.
        mail.Headers["Auto-Submitted"] = "auto-generated";
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.Tls };
        if (options.UserName is not null) client.Credentials = new NetworkCredential(options.UserName, options.Password);
        try
        {
            await client.SendMailAsync(mail, cancellationToken);
            return SendOutcome.Sent;
        }
        catch (SmtpException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return OutcomeOf((int)exception.StatusCode);
        }
    }

    // RFC 5321, section 4.2.1: 4xx is for now, 5xx for good. What is wrong with our own sign-in (RFC 4954, section 6) is no fault
    // of the letter, and waits for who mends it.
    internal static SendOutcome OutcomeOf(int status) => status switch
    {
        530 or 534 or 535 or 538 or >= 400 and < 500 => new SendOutcome(DeliveryErrors.Busy, status),
        >= 500 and < 600 => new SendOutcome(DeliveryErrors.Refused, status, Final: true),
        _ => new SendOutcome(DeliveryErrors.Network),
    };
}
