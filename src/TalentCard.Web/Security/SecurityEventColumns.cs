using TalentCard.Contracts.Security;

namespace TalentCard.Web.Security;

/// <summary>The columns of the security events.</summary>
internal static class SecurityEventColumns
{
    public static readonly IReadOnlyList<ListColumn<SecurityEvent>> All =
    [
        new("时间", "at", row => row.At) { Always = true, Class = "digits text-nowrap" },
        new("事件", "kind", row => NameOf(row.Kind)),
        new("次数", "times", row => row.Times) { Class = "digits" },
        new("最后发生", "lastAt", row => row.LastAt) { Class = "digits text-nowrap" },
        new("操作人", "actor", row => row.ActorName),
        new("对象", "subject", row => $"{row.SubjectKind} {row.SubjectId}") { Class = "break" },
        new("来源地址", "address", row => row.Address) { Class = "digits" },
    ];

    /// <summary>What a kind of event is called, by its code.</summary>
    public static string NameOf(string code) =>
        SecurityEventKind.All.FirstOrDefault(kind => kind.Code == code) is { } kind
            ? ReferenceNames.Either(kind.Zh, kind.En)
            : code;
}
