using System.Globalization;

namespace TalentCard.Core.Redemptions;

/// <summary>A name as a service point may see it: the surname, and a star for each character after it.</summary>
public static class MaskedName
{
    // 复姓 that are in use, by the Ministry of Public Security's yearly name reports.
    private static readonly HashSet<string> CompoundSurnames =
    [
        "欧阳",
        "太史",
        "端木",
        "上官",
        "司马",
        "东方",
        "独孤",
        "南宫",
        "万俟",
        "闻人",
        "夏侯",
        "诸葛",
        "尉迟",
        "公羊",
        "赫连",
        "澹台",
        "皇甫",
        "宗政",
        "濮阳",
        "公冶",
        "太叔",
        "申屠",
        "公孙",
        "慕容",
        "仲孙",
        "钟离",
        "长孙",
        "宇文",
        "司徒",
        "鲜于",
        "司空",
        "令狐",
        "东郭",
        "呼延",
        "西门",
        "百里",
    ];

    /// <summary>
    /// <c>张三丰</c> → <c>张**</c>, <c>欧阳修</c> → <c>欧阳*</c>. A name that is not Chinese keeps its first character; no
    /// name shows more than four stars, so that its length says little.
    /// </summary>
    public static string Of(string name)
    {
        var characters = StringInfo.GetTextElementEnumerator(name.Trim());
        List<string> elements = [];
        while (characters.MoveNext())
            elements.Add(characters.GetTextElement());
        if (elements.Count < 2)
            return name.Trim() + "*";
        var surname = elements.Count > 2 && CompoundSurnames.Contains(elements[0] + elements[1]) ? 2 : 1;
        return string.Concat(elements.Take(surname)) + new string('*', Math.Min(elements.Count - surname, 4));
    }
}
