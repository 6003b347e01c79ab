namespace TalentCard.Contracts.Statistics;

/// <summary>
/// Services of a span of days in Asia/Shanghai, counted by one side. A service counts on its own day, however late it was
/// recorded.
/// </summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="By">What the rows are: <c>day</c>, <c>week</c>, <c>month</c>, <c>benefit</c>, <c>partner</c>,
/// <c>service_point</c>, <c>tier</c> or <c>division</c>.</param>
/// <param name="CountedAt">When the ledger was last counted; null: never yet.</param>
/// <param name="Total">All of it; its people are not the sum of the rows', who may be the same.</param>
/// <param name="Rows">By time in its order, with the empty ones; else the most times first.</param>
public sealed record ServiceStatistics(
    DateOnly From,
    DateOnly To,
    string By,
    DateTimeOffset? CountedAt,
    ServiceRow Total,
    IReadOnlyList<ServiceRow> Rows
);

/// <summary>A row of the statistics. Reversed services are in <paramref name="Reversed"/> alone.</summary>
/// <param name="Key">A day (of a week its Monday), a month as <c>yyyy-MM</c>, a code or an id; empty for the total.</param>
/// <param name="Name">Name of a partner, or of a service point with its partner's; else null.</param>
/// <param name="Times">人次.</param>
/// <param name="People">人数: distinct holders.</param>
/// <param name="Companions">陪同人次.</param>
/// <param name="Reversed">Services that were reversed.</param>
public sealed record ServiceRow(string Key, string? Name, int Times, int People, int Companions, int Reversed);

/// <summary>Services in an hour of a weekday.</summary>
/// <param name="Weekday">1 is Monday, 7 Sunday.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Times">人次.</param>
public sealed record BusyHour(int Weekday, int Hour, int Times);

/// <summary>A step of the funnel of tickets: those received in the period that came at least so far.</summary>
/// <param name="Measure">As the hotline's rates name it: <c>received</c>, <c>dispatched</c>, <c>accepted</c>, <c>handled</c>,
/// <c>followed_up</c>, <c>closed</c>.</param>
/// <param name="Count">How many.</param>
public sealed record FunnelStep(string Measure, int Count);

/// <summary>The visits of an expert.</summary>
/// <param name="Expert">The expert.</param>
/// <param name="Name">Their name.</param>
/// <param name="Visits">Visits in the period.</param>
/// <param name="Confirmed">Of these, those that the village or firm has confirmed.</param>
/// <param name="Advisees">Villages and firms visited.</param>
public sealed record ExpertVisits(Guid Expert, string Name, int Visits, int Confirmed, int Advisees);

/// <summary>The postdocs of a station.</summary>
/// <param name="Station">The station.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entered">进站 in the period.</param>
/// <param name="Completed">出站 in the period.</param>
/// <param name="Withdrawn">退站 in the period.</param>
/// <param name="InResidence">在站 at the end of the last day.</param>
public sealed record StationMoves(Guid Station, string Name, int Entered, int Completed, int Withdrawn, int InResidence);

/// <summary>What the screen in the hall shows. Nobody is named, and no service can be told from another.</summary>
/// <param name="At">When it was counted.</param>
/// <param name="From">First day of what is shown.</param>
/// <param name="To">Last day.</param>
/// <param name="Today">Today's services.</param>
/// <param name="Total">The services of all days shown.</param>
/// <param name="Holders">Holders of a card in use.</param>
/// <param name="Partners">合作单位 in use.</param>
/// <param name="ServicePoints">服务点 in use.</param>
/// <param name="Tickets">Tickets received in these days.</param>
/// <param name="Answered">Of these, those answered.</param>
/// <param name="OnTime">Of these, those answered in time.</param>
/// <param name="Postdocs">博士后 in residence on the last day, or today where that is to come.</param>
/// <param name="Experts">智库专家.</param>
/// <param name="Villages">托管村.</param>
/// <param name="Visits">Visits of experts in these days.</param>
/// <param name="Months">The services by month: the year's, or the last twelve.</param>
/// <param name="Benefits">The services by benefit, the most first.</param>
/// <param name="Divisions">The services by county or park, the most first.</param>
/// <param name="Hours">Today's services by hour.</param>
public sealed record WallboardFigures(
    DateTimeOffset At,
    DateOnly From,
    DateOnly To,
    ServiceRow Today,
    ServiceRow Total,
    int Holders,
    int Partners,
    int ServicePoints,
    int Tickets,
    int Answered,
    int OnTime,
    int Postdocs,
    int Experts,
    int Villages,
    int Visits,
    IReadOnlyList<ServiceRow> Months,
    IReadOnlyList<ServiceRow> Benefits,
    IReadOnlyList<ServiceRow> Divisions,
    IReadOnlyList<BusyHour> Hours
);
