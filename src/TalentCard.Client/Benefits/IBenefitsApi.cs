using Refit;
using TalentCard.Contracts.Benefits;

namespace TalentCard.Client.Benefits;

/// <summary>Benefits and their rules.</summary>
public interface IBenefitsApi
{
    /// <summary>Lists the benefits, each with the rule in force today.</summary>
    [Get("/api/v1/benefits")]
    Task<IReadOnlyList<Benefit>> ListBenefitsAsync(CancellationToken cancel);

    /// <summary>Adds a benefit; it is given from its first rule's day on.</summary>
    [Post("/api/v1/benefits")]
    Task<Benefit> CreateBenefitAsync(
        [Body] NewBenefit benefit,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Shows a benefit with its past, present and coming rules.</summary>
    [Get("/api/v1/benefits/{code}")]
    Task<BenefitDetail> GetBenefitAsync(string code, CancellationToken cancel);

    /// <summary>Changes the texts of a benefit.</summary>
    [Put("/api/v1/benefits/{code}")]
    Task<Benefit> EditBenefitAsync(
        string code,
        [Body] BenefitTexts texts,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Sets the rule that holds from a day on, tomorrow at the earliest; the past keeps its rules.</summary>
    [Put("/api/v1/benefits/{code}/rules/{validFrom}")]
    Task<BenefitRule> SetBenefitRuleAsync(
        string code,
        DateOnly validFrom,
        [Body] BenefitRuleRequest rule,
        CancellationToken cancel
    );
}
