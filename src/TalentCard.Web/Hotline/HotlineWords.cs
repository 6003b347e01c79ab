namespace TalentCard.Web.Hotline;

/// <summary>The hotline's codes in Chinese words, which are the keys of their translations.</summary>
internal static class HotlineWords
{
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["policy_question"] = "政策咨询",
        ["policy_redemption"] = "政策兑现",
        ["appeal"] = "人才诉求",
        ["suggestion"] = "意见建议",
    };

    public static readonly IReadOnlyDictionary<string, string> Urgencies = new Dictionary<string, string>
    {
        ["normal"] = "一般件",
        ["urgent"] = "紧急",
    };

    public static readonly IReadOnlyDictionary<string, string> Channels = new Dictionary<string, string>
    {
        ["phone"] = "来电",
        ["visit"] = "来访",
        ["app"] = "手机提问",
    };

    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["received"] = "待派单",
        ["dispatched"] = "待受理",
        ["returned"] = "已退单",
        ["accepted"] = "办理中",
        ["waiting"] = "等来电人补充",
        ["replied"] = "待回访",
        ["followed_up"] = "已回访",
        ["closed"] = "已办结",
        ["merged"] = "已合并",
    };

    /// <summary>What somebody did, in the history.</summary>
    public static readonly IReadOnlyDictionary<string, string> Steps = new Dictionary<string, string>
    {
        ["receive"] = "登记",
        ["answer"] = "当场答复",
        ["dispatch"] = "派单",
        ["accept"] = "受理工单",
        ["return"] = "退单",
        ["reassign"] = "改派",
        ["wait"] = "请来电人补充",
        ["resume"] = "恢复办理",
        ["supplement"] = "来电人补充",
        ["reply"] = "答复",
        ["ask_extension"] = "申请延期",
        ["approve_extension"] = "同意延期",
        ["reject_extension"] = "不同意延期",
        ["tell_extension"] = "告知延期",
        ["follow_up"] = "回访",
        ["try_follow_up"] = "回访未接通",
        ["close"] = "办结",
        ["reopen"] = "重新办理",
        ["escalate"] = "督办",
        ["amend"] = "更正类型和紧急程度",
        ["link"] = "关联",
        ["merge"] = "合并",
        ["note"] = "内部备注",
    };

    public static readonly IReadOnlyDictionary<string, string> Queues = new Dictionary<string, string>
    {
        ["mine"] = "我的",
        ["department"] = "未办结",
        ["unassigned"] = "待派单",
        ["due_today"] = "今天到期",
        ["overdue"] = "已逾期",
        ["follow_up"] = "待回访",
        ["escalated"] = "督办",
        ["extensions"] = "待批延期",
        ["to_tell"] = "待告知延期",
        ["all"] = "全部工单",
    };

    public static readonly IReadOnlyDictionary<string, string> Extensions = new Dictionary<string, string>
    {
        ["pending"] = "待审批",
        ["approved"] = "已同意",
        ["rejected"] = "不同意",
        ["lapsed"] = "已失效",
    };

    public static readonly IReadOnlyDictionary<string, string> Outcomes = new Dictionary<string, string>
    {
        ["done"] = "回访完成",
        ["again"] = "未接通，改日再访",
        ["reopen"] = "重新办理",
        ["escalate"] = "转督办",
    };

    public static readonly IReadOnlyDictionary<string, string> Relations = new Dictionary<string, string>
    {
        ["linked"] = "关联",
        ["merged"] = "已并入本单",
        ["same_call"] = "同一来电",
        ["repeat"] = "重复反映",
    };

    /// <summary>Who did a step, by name; the recurring job is the system.</summary>
    public static string Who(string name, Microsoft.Extensions.Localization.IStringLocalizer t) =>
        name == "system" ? t["系统自动"] : name;

    /// <summary>How a ticket's state looks: <c>good</c>, <c>waiting</c>, <c>bad</c> or <c>over</c>.</summary>
    public static string Look(string state) =>
        state switch
        {
            "accepted" or "followed_up" => "good",
            "received" or "dispatched" or "waiting" or "replied" => "waiting",
            "returned" => "bad",
            _ => "over",
        };

    /// <summary>Code and word of each.</summary>
    public static IEnumerable<(string Value, string Text)> Options(
        this IReadOnlyDictionary<string, string> words,
        Microsoft.Extensions.Localization.IStringLocalizer t
    ) => words.Select(pair => (pair.Key, t[pair.Value].Value));
}
