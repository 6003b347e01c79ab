namespace TalentCard.Web.Shell;

/// <summary>The Api's codes in Chinese words, which are the keys of their translations.</summary>
internal static class CodeWords
{
    public static readonly IReadOnlyDictionary<string, string> CardStates = new Dictionary<string, string>
    {
        ["active"] = "正常",
        ["suspended"] = "已挂失",
        ["expired"] = "已过期",
        ["revoked"] = "已注销",
        ["replaced"] = "已补发",
    };

    public static readonly IReadOnlyDictionary<string, string> CardActions = new Dictionary<string, string>
    {
        ["issue"] = "发卡",
        ["suspend"] = "挂失",
        ["resume"] = "解除挂失",
        ["revoke"] = "注销",
        ["replace"] = "补发",
        ["renew"] = "续期",
        ["shorten"] = "有效期缩短",
    };

    public static readonly IReadOnlyDictionary<string, string> BatchStates = new Dictionary<string, string>
    {
        ["pending"] = "待审批",
        ["approved"] = "已通过",
        ["rejected"] = "已退回",
    };

    public static readonly IReadOnlyDictionary<string, string> ImportStates = new Dictionary<string, string>
    {
        ["preview"] = "待确认",
        ["committed"] = "已导入",
        ["discarded"] = "已作废",
    };

    public static readonly IReadOnlyDictionary<string, string> BookingStates = new Dictionary<string, string>
    {
        ["held"] = "已预约",
        ["used"] = "已使用",
        ["cancelled"] = "已取消",
        ["lapsed"] = "已失效",
    };

    public static readonly IReadOnlyDictionary<string, string> Periods = new Dictionary<string, string>
    {
        ["year"] = "每年",
        ["half_year"] = "每半年",
        ["quarter"] = "每季度",
        ["month"] = "每月",
    };

    public static readonly IReadOnlyDictionary<string, string> Relations = new Dictionary<string, string>
    {
        ["spouse"] = "配偶",
        ["child"] = "子女",
        ["parent"] = "父母",
        ["other"] = "其他",
    };

    public static readonly IReadOnlyDictionary<string, string> Checks = new Dictionary<string, string>
    {
        ["face"] = "本人照片",
        ["id_last4"] = "证件后四位",
    };

    public static readonly IReadOnlyDictionary<string, string> Levels = new Dictionary<string, string>
    {
        ["0"] = "实体卡",
        ["1"] = "手机码",
        ["2"] = "手机离线码",
    };

    public static readonly IReadOnlyDictionary<string, string> Documents = new Dictionary<string, string>
    {
        ["id_card"] = "居民身份证",
        ["passport"] = "护照",
        ["permanent_residence"] = "外国人永久居留身份证",
        ["hk_macao_permit"] = "港澳居民来往内地通行证、居住证",
        ["taiwan_permit"] = "台湾居民来往大陆通行证、居住证",
    };

    public static readonly IReadOnlyDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["id_number"] = "证件号码",
        ["phone"] = "手机号",
        ["email"] = "电子邮箱",
    };

    /// <summary>The word for a code; the code itself where the Api has learned a new one.</summary>
    public static string Of(this IReadOnlyDictionary<string, string> words, string code) => words.GetValueOrDefault(code, code);

    /// <summary>How a state looks: <c>good</c>, <c>waiting</c>, <c>bad</c> or <c>over</c>.</summary>
    public static string Look(string state) =>
        state switch
        {
            "active" or "approved" or "committed" or "used" => "good",
            "pending" or "filed" or "preview" or "expired" or "held" => "waiting",
            "suspended" or "rejected" or "refused" => "bad",
            _ => "over",
        };
}
