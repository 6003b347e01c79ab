namespace TalentCard.Web.ThinkTank;

/// <summary>The Api's codes in Chinese words, which are the keys of their translations.</summary>
internal static class ThinkTankWords
{
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["village"] = "村",
        ["firm"] = "企业",
    };

    public static readonly IReadOnlyDictionary<string, string> ProposalStates = new Dictionary<string, string>
    {
        ["proposed"] = "待审批",
        ["adopted"] = "已采用",
        ["rejected"] = "已退回",
    };

    public static readonly IReadOnlyDictionary<string, string> RequestStates = new Dictionary<string, string>
    {
        ["open"] = "待派",
        ["assigned"] = "已派专家",
        ["closed"] = "已办结",
    };

    /// <summary>The look of a state's badge.</summary>
    public static string Look(string state) =>
        state switch
        {
            "adopted" or "assigned" => "good",
            "proposed" or "open" => "waiting",
            "rejected" => "bad",
            _ => "over",
        };
}
