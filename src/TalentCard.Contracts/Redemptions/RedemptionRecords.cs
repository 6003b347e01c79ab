using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Redemptions;

/// <summary>Records one service on a verification.</summary>
/// <param name="Verification">The token that the verification gave.</param>
/// <param name="Benefit">Which of its benefits.</param>
/// <param name="Companions">One relation for each person who comes along: <c>["spouse", "child"]</c>.</param>
/// <param name="Checks">What the verifier has checked.</param>
public sealed record RedemptionRequest(
    [property: Required, StringLength(2000)] string Verification,
    [property: Required, StringLength(40)] string Benefit,
    [property: MaxLength(10), Each] string[]? Companions = null,
    RedemptionChecks? Checks = null
);

/// <summary>What the verifier has checked, where the benefit asks for it.</summary>
/// <param name="Face">The face is that of the photo.</param>
/// <param name="IdLast4">The last four of the ID card that was shown; compared by the server.</param>
public sealed record RedemptionChecks(bool Face = false, [property: StringLength(4)] string? IdLast4 = null);

/// <summary>A recorded service. The same <c>Idempotency-Key</c> and body give the same again.</summary>
/// <param name="Id">The redemption.</param>
/// <param name="Benefit">What was given.</param>
/// <param name="Remaining">Units left after it, bookings taken off; null is without limit.</param>
/// <param name="RedeemedAt">When.</param>
public sealed record RedemptionMade(Guid Id, string Benefit, int? Remaining, DateTimeOffset RedeemedAt);

/// <summary>Why a redemption is reversed.</summary>
/// <param name="Reason">In the operator's words.</param>
public sealed record ReversalRequest([property: Required, StringLength(500, MinimumLength = 1)] string Reason);

/// <summary>A reversed redemption; its unit is given back.</summary>
/// <param name="Id">The reversal.</param>
/// <param name="Redemption">What it reverses.</param>
/// <param name="Benefit">The benefit whose unit came back.</param>
/// <param name="Remaining">Units left now; null is without limit.</param>
/// <param name="ReversedAt">When.</param>
public sealed record ReversalMade(Guid Id, Guid Redemption, string Benefit, int? Remaining, DateTimeOffset ReversedAt);

/// <summary>A row of the ledger, as the office and the partner see it.</summary>
/// <param name="Id">The redemption.</param>
/// <param name="RedeemedAt">When.</param>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="BenefitName">Its name in Chinese.</param>
/// <param name="BenefitNameEn">Its name in English.</param>
/// <param name="MaskedName">The holder's name, masked.</param>
/// <param name="Tier">The holder's tier at the time.</param>
/// <param name="Division">The holder's county or park at the time: its code.</param>
/// <param name="DivisionName">Its name.</param>
/// <param name="Partner">The partner.</param>
/// <param name="PartnerName">Its name.</param>
/// <param name="PartnerNameEn">Its name in English; empty where there is none.</param>
/// <param name="ServicePoint">Where it was given.</param>
/// <param name="ServicePointName">Its name.</param>
/// <param name="ServicePointNameEn">Its name in English; empty where there is none.</param>
/// <param name="OperatorName">Who recorded it.</param>
/// <param name="Companions">How many came along.</param>
/// <param name="Level">0 printed, 1 minted, 2 bound to a device.</param>
/// <param name="ReversedAt">When it was reversed; null when it stands.</param>
/// <param name="ReversalReason">Why it was reversed.</param>
/// <param name="Score">1–5 as the holder rated it; for the office only.</param>
/// <param name="Comment">The holder's words; for the office only.</param>
public sealed record RedemptionItem(
    Guid Id,
    DateTimeOffset RedeemedAt,
    string Benefit,
    string BenefitName,
    string BenefitNameEn,
    string MaskedName,
    string Tier,
    string Division,
    string DivisionName,
    Guid Partner,
    string PartnerName,
    string PartnerNameEn,
    Guid ServicePoint,
    string ServicePointName,
    string ServicePointNameEn,
    string OperatorName,
    int Companions,
    int Level,
    DateTimeOffset? ReversedAt,
    string? ReversalReason,
    int? Score,
    string? Comment
);

/// <summary>
/// The services of a filtered ledger: people (人数) and times (人次) are different things, and reversed ones are in neither.
/// </summary>
/// <param name="Times">人次: services that stand.</param>
/// <param name="People">人数: holders served by them.</param>
/// <param name="Companions">People who came along.</param>
/// <param name="Reversed">Services that were reversed.</param>
public sealed record RedemptionTotals(int Times, int People, int Companions, int Reversed);

/// <summary>A day's services, reversed ones taken off: people (人数) and times (人次) are different things.</summary>
/// <param name="Day">The day in Asia/Shanghai.</param>
/// <param name="Times">人次: services recorded.</param>
/// <param name="People">人数: holders served.</param>
/// <param name="Companions">People who came along.</param>
/// <param name="Reversed">Services recorded on that day and reversed since.</param>
public sealed record RedemptionSummary(DateOnly Day, int Times, int People, int Companions, int Reversed);
