using TalentCard.Contracts.Redemptions;

namespace TalentCard.Core.Redemptions;

/// <summary>A card as a verification reads it.</summary>
/// <param name="Id">The card.</param>
/// <param name="TalentId">Its holder.</param>
/// <param name="Name">The name of who shows it, unmasked.</param>
/// <param name="State"><c>active</c>, <c>suspended</c>, <c>revoked</c> or <c>replaced</c>.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="ValidTo">Its last day.</param>
/// <param name="Tier">A–F.</param>
/// <param name="TierName">The tier's name.</param>
/// <param name="TierColor">The tier's colour.</param>
/// <param name="HasPhoto">Whether a photo of who shows it is known.</param>
/// <param name="Dependant">Whose code it is; null: the holder's.</param>
internal sealed record CardFacts(
    Guid Id,
    Guid TalentId,
    string Name,
    string State,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    string Tier,
    string TierName,
    string TierColor,
    bool HasPhoto,
    DependantFacts? Dependant = null
)
{
    /// <summary>Why the card is no good on <paramref name="day"/>, whatever is asked of it; null when it is.</summary>
    public ProblemCode? RefusalOn(DateOnly day) =>
        Entitlement.RefusalOf(State, ValidFrom, ValidTo, day)
        ?? (Dependant?.IsGoodOn(day) == false ? Verdicts.DependantEnded : null);
}

/// <summary>A member of the holder's family, as a verification reads them.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Relation"><c>spouse</c>, <c>child</c> or <c>parent</c>.</param>
/// <param name="State"><c>filed</c>, <c>active</c>, <c>refused</c> or <c>ended</c>.</param>
/// <param name="ValidTo">The last day; null: while the holder's card lasts.</param>
internal sealed record DependantFacts(Guid Id, string Relation, string State, DateOnly? ValidTo)
{
    /// <summary>Whether they may be served on <paramref name="day"/>.</summary>
    public bool IsGoodOn(DateOnly day) => State == "active" && !(ValidTo < day);
}

/// <summary>A benefit that a service point gives, by the rule in force, and what the card has had of it.</summary>
/// <param name="Code">The benefit.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="TierFits">Whether the rule names the card's tier.</param>
/// <param name="Quota">Services in the period; null is without limit.</param>
/// <param name="Used">Services recorded in the period.</param>
/// <param name="Held">Units that bookings hold which have not lapsed.</param>
/// <param name="ShownBefore">Whether this showing of the code has recorded the benefit.</param>
/// <param name="Booked">Whether there is a booking for today at this service point.</param>
/// <param name="BookingHours">null where no booking is needed.</param>
/// <param name="MaxCompanions">How many may come along.</param>
/// <param name="Relations">Who may.</param>
/// <param name="Checks">What the verifier must check.</param>
/// <param name="PrintedAllowed">Whether a printed code is enough.</param>
/// <param name="PrintedInterval">The shortest time between two services from a printed code.</param>
/// <param name="PrintedAt">The last service from the printed code; read for printed codes only.</param>
/// <param name="AgeRefusal">Why the rule refuses their age, a code of <see cref="Verdicts"/>; null: it does not.</param>
/// <param name="FamilyIncluded">Whether the rule includes the dependant whose code it is; true for the holder.</param>
internal sealed record BenefitFacts(
    string Code,
    string Name,
    string NameEn,
    bool TierFits,
    int? Quota,
    int Used,
    int Held,
    bool ShownBefore,
    bool Booked,
    int? BookingHours,
    int MaxCompanions,
    string[] Relations,
    string[] Checks,
    bool PrintedAllowed,
    TimeSpan PrintedInterval,
    DateTimeOffset? PrintedAt,
    string? AgeRefusal,
    bool FamilyIncluded = true
);

/// <summary>Whether a benefit can be recorded now.</summary>
/// <param name="Refusal">Why not; null when it can.</param>
/// <param name="Remaining">Services that can still be recorded here; null is without limit.</param>
internal sealed record Judgement(ProblemCode? Refusal, int? Remaining);

/// <summary>The rule by which a service is given. The redemption's statement keeps the same rule in SQL.</summary>
internal static class Entitlement
{
    /// <summary>Why a card is no good on <paramref name="day"/>; null when it is.</summary>
    public static ProblemCode? RefusalOf(string state, DateOnly validFrom, DateOnly validTo, DateOnly day) =>
        state switch
        {
            "suspended" => Verdicts.CardSuspended,
            "active" when day < validFrom || day > validTo => Verdicts.CardExpired,
            "active" => null,
            _ => Verdicts.CardRevoked,
        };

    /// <summary>Judges one benefit for a good card.</summary>
    /// <param name="benefit">The benefit here.</param>
    /// <param name="level">0 printed, 1 minted, 2 bound to a device.</param>
    /// <param name="now">The instant.</param>
    public static Judgement Judge(BenefitFacts benefit, int level, DateTimeOffset now)
    {
        var printed = level == 0;
        // A booking for today here holds a unit for this very service.
        int? remaining = benefit.Quota is { } quota
            ? Math.Max(quota - benefit.Used - benefit.Held + (benefit.Booked ? 1 : 0), benefit.Booked ? 1 : 0)
            : null;
        ProblemCode? refusal = benefit switch
        {
            { TierFits: false } => Verdicts.NotEligible,
            { FamilyIncluded: false } => Verdicts.FamilyNotIncluded,
            { AgeRefusal: { } code } => Verdicts.Of(code),
            { PrintedAllowed: false } when printed => Verdicts.PrintedNotAllowed,
            { ShownBefore: true } => Verdicts.AlreadyUsed,
            { PrintedAt: { } last } when printed && now - last < benefit.PrintedInterval => Verdicts.PrintedTooSoon,
            { BookingHours: not null, Booked: false } => Verdicts.BookingRequired,
            _ when remaining == 0 => Verdicts.QuotaExhausted,
            _ => null,
        };
        return new Judgement(refusal, remaining);
    }

    /// <summary>
    /// The verdict on a good card at a service point that gives these benefits: accepted (null) when any can be recorded,
    /// else the refusal that the holder can do most about.
    /// </summary>
    public static ProblemCode? Overall(IReadOnlyCollection<Judgement> benefits)
    {
        if (benefits.Count == 0)
            return Verdicts.WrongServicePoint;
        if (benefits.Any(benefit => benefit.Refusal is null))
            return null;
        ProblemCode[] order =
        [
            Verdicts.BookingRequired,
            Verdicts.AlreadyUsed,
            Verdicts.QuotaExhausted,
            Verdicts.AgeUnknown,
            Verdicts.NotEligible,
            Verdicts.TooYoung,
            Verdicts.TooOld,
        ];
        return benefits
            .Select(benefit => benefit.Refusal!)
            .MinBy(refusal => Array.FindIndex(order, listed => listed.Code == refusal.Code));
    }
}
