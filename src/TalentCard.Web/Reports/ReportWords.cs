namespace TalentCard.Web.Reports;

/// <summary>The Api's codes of reports in Chinese words, which are the keys of their translations.</summary>
internal static class ReportWords
{
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["weekly"] = "周通报",
        ["monthly"] = "月排序",
        ["yearly"] = "年度报告",
    };

    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["draft"] = "草稿",
        ["approved"] = "已审批",
        ["sent"] = "已发送",
    };

    /// <summary>How a state looks.</summary>
    public static string Look(string state) =>
        state switch
        {
            "draft" => "waiting",
            "approved" => "good",
            _ => "over",
        };
}
