using System.Text;

namespace TalentCard.Core.Notifications;

/// <summary>A message as it is put into words.</summary>
internal sealed record MessageText(MessageKind Kind, IReadOnlyDictionary<string, string> Arguments)
{
    public string Title(string language) => MessageKind.Fill(Kind.In(language).Title, Arguments);

    public string Text(string language) => MessageKind.Fill(Kind.In(language).Text, Arguments);

    public string Address => MessageKind.Fill(Kind.Address, Arguments);
}

/// <summary>Puts messages into the words of an e-mail or a text message. Pure.</summary>
internal static class MessageWords
{
    // A longer digest is read in the app.
    private const int MostInDigest = 50;

    /// <summary>Subject and text of an e-mail: of one message, or of several together.</summary>
    /// <param name="messages">At least one, the oldest first.</param>
    /// <param name="language"><c>zh</c> or <c>en</c>.</param>
    /// <param name="web">Where the Web is, without a slash at the end; null leaves links out.</param>
    public static (string Subject, string Text) Email(IReadOnlyList<MessageText> messages, string language, string? web)
    {
        var english = language == "en";
        var text = new StringBuilder();
        foreach (var message in messages.Take(MostInDigest))
        {
            text.Append(message.Title(language)).Append("\r\n").Append(message.Text(language)).Append("\r\n");
            if (web is not null)
                text.Append(web).Append(message.Address).Append("\r\n");
            text.Append("\r\n");
        }
        if (messages.Count > MostInDigest)
            text.Append(english ? "More in the app." : "其余请登录查看。").Append("\r\n\r\n");
        text.Append(english ? "Sent by TalentCard; please do not answer this e-mail." : "本邮件由优才卡系统自动发送，请勿回复。")
            .Append("\r\n");
        if (web is not null)
            text.Append(english ? "What you are told, and how: " : "设置接收哪些消息：")
                .Append(web)
                .Append("/notifications/preferences\r\n");
        return (
            messages.Count == 1 ? messages[0].Title(language)
            : english ? $"{messages.Count} new messages from TalentCard"
            : $"优才卡：{messages.Count} 条新消息",
            text.ToString()
        );
    }

    /// <summary>A text message, behind the sender's registered signature (【…】) where there is one.</summary>
    public static string Sms(MessageText message, string language, string? signature) =>
        (signature is null ? "" : $"【{signature}】") + MessageKind.Fill(message.Kind.In(language).Sms!, message.Arguments);
}
