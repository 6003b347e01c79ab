using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Redemptions;

/// <summary>A scan.</summary>
/// <param name="Code">The text of the QR code, as scanned.</param>
/// <param name="ServicePoint">Where it is shown: the verifier's own service point, or one of the partner system's.</param>
public sealed record VerificationRequest([property: Required, StringLength(4096)] string Code, Guid ServicePoint);

/// <summary>The answer to a scan. Verifying never consumes.</summary>
/// <param name="Verdict"><c>accepted</c>, or why not: a code of <see cref="Verdicts"/>.</param>
/// <param name="Message">What to do, in words; for <c>accepted</c> too.</param>
/// <param name="Verification">
/// Opaque token to redeem with, good for 5 minutes at this service point by this operator; null where nothing about the
/// card may be known here.
/// </param>
/// <param name="Card">What this service point may see of the card; null where nothing may be known.</param>
/// <param name="Benefits">The benefits that this service point gives, in the office's order.</param>
public sealed record VerificationAnswer(
    string Verdict,
    Message Message,
    string? Verification,
    VerifiedCard? Card,
    IReadOnlyList<VerifiedBenefit> Benefits
);

/// <summary>A sentence for the person at the desk.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record Message(string Zh, string En);

/// <summary>A card as a verifier sees it.</summary>
/// <param name="MaskedName">Of who shows the code, e.g. <c>张*</c>.</param>
/// <param name="Tier">A–F.</param>
/// <param name="TierName">The tier's name in Chinese.</param>
/// <param name="TierColor">The tier's colour, <c>#rrggbb</c>.</param>
/// <param name="ValidTo">The card's last day.</param>
/// <param name="Level">0 printed, 1 minted, 2 bound to a device.</param>
/// <param name="PhotoUrl">Where the photo can be read while the verification is good; null without a photo.</param>
/// <param name="Relation">What they are to the holder: <c>spouse</c>, <c>child</c>, <c>parent</c>; null: the holder.</param>
public sealed record VerifiedCard(
    string MaskedName,
    string Tier,
    string TierName,
    string TierColor,
    DateOnly ValidTo,
    int Level,
    string? PhotoUrl,
    string? Relation = null
);

/// <summary>A benefit at this service point for this card, now.</summary>
/// <param name="Code">The benefit.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Allowed">Whether it can be recorded now, once the <paramref name="Checks"/> are done.</param>
/// <param name="Reason">Why not: a code of <see cref="Verdicts"/>; null when allowed.</param>
/// <param name="Message">What to do about <paramref name="Reason"/>; null when allowed.</param>
/// <param name="Remaining">Services that can still be recorded here, a booking for today included; null is without limit.</param>
/// <param name="Booked">Whether a booking for today here will be used.</param>
/// <param name="Companions">Who may come along.</param>
/// <param name="Checks">What to check before redeeming: <c>face</c>, <c>id_last4</c>.</param>
public sealed record VerifiedBenefit(
    string Code,
    string Name,
    string NameEn,
    bool Allowed,
    string? Reason,
    Message? Message,
    int? Remaining,
    bool Booked,
    CompanionRule Companions,
    string[] Checks
);

/// <summary>Who may come along.</summary>
/// <param name="Max">How many at most.</param>
/// <param name="Relations">Which: <c>spouse</c>, <c>child</c>, <c>parent</c>, <c>other</c>.</param>
public sealed record CompanionRule(int Max, string[] Relations);
