using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Hotline;

namespace TalentCard.Web.Hotline;

/// <summary>The columns of a list of tickets.</summary>
internal static class TicketColumns
{
    public static IReadOnlyList<ListColumn<TicketSummary>> Of(IStringLocalizer t) =>
        [
            new("选择", "tick")
            {
                Always = true,
                TitleHidden = true,
                Class = "w-1",
            },
            new("工单编号", "number", row => row.Number) { Off = true, Class = "digits" },
            new("事由", "title", row => row.Title) { Always = true },
            new("类型", "kind", row => t[HotlineWords.Kinds.Of(row.Kind)]) { Off = true },
            new("紧急程度", "urgency", row => t[HotlineWords.Urgencies.Of(row.Urgency)]) { Off = true },
            new("来电人", "caller", row => row.CallerName) { Off = true },
            new("登记", "received", row => row.ReceivedAt) { Off = true, Class = "digits" },
            new("办理期限", "due", row => row.DueAt),
            new("状态", "state", row => t[HotlineWords.States.Of(row.State)]),
            new("主办单位", "department", row => row.Department),
            new("经办人", "handler", row => row.Handler) { Off = true },
            new("答复时间", "replied", row => row.RepliedAt) { Off = true, Class = "digits" },
            new("是否逾期", "overdue", row => t[row.Overdue ? "是" : "否"]) { Off = true },
            new("是否督办", "escalated", row => t[row.Escalated ? "是" : "否"]) { Off = true },
        ];
}
