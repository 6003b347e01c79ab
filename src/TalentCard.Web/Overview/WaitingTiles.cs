namespace TalentCard.Web.Overview;

/// <summary>How a kind of work that waits is shown on the start page.</summary>
/// <param name="Kind">The Api's word for it.</param>
/// <param name="Text">Chinese text, the key of its translation.</param>
/// <param name="Icon">A Tabler icon's name.</param>
/// <param name="Address">Where the rows behind the number are.</param>
internal sealed record WaitingTile(string Kind, string Text, string Icon, string Address);

/// <summary>The tiles in their order. A feature that registers an <c>IWaitingWork</c> in Core adds its line here.</summary>
internal static class WaitingTiles
{
    public static readonly WaitingTile[] All =
    [
        new("batches", "等我审批的批次", "stack-2", "/office/batches?state=pending"),
        new("imports", "待确认的名单", "upload", "/office/imports?state=preview"),
        new("postdoc_requests", "等我审批的进出站申请", "clipboard-check", "/office/stations/requests?state=pending"),
        new("overdue_tickets", "逾期未办的工单", "alarm", "/hotline/tickets?queue=overdue"),
        new("due_tickets", "今天到期的工单", "clock-exclamation", "/hotline/tickets?queue=due_today"),
        new("expiring_cards", "30 天内到期的卡", "calendar-due", "/office/cards?expiring=30"),
        new("suspended_cards", "已挂失的卡", "lock", "/office/cards?state=suspended"),
        new("bookings", "今天的预约", "calendar-event", "/office/bookings"),
    ];
}
