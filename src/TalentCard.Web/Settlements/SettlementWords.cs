namespace TalentCard.Web.Settlements;

/// <summary>The Api's codes of settlements in Chinese words, which are the keys of their translations.</summary>
internal static class SettlementWords
{
    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["drawn_up"] = "待确认",
        ["confirmed"] = "单位已确认",
        ["disputed"] = "有异议",
        ["answered"] = "异议已答复",
        ["approved"] = "已审批待付款",
        ["paid"] = "已付款",
    };

    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["service"] = "当月服务",
        ["late"] = "补记以前月份",
        ["reversal"] = "撤销冲减",
        ["price"] = "价格更正",
    };

    public static readonly IReadOnlyDictionary<string, string> Payers = new Dictionary<string, string>
    {
        ["fund"] = "人才经费",
        ["partner"] = "合作单位自担",
        ["holder_excess"] = "超出上限部分由持卡人自付",
    };

    /// <summary>How a state looks.</summary>
    public static string Look(string state) =>
        state switch
        {
            "disputed" => "bad",
            "confirmed" or "approved" => "good",
            "paid" => "over",
            _ => "waiting",
        };
}
