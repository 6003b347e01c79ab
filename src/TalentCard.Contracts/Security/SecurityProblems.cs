using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Security;

/// <summary>Refusals of whoever guesses.</summary>
public static class SecurityProblems
{
    /// <summary>Too many whole phone or ID numbers led to nobody today.</summary>
    public static readonly ProblemCode LookUpsClosed = new(
        "look_ups_closed",
        429,
        "您今日查询的号码多次查无此人，号码查询已暂停至明日，请联系管理员。",
        "Too many of the numbers that you looked up led to nobody; look-ups are closed until tomorrow. Ask your administrator."
    );
}
