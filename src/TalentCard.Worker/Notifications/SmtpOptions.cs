using MailKit.Security;
using MimeKit;

namespace TalentCard.Worker.Notifications;

/// <summary>The section <c>Notifications:Smtp</c> of the configuration.</summary>
internal sealed record SmtpOptions
{
    /// <summary>The mail server; without one no e-mail leaves.</summary>
    public string? Host { get; init; }

    /// <summary>Its port; 0 for that of submission, 587 (RFC 6409), or 465 with TLS from the first byte (RFC 8314).</summary>
    public int Port { get; init; }

    /// <summary>
    /// <c>starttls</c> (or <c>true</c>), <c>implicit</c> for TLS from the first byte, or <c>none</c> (or <c>false</c>) for no
    /// encryption at all. What is asked for must be there: nothing goes out in clear because a server lacks STARTTLS.
    /// </summary>
    public string Tls { get; init; } = "starttls";

    /// <summary>The account to sign in with; without one nobody signs in.</summary>
    public string? UserName { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }

    /// <summary>Where access tokens come from, for a server that takes no password.</summary>
    public OAuthOptions OAuth { get; init; } = new();

    /// <summary>The sender, e.g. <c>优才卡 &lt;card@example.gov.cn&gt;</c>.</summary>
    public string From { get; init; } = "";

    internal SecureSocketOptions Security =>
        Tls.ToLowerInvariant() switch
        {
            "starttls" or "true" => SecureSocketOptions.StartTls,
            "implicit" => SecureSocketOptions.SslOnConnect,
            "none" or "false" => SecureSocketOptions.None,
            _ => throw new InvalidOperationException("Notifications:Smtp:Tls is starttls, implicit or none."),
        };

    internal int EffectivePort =>
        Port > 0 ? Port
        : Security == SecureSocketOptions.SslOnConnect ? 465
        : 587;

    /// <summary>Refuses what is incomplete or unsafe.</summary>
    /// <exception cref="InvalidOperationException">It is; the message names the setting.</exception>
    public void Check()
    {
        _ = Security;
        if (!MailboxAddress.TryParse(MailChannel.Strict, From, out _))
            throw new InvalidOperationException("Notifications:Smtp:From is not an address.");
        if (OAuth.TokenEndpoint is not { } endpoint)
            return;
        if (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback)
            throw new InvalidOperationException("Notifications:Smtp:OAuth:TokenEndpoint must be https.");
        if (UserName is null)
            throw new InvalidOperationException("Notifications:Smtp:UserName names the mailbox that the tokens are for.");
    }
}

/// <summary>
/// The section <c>Notifications:Smtp:OAuth</c>: the Worker as a client (RFC 6749, section 4.4) of the mail server's issuer.
/// </summary>
internal sealed record OAuthOptions
{
    /// <summary>The token endpoint (https, or this machine); without one there are no tokens.</summary>
    public Uri? TokenEndpoint { get; init; }

    /// <summary>The client's id.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>What is asked for; for Exchange Online the default.</summary>
    public string Scope { get; init; } = "https://outlook.office365.com/.default";
}
