using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Settlements;

/// <summary>结算单: what a partner is owed for the services of a month. Amounts are yuan.</summary>
/// <param name="Id">The statement.</param>
/// <param name="Partner">The partner.</param>
/// <param name="PartnerName">Its name.</param>
/// <param name="PartnerNameEn">The same in English; empty: it has none.</param>
/// <param name="Month">First day of the month.</param>
/// <param name="State"><c>drawn_up</c>, <c>confirmed</c>, <c>disputed</c>, <c>answered</c>, <c>approved</c> or
/// <c>paid</c>.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Unpriced">Of these, those without a price.</param>
/// <param name="Amount">What the services cost.</param>
/// <param name="Fund">What the fund pays of it: what the partner is owed.</param>
/// <param name="DrawnUpAt">When it was drawn up.</param>
/// <param name="PaymentReference">The payment; null until it is paid.</param>
/// <param name="Version">Grows with every step; the ETag.</param>
public sealed record Settlement(
    Guid Id,
    Guid Partner,
    string PartnerName,
    string PartnerNameEn,
    DateOnly Month,
    string State,
    int Lines,
    int Unpriced,
    decimal Amount,
    decimal Fund,
    DateTimeOffset DrawnUpAt,
    string? PaymentReference,
    int Version
);

/// <summary>A statement with its life.</summary>
/// <param name="Summary">What the list shows of it.</param>
/// <param name="Steps">Every step, the first first.</param>
/// <param name="Actions">What the caller may do now: <c>confirm</c>, <c>dispute</c>, <c>answer</c>, <c>approve</c>,
/// <c>pay</c>.</param>
public sealed record SettlementDetail(Settlement Summary, IReadOnlyList<SettlementStep> Steps, IReadOnlyList<string> Actions)
    : IVersioned
{
    int IVersioned.Version => Summary.Version;
}

/// <summary>A step of a statement.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When.</param>
/// <param name="ByName">Who.</param>
/// <param name="FromState">State before; null: it was drawn up.</param>
/// <param name="ToState">State after.</param>
/// <param name="Reason">The answer or the payment's reference; empty: nothing was said.</param>
public sealed record SettlementStep(
    int Version,
    DateTimeOffset At,
    string ByName,
    string? FromState,
    string ToState,
    string Reason
);

/// <summary>A line of a statement: one service, or the correction of its line. Amounts are yuan.</summary>
/// <param name="Id">The line.</param>
/// <param name="At">When the service was given, or reversed.</param>
/// <param name="Kind"><c>service</c>, <c>late</c>: a service of an earlier month, <c>reversal</c>, or <c>price</c>: a price said
/// anew.</param>
/// <param name="Redemption">The service.</param>
/// <param name="RedeemedAt">When it was given.</param>
/// <param name="BenefitName">What it was.</param>
/// <param name="BenefitNameEn">The same in English.</param>
/// <param name="Tier">The holder's tier.</param>
/// <param name="ServicePointName">Where it was given.</param>
/// <param name="ServicePointNameEn">The same in English; empty: it has none.</param>
/// <param name="Corrects">The line that it corrects; null: none.</param>
/// <param name="Priced">Whether there was a price.</param>
/// <param name="Units">Services or heads; negative where they are taken back.</param>
/// <param name="UnitPrice">Price of one.</param>
/// <param name="Amount">What it comes to.</param>
/// <param name="Fund">What the fund pays of it.</param>
/// <param name="Dispute">What the partner last said against it; null: nothing.</param>
public sealed record SettlementLine(
    Guid Id,
    DateTimeOffset At,
    string Kind,
    Guid Redemption,
    DateTimeOffset RedeemedAt,
    string BenefitName,
    string BenefitNameEn,
    string Tier,
    string ServicePointName,
    string ServicePointNameEn,
    Guid? Corrects,
    bool Priced,
    int Units,
    decimal UnitPrice,
    decimal Amount,
    decimal Fund,
    string? Dispute
);

/// <summary>Which statements; null is every.</summary>
/// <param name="Partner">The partner's.</param>
/// <param name="Month">Of the month that begins on this day.</param>
/// <param name="State">In this state.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record SettlementQuery(
    Guid? Partner = null,
    [property: SensibleDay] DateOnly? Month = null,
    [property: AllowedValues(null, "drawn_up", "confirmed", "disputed", "answered", "approved", "paid")] string? State = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);

/// <summary>Which lines of a statement; null is every.</summary>
/// <param name="Kind">Of this kind.</param>
/// <param name="Priced">With a price, or without.</param>
/// <param name="Disputed">Disputed, or not.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record SettlementLineQuery(
    [property: AllowedValues(null, "service", "late", "reversal", "price")] string? Kind = null,
    bool? Priced = null,
    bool? Disputed = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);

/// <summary>A month to be drawn up.</summary>
/// <param name="Month">Any day of it.</param>
public sealed record DrawUpRequest([property: SensibleDay] DateOnly Month);

/// <summary>What was drawn up.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Statements">How many statements.</param>
public sealed record DrawnUp(DateOnly Month, int Statements);

/// <summary>What the partner says against a statement.</summary>
/// <param name="Lines">The lines that are wrong.</param>
public sealed record DisputeRequest([property: Required, MinLength(1), MaxLength(200), Each] DisputedLine[] Lines);

/// <summary>A line that is wrong.</summary>
/// <param name="Line">The line.</param>
/// <param name="Reason">Why.</param>
public sealed record DisputedLine(Guid Line, [property: Required, StringLength(500)] string Reason);

/// <summary>What the office answers to a dispute.</summary>
/// <param name="Answer">The words.</param>
public sealed record AnswerRequest([property: Required, StringLength(1000)] string Answer);

/// <summary>That a statement was paid.</summary>
/// <param name="Reference">The payment's number at the treasury.</param>
public sealed record SettlementPayment([property: Required, StringLength(100)] string Reference);
