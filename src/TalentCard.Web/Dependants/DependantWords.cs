namespace TalentCard.Web.Dependants;

/// <summary>The Api's codes of families in Chinese words, which are the keys of their translations.</summary>
internal static class DependantWords
{
    public static readonly IReadOnlyDictionary<string, string> Relations = new Dictionary<string, string>
    {
        ["spouse"] = "配偶",
        ["child"] = "子女",
        ["parent"] = "父母",
    };

    public static readonly IReadOnlyDictionary<string, string> Documents = new Dictionary<string, string>
    {
        ["id_card"] = "居民身份证",
        ["passport"] = "护照",
        ["permanent_residence"] = "外国人永久居留身份证",
        ["hk_macao_permit"] = "港澳居民来往内地通行证",
        ["taiwan_permit"] = "台湾居民来往大陆通行证",
    };

    public static readonly IReadOnlyDictionary<string, string> Proofs = new Dictionary<string, string>
    {
        ["marriage_certificate"] = "结婚证",
        ["household_register"] = "户口簿",
        ["birth_certificate"] = "出生医学证明",
        ["other"] = "其他证明",
    };

    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["filed"] = "待核对",
        ["active"] = "已确认",
        ["refused"] = "未通过",
        ["ended"] = "已结束",
    };

    public static readonly IReadOnlyDictionary<string, string> Grounds = new Dictionary<string, string>
    {
        ["of_age"] = "年满 18 周岁",
        ["divorce"] = "离婚",
        ["death"] = "去世",
        ["withdrawn"] = "不再需要",
        ["card_ended"] = "持卡人的卡已终止",
        ["own_card"] = "本人已持卡",
    };

    /// <summary>The grounds that a person gives.</summary>
    public static IEnumerable<KeyValuePair<string, string>> GivenGrounds =>
        Grounds.Where(ground => ground.Key is "divorce" or "death" or "withdrawn");
}
