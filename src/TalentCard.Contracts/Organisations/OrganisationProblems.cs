using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Organisations;

/// <summary>Refusals of the register of organisations.</summary>
public static class OrganisationProblems
{
    /// <summary>Another organisation has this credit code.</summary>
    public static readonly ProblemCode CreditCodeTaken = new(
        "credit_code_taken",
        409,
        "该统一社会信用代码已属于单位库中的另一单位，请查找该单位，或核对代码。",
        "Another organisation of the register has this credit code; look for it, or check the code."
    );

    /// <summary>The credit code is not one: length, characters or check digit are wrong.</summary>
    public static readonly ProblemCode CreditCodeWrong = new(
        "credit_code_wrong",
        422,
        "统一社会信用代码有误（18 位，末位为校验码），请对照营业执照或法人证书核对。",
        "The credit code is wrong (18 characters, the last a check character); compare it with the licence."
    );

    /// <summary>The organisation was merged into another.</summary>
    public static readonly ProblemCode Merged = new(
        "organisation_merged",
        409,
        "该单位已并入另一单位，请在并入后的单位上办理。",
        "This organisation was merged into another; work on that one."
    );
}
