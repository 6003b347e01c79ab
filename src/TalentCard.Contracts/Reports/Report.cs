using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Reports;

/// <summary>A report in the list.</summary>
/// <param name="Id">The report.</param>
/// <param name="Kind"><c>weekly</c>: 周通报, <c>monthly</c>: 月排序, <c>yearly</c>: 年度报告.</param>
/// <param name="FirstDay">First day of its period.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="Year">The year that its number counts in.</param>
/// <param name="Number">第 N 期.</param>
/// <param name="State"><c>draft</c>, <c>approved</c> or <c>sent</c>.</param>
/// <param name="MadeAt">When the job drafted it.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="ApprovedAt">When.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Version">Grows with every change; the ETag.</param>
public sealed record ReportSummary(
    Guid Id,
    string Kind,
    DateOnly FirstDay,
    DateOnly LastDay,
    int Year,
    int Number,
    string State,
    DateTimeOffset MadeAt,
    string? ApprovedBy,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? SentAt,
    int Version
);

/// <summary>A report with all that it says.</summary>
/// <param name="Summary">What the list shows of it.</param>
/// <param name="Masthead">The red title.</param>
/// <param name="Issuer">Who sends it.</param>
/// <param name="Copies">抄送.</param>
/// <param name="Remark">What the office adds.</param>
/// <param name="RemarkBy">Who wrote that, and so does not approve.</param>
/// <param name="MayApprove">Whether the caller may.</param>
/// <param name="Figures">What was counted when it was drafted.</param>
/// <param name="Division">Chinese name of the county or park whose part of it this is; null: the whole.</param>
public sealed record Report(
    ReportSummary Summary,
    string Masthead,
    string Issuer,
    string Copies,
    string Remark,
    string? RemarkBy,
    bool MayApprove,
    ReportFigures Figures,
    string? Division = null
) : IVersioned
{
    int IVersioned.Version => Summary.Version;
}

/// <summary>The figures of a report, frozen with its draft.</summary>
/// <param name="Now">The period's totals.</param>
/// <param name="Before">The totals of the period before.</param>
/// <param name="Trend">The services by day (weekly, monthly) or month (yearly).</param>
/// <param name="Benefits">The services by benefit, the most first.</param>
/// <param name="Divisions">Every county and park in its rank.</param>
/// <param name="TicketKinds">The hotline's tickets by kind.</param>
/// <param name="Departments">The same by department, the most first.</param>
public sealed record ReportFigures(
    ReportTotals Now,
    ReportTotals Before,
    IReadOnlyList<ReportCount> Trend,
    IReadOnlyList<ReportCount> Benefits,
    IReadOnlyList<ReportDivision> Divisions,
    IReadOnlyList<ReportTickets> TicketKinds,
    IReadOnlyList<ReportTickets> Departments
);

/// <summary>A period's totals.</summary>
/// <param name="Times">服务人次, reversed ones taken off.</param>
/// <param name="People">服务人数.</param>
/// <param name="Companions">陪同人次.</param>
/// <param name="CardsIssued">Cards issued in the period.</param>
/// <param name="Holders">Holders of a card in use at its end.</param>
/// <param name="Tickets">Tickets received.</param>
/// <param name="Answered">Of these, those answered when it was counted.</param>
/// <param name="OnTime">Of these, those answered in time.</param>
/// <param name="Visits">智库专家服务.</param>
/// <param name="Postdocs">在站博士后 at the end.</param>
public sealed record ReportTotals(
    int Times,
    int People,
    int Companions,
    int CardsIssued,
    int Holders,
    int Tickets,
    int Answered,
    int OnTime,
    int Visits,
    int Postdocs
);

/// <summary>Services of one kind.</summary>
/// <param name="Key">A day, a month or a benefit's code.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="Times">人次.</param>
/// <param name="People">人数.</param>
public sealed record ReportCount(string Key, string Name, int Times, int People);

/// <summary>A county or park in the ranking: by its score, where no rule was in force by times, then people.</summary>
/// <param name="Rank">1 is the first, and who has the same has the same; null where no county has anything.</param>
/// <param name="Key">Its code.</param>
/// <param name="Name">Its name in Chinese.</param>
/// <param name="Times">人次.</param>
/// <param name="People">人数.</param>
/// <param name="Before">人次 of the period before.</param>
/// <param name="Tickets">Tickets received from there.</param>
/// <param name="Visits">Visits of experts there.</param>
/// <param name="Score">Of 100, to one decimal; null where nothing could be measured, or no rule was in force.</param>
/// <param name="Measures">What the score is made of; null where no rule was in force.</param>
public sealed record ReportDivision(
    int? Rank,
    string Key,
    string Name,
    int Times,
    int People,
    int Before,
    int Tickets,
    int Visits,
    decimal? Score = null,
    IReadOnlyList<ReportMeasure>? Measures = null
);

/// <summary>Tickets of one kind or department.</summary>
/// <param name="Key">The kind or the department's id.</param>
/// <param name="Name">A department's name; the kind itself.</param>
/// <param name="Received">Received in the period.</param>
/// <param name="Answered">Of these, those answered.</param>
/// <param name="OnTime">Of these, those answered in time.</param>
public sealed record ReportTickets(string Key, string Name, int Received, int Answered, int OnTime);

/// <summary>What the office adds to a draft.</summary>
/// <param name="Remark">The words; empty takes them back.</param>
public sealed record RemarkChange([Required(AllowEmptyStrings = true), StringLength(2000)] string Remark);
