using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Partners;

/// <summary>Refusals of the partners' office.</summary>
public static class PartnerProblems
{
    /// <summary>A partner, or a service point of the partner, has this name.</summary>
    public static readonly ProblemCode NameTaken = new(
        "name_taken",
        409,
        "该名称已被使用，请更换名称。",
        "This name is in use already; choose another."
    );
}
