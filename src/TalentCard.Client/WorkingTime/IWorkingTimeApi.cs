using Refit;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Client.WorkingTime;

/// <summary>Working days, hours and deadlines.</summary>
public interface IWorkingTimeApi
{
    /// <summary>Shows a year's public holidays, make-up working days and the office's own days.</summary>
    [Get("/api/v1/working-days")]
    Task<WorkingYear> GetWorkingYearAsync(int? year, CancellationToken cancel);

    /// <summary>Says whether work is done on a day, today or later.</summary>
    [Put("/api/v1/working-days/{day}")]
    Task<WorkingYear> SetWorkingDayAsync(DateOnly day, [Body] CalendarDayRequest request, CancellationToken cancel);

    /// <summary>Takes back what the office said of a day.</summary>
    [Delete("/api/v1/working-days/{day}")]
    Task<WorkingYear> ForgetWorkingDayAsync(DateOnly day, CancellationToken cancel);

    /// <summary>Reads a yearly notice on public holidays as it is pasted; nothing is written.</summary>
    [Post("/api/v1/holiday-notices/preview")]
    Task<NoticePreview> PreviewHolidayNoticeAsync([Body] NoticeText notice, CancellationToken cancel);

    /// <summary>Takes the notice of this year or a later one; promises made stand.</summary>
    [Put("/api/v1/holiday-notices/{year}")]
    Task<WorkingYear> LoadHolidayNoticeAsync(int year, [Body] NoticeText notice, CancellationToken cancel);

    /// <summary>Lists the office hours, newest first.</summary>
    [Get("/api/v1/office-hours")]
    Task<IReadOnlyList<OfficeHours>> ListOfficeHoursAsync(CancellationToken cancel);

    /// <summary>Sets the office hours that begin on a day, tomorrow at the earliest.</summary>
    [Put("/api/v1/office-hours/{validFrom}")]
    Task<OfficeHours> SetOfficeHoursAsync(DateOnly validFrom, [Body] OfficeHoursRequest request, CancellationToken cancel);

    /// <summary>Lists within what time consultations are answered, by kind and urgency.</summary>
    [Get("/api/v1/deadline-rules")]
    Task<IReadOnlyList<DeadlineRule>> ListDeadlineRulesAsync(CancellationToken cancel);

    /// <summary>Sets the deadline that consultations get from a day on, tomorrow at the earliest; promises made stand.</summary>
    [Put("/api/v1/deadline-rules/{kind}/{urgency}/{validFrom}")]
    Task<DeadlineRule> SetDeadlineRuleAsync(
        string kind,
        string urgency,
        DateOnly validFrom,
        [Body] DeadlineRuleRequest request,
        CancellationToken cancel
    );

    /// <summary>Lists how long after their deadline unanswered tickets are escalated, by kind and urgency.</summary>
    [Get("/api/v1/escalation-rules")]
    Task<IReadOnlyList<EscalationRule>> ListEscalationRulesAsync(CancellationToken cancel);

    /// <summary>Sets when unanswered tickets with a deadline on a day or later are escalated, tomorrow at the earliest.</summary>
    [Put("/api/v1/escalation-rules/{kind}/{urgency}/{validFrom}")]
    Task<EscalationRule> SetEscalationRuleAsync(
        string kind,
        string urgency,
        DateOnly validFrom,
        [Body] EscalationRuleRequest request,
        CancellationToken cancel
    );
}
