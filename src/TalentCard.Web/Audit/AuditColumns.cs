using TalentCard.Contracts.Audit;
using TalentCard.Web.History;

namespace TalentCard.Web.Audit;

/// <summary>The columns of the audit trail.</summary>
internal static class AuditColumns
{
    public static readonly IReadOnlyList<ListColumn<AuditEntry>> All =
    [
        new("时间", "at", row => row.At) { Always = true, Class = "digits text-nowrap" },
        new("操作人", "actor", row => row.ActorName),
        new("角色", "roles", row => row.ActorRoles) { Off = true },
        new("操作", "action", row => HistoryWords.Of(row.Action)),
        new("操作代码", "code", row => row.Action) { Off = true },
        new("对象", "subject", row => $"{row.SubjectKind} {row.SubjectId}"),
        new("人才编号", "talent", row => row.TalentId) { Off = true, Class = "break" },
        new("原因", "reason", row => row.Reason),
        new("来源地址", "address", row => row.Address) { Class = "digits" },
        new("详情", "details", row => row.Details?.ToString()) { Off = true, Class = "break" },
    ];
}
