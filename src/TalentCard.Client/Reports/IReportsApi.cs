using Refit;
using TalentCard.Contracts.Reports;

namespace TalentCard.Client.Reports;

/// <summary>Bulletins and reports.</summary>
public interface IReportsApi
{
    /// <summary>Reads a report with its frozen figures; whoever is not of the office, one that was sent to them.</summary>
    [Get("/api/v1/reports/{id}")]
    Task<Report> GetReportAsync(Guid id, CancellationToken cancel);

    /// <summary>Lists reports, the last drafted first.</summary>
    [Get("/api/v1/reports")]
    Task<Page<ReportSummary>> ListReportsAsync([Query] ReportQuery query, CancellationToken cancel);

    /// <summary>Writes the office's words into a draft.</summary>
    [Put("/api/v1/reports/{id}/remark")]
    Task<Report> RemarkReportAsync(
        Guid id,
        [Body] RemarkChange change,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Approves a draft as it was read; not by whoever wrote its remark.</summary>
    [Post("/api/v1/reports/{id}/approve")]
    Task<Report> ApproveReportAsync(Guid id, [Header(RequestHeaders.IfMatch)] string ifMatch, CancellationToken cancel);

    /// <summary>Sends an approved report to the accounts of its list, once.</summary>
    [Post("/api/v1/reports/{id}/send")]
    Task<Report> SendReportAsync(Guid id, [Header(RequestHeaders.IfMatch)] string ifMatch, CancellationToken cancel);

    /// <summary>Lists how each kind of report is headed and whom it is sent to.</summary>
    [Get("/api/v1/report-layouts")]
    Task<IReadOnlyList<ReportLayout>> ListReportLayoutsAsync(CancellationToken cancel);

    /// <summary>Reads how a kind of report is headed and whom it is sent to.</summary>
    [Get("/api/v1/report-layouts/{kind}")]
    Task<ReportLayout> GetReportLayoutAsync(string kind, CancellationToken cancel);

    /// <summary>Changes how a kind of report is headed and whom it is sent to; what is approved stays as it is.</summary>
    [Put("/api/v1/report-layouts/{kind}")]
    Task<ReportLayout> ChangeReportLayoutAsync(
        string kind,
        [Body] ReportLayoutChange change,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Lists what counties and parks were, are and will be ranked by, the newest first.</summary>
    [Get("/api/v1/ranking-rules")]
    Task<IReadOnlyList<RankingRule>> ListRankingRulesAsync(CancellationToken cancel);

    /// <summary>Sets the weights of reports whose last day is this one or later, tomorrow at the earliest.</summary>
    [Put("/api/v1/ranking-rules/{validFrom}")]
    Task<RankingRule> SetRankingRuleAsync(DateOnly validFrom, [Body] RankingRuleRequest rule, CancellationToken cancel);
}
