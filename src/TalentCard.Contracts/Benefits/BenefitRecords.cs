using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Benefits;

/// <summary>A service that cards entitle to (服务事项).</summary>
/// <param name="Code">Stable identifier in snake_case.</param>
/// <param name="Name">Name in Chinese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Description">What it is, in Chinese.</param>
/// <param name="DescriptionEn">What it is, in English.</param>
/// <param name="Position">Its place in lists.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="Rule">The rule in force today; null before the first one begins.</param>
public sealed record Benefit(
    string Code,
    string Name,
    string NameEn,
    string Description,
    string DescriptionEn,
    int Position,
    int Version,
    BenefitRule? Rule
) : IVersioned;

/// <summary>A benefit with every rule that it had, has and will have.</summary>
/// <param name="Benefit">The benefit.</param>
/// <param name="Rules">Its rules, the newest first; each holds until the next begins.</param>
public sealed record BenefitDetail(Benefit Benefit, IReadOnlyList<BenefitRule> Rules) : IVersioned
{
    int IVersioned.Version => Benefit.Version;
}

/// <summary>Who may have a benefit, how often and how, from a day on.</summary>
/// <param name="ValidFrom">The first day on which it holds.</param>
/// <param name="Active">Whether the benefit is given at all.</param>
/// <param name="Tiers">Tiers that may have it.</param>
/// <param name="Period"><c>year</c>, <c>half_year</c>, <c>quarter</c> or <c>month</c>.</param>
/// <param name="Quota">Services in a period; null is without limit.</param>
/// <param name="ServicePointKinds">Kinds of service points that give it.</param>
/// <param name="MaxCompanions">How many may come along.</param>
/// <param name="CompanionRelations">Which: <c>spouse</c>, <c>child</c>, <c>parent</c>, <c>other</c>.</param>
/// <param name="BookingHours">Hours before the day by which it must be booked; 0: on the day is enough; null: no booking
/// needed.</param>
/// <param name="Checks">What the verifier must check: <c>face</c>, <c>id_last4</c>.</param>
/// <param name="PrintedAllowed">Whether a printed code is enough.</param>
/// <param name="PrintedIntervalMinutes">The shortest time between two services from a printed code.</param>
/// <param name="MinAge">Whole years that the holder has on the day of the service at least; null: no bound.</param>
/// <param name="MaxAge">Whole years that they have at most; null: no bound.</param>
/// <param name="FamilyTiers">Tiers whose families are included.</param>
/// <param name="FamilyRelations">Which of a family: <c>spouse</c>, <c>child</c>, <c>parent</c>.</param>
/// <param name="MaxDependants">How many of a holder's family, the first filed; 0: nobody.</param>
/// <param name="FamilyQuota"><c>shared</c>: they use the holder's quota; <c>own</c>: each has as much.</param>
/// <param name="CreatedByName">Who wrote the rule.</param>
/// <param name="CreatedAt">When.</param>
public sealed record BenefitRule(
    DateOnly ValidFrom,
    bool Active,
    string[] Tiers,
    string Period,
    int? Quota,
    string[] ServicePointKinds,
    int MaxCompanions,
    string[] CompanionRelations,
    int? BookingHours,
    string[] Checks,
    bool PrintedAllowed,
    int PrintedIntervalMinutes,
    int? MinAge,
    int? MaxAge,
    string[] FamilyTiers,
    string[] FamilyRelations,
    int MaxDependants,
    string FamilyQuota,
    string CreatedByName,
    DateTimeOffset CreatedAt
);

/// <summary>The texts of a benefit.</summary>
/// <param name="Name">Name in Chinese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Description">What it is, in Chinese.</param>
/// <param name="DescriptionEn">What it is, in English.</param>
/// <param name="Position">Its place in lists.</param>
public sealed record BenefitTexts(
    [property: Required, StringLength(50, MinimumLength = 1)] string Name,
    [property: Required, StringLength(100, MinimumLength = 1)] string NameEn,
    [property: StringLength(2000)] string Description,
    [property: StringLength(2000)] string DescriptionEn,
    [property: Range(0, 10_000)] int Position
);

/// <summary>A new benefit. It is given from the day of its first rule on.</summary>
/// <param name="Code">Stable identifier in snake_case.</param>
/// <param name="Texts">Its texts.</param>
public sealed record NewBenefit([property: Required, RegularExpression("^[a-z_]{2,40}$")] string Code, BenefitTexts Texts);

/// <summary>A rule to hold from its day on.</summary>
/// <param name="Active">Whether the benefit is given at all.</param>
/// <param name="Tiers">Tiers that may have it.</param>
/// <param name="Period"><c>year</c>, <c>half_year</c>, <c>quarter</c> or <c>month</c>.</param>
/// <param name="Quota">Services in a period; null is without limit.</param>
/// <param name="ServicePointKinds">Kinds of service points that give it.</param>
/// <param name="MaxCompanions">How many may come along.</param>
/// <param name="CompanionRelations">Which: <c>spouse</c>, <c>child</c>, <c>parent</c>, <c>other</c>.</param>
/// <param name="BookingHours">Hours before the day by which it must be booked; 0: on the day is enough; null: no booking
/// needed.</param>
/// <param name="Checks">What the verifier must check: <c>face</c>, <c>id_last4</c>.</param>
/// <param name="PrintedAllowed">Whether a printed code is enough.</param>
/// <param name="PrintedIntervalMinutes">The shortest time between two services from a printed code.</param>
/// <param name="MinAge">Whole years that the holder has on the day of the service at least; null: no bound.</param>
/// <param name="MaxAge">Whole years that they have at most; null: no bound.</param>
/// <param name="FamilyTiers">Tiers whose families are included; null: none.</param>
/// <param name="FamilyRelations">Which of a family: <c>spouse</c>, <c>child</c>, <c>parent</c>; null: none.</param>
/// <param name="MaxDependants">How many of a holder's family, the first filed; 0: nobody.</param>
/// <param name="FamilyQuota"><c>shared</c>: they use the holder's quota; <c>own</c>: each has as much.</param>
public sealed record BenefitRuleRequest(
    bool Active,
    [property: Required, MaxLength(26), Each] string[] Tiers,
    [property: Required, AllowedValues("year", "half_year", "quarter", "month")] string Period,
    [property: Range(1, 1000)] int? Quota,
    [property: Required, MaxLength(50), Each] string[] ServicePointKinds,
    [property: Range(0, 10)] int MaxCompanions,
    [property: Required, MaxLength(4), Each] string[] CompanionRelations,
    [property: Range(0, 720)] int? BookingHours,
    [property: Required, MaxLength(2), Each] string[] Checks,
    bool PrintedAllowed,
    [property: Range(0, 43_200)] int PrintedIntervalMinutes,
    [property: Range(0, 150)] int? MinAge = null,
    [property: Range(0, 150)] int? MaxAge = null,
    [property: MaxLength(26), Each] string[]? FamilyTiers = null,
    [property: MaxLength(3), Each] string[]? FamilyRelations = null,
    [property: Range(0, 10)] int MaxDependants = 0,
    [property: Required, AllowedValues("shared", "own")] string FamilyQuota = "shared"
);
