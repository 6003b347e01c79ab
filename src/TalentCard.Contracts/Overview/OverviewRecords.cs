namespace TalentCard.Contracts.Overview;

/// <summary>The office's start page: what waits for the caller, and how the week goes.</summary>
/// <param name="At">When it was counted.</param>
/// <param name="Waiting">Work that waits, each kind once, also where nothing does.</param>
/// <param name="ThisWeek">Monday until now.</param>
/// <param name="LastWeekSoFar">The week before, as far as this one has come.</param>
/// <param name="LastWeek">The whole week before.</param>
public sealed record OfficeOverview(
    DateTimeOffset At,
    IReadOnlyList<WaitingWork> Waiting,
    PeriodFigures ThisWeek,
    PeriodFigures LastWeekSoFar,
    PeriodFigures LastWeek
);

/// <summary>One kind of work that waits for the caller.</summary>
/// <param name="Kind">e.g. <c>batches</c>, <c>imports</c>, <c>expiring_cards</c>, <c>suspended_cards</c>, <c>bookings</c>,
/// <c>overdue_tickets</c>, <c>postdoc_requests</c>.</param>
/// <param name="Count">How many.</param>
public sealed record WaitingWork(string Kind, int Count);

/// <summary>What happened in a span of days in Asia/Shanghai. Services that were reversed since count as reversed only.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Times">人次: services recorded.</param>
/// <param name="People">人数: holders served.</param>
/// <param name="Companions">People who came along.</param>
/// <param name="Reversed">Services recorded in the span and reversed since.</param>
/// <param name="Verifications">Codes verified.</param>
/// <param name="Refused">Of these, those that were not accepted.</param>
/// <param name="CardsIssued">Cards issued, replacements among them.</param>
/// <param name="TalentsAdded">Talents taken in.</param>
public sealed record PeriodFigures(
    DateOnly From,
    DateOnly To,
    int Times,
    int People,
    int Companions,
    int Reversed,
    int Verifications,
    int Refused,
    int CardsIssued,
    int TalentsAdded
);

/// <summary>A year's services from four sides, reversed ones taken off, and the cards of today.</summary>
/// <param name="Year">The year shown.</param>
/// <param name="Years">Every year since the first service, the latest first.</param>
/// <param name="Months">Its twelve months; the key is <c>yyyy-MM</c>.</param>
/// <param name="Benefits">By benefit, in the office's order; those without a service are left out.</param>
/// <param name="Divisions">By the holder's county or park, the most first.</param>
/// <param name="Tiers">The live cards by tier.</param>
public sealed record OverviewCharts(
    int Year,
    IReadOnlyList<int> Years,
    IReadOnlyList<ServiceCount> Months,
    IReadOnlyList<ServiceCount> Benefits,
    IReadOnlyList<ServiceCount> Divisions,
    IReadOnlyList<TierCount> Tiers
);

/// <summary>Services of one kind.</summary>
/// <param name="Key">A month, or the code of a benefit or division.</param>
/// <param name="Times">人次.</param>
/// <param name="People">人数.</param>
public sealed record ServiceCount(string Key, int Times, int People);

/// <summary>The live cards of a tier.</summary>
/// <param name="Tier">Its code.</param>
/// <param name="Active">Cards in use; expired ones are not.</param>
/// <param name="Suspended">Suspended cards.</param>
public sealed record TierCount(string Tier, int Active, int Suspended);

/// <summary>A booking as the office sees it.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Day">The day of the service.</param>
/// <param name="TalentId">Whose.</param>
/// <param name="Name">Their name.</param>
/// <param name="Tier">The card's tier.</param>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="PartnerId">Whose service point it is.</param>
/// <param name="PartnerName">The partner's name.</param>
/// <param name="PartnerNameEn">The partner's name in English; empty where there is none.</param>
/// <param name="ServicePointName">Where.</param>
/// <param name="ServicePointNameEn">The service point's name in English; empty where there is none.</param>
/// <param name="State"><c>held</c>, <c>used</c>, <c>cancelled</c> or <c>lapsed</c>.</param>
/// <param name="Companions">How many come along.</param>
/// <param name="CreatedAt">When it was booked.</param>
public sealed record OfficeBooking(
    Guid Id,
    DateOnly Day,
    Guid TalentId,
    string Name,
    string Tier,
    string Benefit,
    Guid PartnerId,
    string PartnerName,
    string PartnerNameEn,
    string ServicePointName,
    string ServicePointNameEn,
    string State,
    int Companions,
    DateTimeOffset CreatedAt
);
