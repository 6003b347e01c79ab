using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Web.ThinkTank.Experts;

/// <summary>The columns of a year's scores.</summary>
internal static class ScoreColumns
{
    public static readonly IReadOnlyList<ListColumn<ExpertScore>> All =
    [
        new("姓名", "name", row => row.Expert) { Always = true, Link = row => $"/office/think-tank/experts/{row.ExpertId}" },
        new("得分", "score", row => row.Score) { Class = "digits" },
        new("结对", "pairings", row => row.Pairings) { Class = "digits" },
        new("服务过", "visited", row => row.Visited) { Class = "digits" },
        new("有效服务 / 登记", "visits") { Class = "digits" },
        new("有效服务", "counted", row => row.Visits) { Off = true, Class = "digits" },
        new("登记", "logged", row => row.Logged) { Off = true, Class = "digits" },
        new("村的评价", "rating", row => row.Rating) { Class = "digits" },
    ];
}
