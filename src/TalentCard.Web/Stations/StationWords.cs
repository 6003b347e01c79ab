using TalentCard.Contracts.Stations;

namespace TalentCard.Web.Stations;

/// <summary>The Api's codes in Chinese words, which are the keys of their translations.</summary>
internal static class StationWords
{
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["research_station"] = "科研流动站",
        ["workstation"] = "科研工作站",
        ["innovation_base"] = "创新实践基地",
    };

    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["proposed"] = "待审批",
        ["admitted"] = "待进站",
        ["resident"] = "在站",
        ["completed"] = "已出站",
        ["withdrawn"] = "已退站",
        ["rejected"] = "未获准",
    };

    public static readonly IReadOnlyDictionary<string, string> Requests = new Dictionary<string, string>
    {
        ["entry"] = "进站",
        ["extension"] = "延期",
        ["completion"] = "出站",
        ["withdrawal"] = "退站",
    };

    public static readonly IReadOnlyDictionary<string, string> Steps = new Dictionary<string, string>
    {
        ["entry"] = "进站",
        ["agreement"] = "协议",
        ["proposal"] = "开题",
        ["midterm"] = "中期考核",
        ["extension"] = "延期",
        ["end"] = "期满",
        ["completion"] = "出站",
        ["withdrawal"] = "退站",
        ["rejection"] = "未获准进站",
        ["payment"] = "经费",
        ["other"] = "其他",
    };

    public static readonly IReadOnlyDictionary<string, string> StepStates = new Dictionary<string, string>
    {
        ["done"] = "已完成",
        ["late"] = "逾期完成",
        ["ahead"] = "未到",
        ["soon"] = "90 天内",
        ["overdue"] = "已逾期",
    };

    public static readonly IReadOnlyDictionary<string, string> Results = new Dictionary<string, string>
    {
        ["excellent"] = "优秀",
        ["good"] = "良好",
        ["pass"] = "合格",
        ["fail"] = "不合格",
    };

    public static readonly IReadOnlyDictionary<string, string> Destinations = new Dictionary<string, string>
    {
        ["host"] = "留设站单位",
        ["university"] = "高校",
        ["institute"] = "科研院所",
        ["company"] = "企业",
        ["government"] = "党政机关",
        ["abroad"] = "出国（境）",
        ["other"] = "其他",
    };

    public static readonly IReadOnlyDictionary<string, string> Grounds = new Dictionary<string, string>
    {
        ["own_wish"] = "本人申请",
        ["review_failed"] = "考核不合格",
        ["misconduct"] = "学术不端",
        ["sanction"] = "受处分",
        ["absence"] = "无故旷工",
        ["illness"] = "因病无法完成研究",
        ["overstay_abroad"] = "出国逾期不归",
        ["other"] = "其他",
    };

    public static readonly IReadOnlyDictionary<string, string> Payments = new Dictionary<string, string>
    {
        ["living"] = "生活补助",
        ["research"] = "科研经费",
        ["housing"] = "住房补助",
        ["other"] = "其他",
    };

    /// <summary>Where a postdoc stands on a day: who may enter, but has not yet, is <c>admitted</c>.</summary>
    public static string StateOn(this Postdoc postdoc, DateOnly today) =>
        postdoc.State == "resident" && postdoc.EnteredOn > today ? "admitted" : postdoc.State;

    /// <summary>How a state looks: <c>good</c>, <c>waiting</c>, <c>bad</c> or <c>over</c>.</summary>
    public static string Look(string state) =>
        state switch
        {
            "resident" or "approved" or "done" => "good",
            "proposed" or "admitted" or "pending" or "soon" or "late" => "waiting",
            "rejected" or "overdue" or "withdrawn" => "bad",
            _ => "over",
        };

    /// <summary>A discipline's name in the reader's language.</summary>
    public static string NameOf(this IReadOnlyList<Discipline> disciplines, string code) =>
        disciplines.FirstOrDefault(one => one.Code == code) is { } found ? ReferenceNames.Either(found.Name, found.NameEn) : code;

    /// <summary>Code and name of each discipline.</summary>
    public static IEnumerable<(string Value, string Text)> Choices(this IReadOnlyList<Discipline> disciplines) =>
        disciplines.Select(one => (one.Code, $"{one.Code} {ReferenceNames.Either(one.Name, one.NameEn)}"));
}
