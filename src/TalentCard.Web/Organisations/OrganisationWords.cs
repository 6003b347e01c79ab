namespace TalentCard.Web.Organisations;

/// <summary>The Api's codes in Chinese words, which are the keys of their translations.</summary>
internal static class OrganisationWords
{
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["enterprise"] = "企业",
        ["institution"] = "事业单位",
        ["university"] = "高校",
        ["hospital"] = "医院",
        ["government"] = "机关",
        ["association"] = "社会组织",
        ["outside"] = "市外单位",
    };

    public static readonly IReadOnlyDictionary<string, string> Scales = new Dictionary<string, string>
    {
        ["large"] = "大型",
        ["medium"] = "中型",
        ["small"] = "小型",
        ["micro"] = "微型",
    };

    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["active"] = "存续",
        ["closed"] = "已不存续",
        ["merged"] = "已并入",
    };
}
