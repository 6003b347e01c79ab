namespace TalentCard.Contracts.Redemptions;

/// <summary>The talent's own card and what is left on it.</summary>
/// <param name="Card">The card.</param>
/// <param name="Entitlements">What it is good for today, in the office's order.</param>
public sealed record MyCard(MyCardFace Card, IReadOnlyList<MyEntitlement> Entitlements);

/// <summary>The card as its holder sees it.</summary>
/// <param name="Id">The card.</param>
/// <param name="Number">Its number.</param>
/// <param name="Name">The holder's own name.</param>
/// <param name="Tier">A–F.</param>
/// <param name="TierName">The tier's name in Chinese.</param>
/// <param name="TierNameEn">The tier's name in English.</param>
/// <param name="TierColor">The tier's colour, <c>#rrggbb</c>.</param>
/// <param name="State"><c>active</c>, <c>suspended</c>, <c>revoked</c> or <c>replaced</c>.</param>
/// <param name="StateReason">Why it is not active.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="ValidTo">Its last day.</param>
public sealed record MyCardFace(
    Guid Id,
    string Number,
    string Name,
    string Tier,
    string TierName,
    string TierNameEn,
    string TierColor,
    string State,
    string? StateReason,
    DateOnly ValidFrom,
    DateOnly ValidTo
);

/// <summary>What is left of a benefit in the current period.</summary>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Description">What it is, in Chinese.</param>
/// <param name="DescriptionEn">What it is, in English.</param>
/// <param name="Period"><c>year</c>, <c>half_year</c>, <c>quarter</c> or <c>month</c>.</param>
/// <param name="PeriodStart">The current period's first day.</param>
/// <param name="PeriodEnd">The current period's last day.</param>
/// <param name="Quota">Services in a period; null is without limit.</param>
/// <param name="Used">Services recorded in this period.</param>
/// <param name="Held">Units that bookings hold.</param>
/// <param name="Remaining">What is left; null is without limit.</param>
/// <param name="Companions">Who may come along.</param>
/// <param name="BookingHours">Hours before the day by which it must be booked; null where no booking is needed.</param>
/// <param name="Checks">What the verifier will check: <c>face</c>, <c>id_last4</c>.</param>
/// <param name="PrintedAllowed">Whether the plastic card's code is enough.</param>
/// <param name="ServicePointKinds">Kinds of service points that give it.</param>
public sealed record MyEntitlement(
    string Benefit,
    string Name,
    string NameEn,
    string Description,
    string DescriptionEn,
    string Period,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    int? Quota,
    int Used,
    int Held,
    int? Remaining,
    CompanionRule Companions,
    int? BookingHours,
    string[] Checks,
    bool PrintedAllowed,
    string[] ServicePointKinds
);

/// <summary>A service that the talent had.</summary>
/// <param name="Id">The redemption.</param>
/// <param name="RedeemedAt">When.</param>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="BenefitName">Its name in Chinese.</param>
/// <param name="BenefitNameEn">Its name in English.</param>
/// <param name="PartnerName">Whose service point it was.</param>
/// <param name="PartnerNameEn">The partner's name in English; empty where there is none.</param>
/// <param name="ServicePointName">Where.</param>
/// <param name="ServicePointNameEn">The service point's name in English; empty where there is none.</param>
/// <param name="Companions">How many came along.</param>
/// <param name="ReversedAt">When it was reversed; null when it stands.</param>
/// <param name="Score">1–5 as the talent rated it; null where they have not.</param>
/// <param name="Comment">The talent's words.</param>
/// <param name="RateUntil">Until when it can be rated, and the rating changed.</param>
public sealed record MyRedemption(
    Guid Id,
    DateTimeOffset RedeemedAt,
    string Benefit,
    string BenefitName,
    string BenefitNameEn,
    string PartnerName,
    string PartnerNameEn,
    string ServicePointName,
    string ServicePointNameEn,
    int Companions,
    DateTimeOffset? ReversedAt,
    int? Score,
    string? Comment,
    DateTimeOffset RateUntil
);
