namespace TalentCard.Web.Notifications;

/// <summary>What the Api says of messages, in words.</summary>
internal static class NotificationWords
{
    public static readonly IReadOnlyDictionary<string, string> Channels = new Dictionary<string, string>
    {
        ["app"] = "站内",
        ["email"] = "邮件",
        ["sms"] = "短信",
    };

    public static readonly IReadOnlyDictionary<string, string> Errors = new Dictionary<string, string>
    {
        ["time_limit"] = "对方没有及时应答。",
        ["network"] = "连接不上邮件服务器或短信网关。",
        ["busy"] = "对方暂时不接收。",
        ["refused"] = "对方拒绝接收，请核对地址是否有效。",
        ["no_address"] = "没有可用的地址。",
        ["worker_lost"] = "发送程序多次中途停止。",
        ["fault"] = "程序出错，请告诉维护人员。",
    };
}
