namespace TalentCard.Web.Hotline.Own;

/// <summary>A matter's course in the words of who asked.</summary>
internal static class MyHotlineWords
{
    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["received"] = "已收到",
        ["dispatched"] = "已派给承办单位",
        ["returned"] = "已收到",
        ["accepted"] = "单位办理中",
        ["waiting"] = "请您补充",
        ["replied"] = "已答复您",
        ["followed_up"] = "已答复您",
        ["closed"] = "已办好",
        ["merged"] = "并入另一件",
    };

    public static readonly IReadOnlyDictionary<string, string> Steps = new Dictionary<string, string>
    {
        ["receive"] = "收到您的提问",
        ["answer"] = "已答复您",
        ["dispatch"] = "转给承办单位",
        ["accept"] = "承办单位开始办理",
        ["wait"] = "请您补充",
        ["resume"] = "继续办理",
        ["supplement"] = "您补充了内容",
        ["reply"] = "已答复您",
        ["approve_extension"] = "办理时间延长",
        ["follow_up"] = "专线已回访您",
        ["close"] = "已办好",
        ["reopen"] = "再次办理",
        ["merge"] = "并入另一件",
    };

    /// <summary>How a state looks.</summary>
    public static string Look(string state) =>
        state switch
        {
            "waiting" => "bad",
            "replied" or "followed_up" or "closed" => "good",
            "merged" => "over",
            _ => "waiting",
        };
}
