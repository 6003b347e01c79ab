using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Access;

/// <summary>Refusals for whose rows something would be.</summary>
public static class AccessProblems
{
    /// <summary>A county's office writes down what is another county's.</summary>
    public static readonly ProblemCode OtherDivision = new(
        "other_division",
        403,
        "您只能办理本县区（园区）的业务，请选择本县区（园区）；跨县区的请联系市人才办。",
        "You look after one county or park; choose that one, or ask the city's office."
    );
}
