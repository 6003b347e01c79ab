using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Benefits;

/// <summary>Refusals of the benefits' office.</summary>
public static class BenefitProblems
{
    /// <summary>A rule may begin tomorrow at the earliest (today, where the benefit has none yet).</summary>
    public static readonly ProblemCode RuleInForce = new(
        "rule_in_force",
        409,
        "规则不能改变今天及以前的服务，请选择明天或更晚的生效日期。",
        "A rule cannot change today or the past; let it begin tomorrow or later."
    );

    /// <summary>A benefit with this code exists.</summary>
    public static readonly ProblemCode CodeTaken = new(
        "benefit_code_taken",
        409,
        "该服务事项代码已存在，请更换代码。",
        "There is a benefit with this code already; choose another."
    );
}
