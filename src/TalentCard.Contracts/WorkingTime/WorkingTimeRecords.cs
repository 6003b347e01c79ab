using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.WorkingTime;

/// <summary>The working days of a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Published">Whether the State Council's notice for the year is known; without it the days that the law
/// fixes are off, every other Monday to Friday counts as working, and what is reckoned over it is provisional.</param>
/// <param name="WorkingDays">How many days of it are working days.</param>
/// <param name="Days">Every day that is named or differs from its weekday, in order.</param>
public sealed record WorkingYear(int Year, bool Published, int WorkingDays, IReadOnlyList<CalendarDay> Days);

/// <summary>A day that is named or differs from its weekday.</summary>
/// <param name="Day">The day.</param>
/// <param name="Working">Whether work is done on it.</param>
/// <param name="Name">Why, in Chinese, e.g. 春节.</param>
/// <param name="NameEn">Why, in English; null for a day that the office set.</param>
/// <param name="Source"><c>published</c>: of the yearly notice; <c>law</c>: fixed by law, while there is none; <c>office</c>: set by the
/// office.</param>
public sealed record CalendarDay(DateOnly Day, bool Working, string Name, string? NameEn, string Source);

/// <summary>What the office says of a day.</summary>
/// <param name="Working">Whether work is done on it.</param>
/// <param name="Name">Why, e.g. 暴雪停工.</param>
public sealed record CalendarDayRequest(bool Working, [property: Required, StringLength(50, MinimumLength = 1)] string Name);

/// <summary>Office hours from a day on, until the next begin.</summary>
/// <param name="ValidFrom">The first day.</param>
/// <param name="Periods">When the office is open on a working day; the gap between two is the lunch break.</param>
/// <param name="CreatedByName">Who wrote them.</param>
/// <param name="CreatedAt">When.</param>
public sealed record OfficeHours(
    DateOnly ValidFrom,
    IReadOnlyList<OfficePeriod> Periods,
    string CreatedByName,
    DateTimeOffset CreatedAt
);

/// <summary>A stretch of office hours, in Asia/Shanghai.</summary>
/// <param name="Opens">Its first minute.</param>
/// <param name="Closes">The minute after its last.</param>
public sealed record OfficePeriod(TimeOnly Opens, TimeOnly Closes);

/// <summary>Office hours to begin on a day.</summary>
/// <param name="Periods">One to four stretches in order, none overlapping.</param>
public sealed record OfficeHoursRequest([property: Required, Length(1, 4), Each] OfficePeriod[] Periods);

/// <summary>
/// Within what time a consultation of a kind and urgency is answered, from a day on, until the next rule begins.
/// </summary>
/// <param name="Kind"><c>policy_question</c>, <c>policy_redemption</c>, <c>appeal</c> or <c>suggestion</c>.</param>
/// <param name="Urgency"><c>normal</c> or <c>urgent</c>.</param>
/// <param name="ValidFrom">The first day on which a consultation gets it.</param>
/// <param name="Amount">How many of <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>day</c>: working days, to the close of the last; <c>hour</c>: hours of office time.</param>
/// <param name="CreatedByName">Who wrote the rule.</param>
/// <param name="CreatedAt">When.</param>
public sealed record DeadlineRule(
    string Kind,
    string Urgency,
    DateOnly ValidFrom,
    int Amount,
    string Unit,
    string CreatedByName,
    DateTimeOffset CreatedAt
);

/// <summary>A deadline to be given from a day on.</summary>
/// <param name="Amount">1 to 250.</param>
/// <param name="Unit"><c>day</c> or <c>hour</c>.</param>
public sealed record DeadlineRuleRequest(
    [property: Range(1, 250)] int Amount,
    [property: Required, AllowedValues("day", "hour")] string Unit
);

/// <summary>
/// How long after its deadline an unanswered ticket is watched over by the office (督办), from a day on, until the next rule
/// begins.
/// </summary>
/// <param name="Kind"><c>policy_question</c>, <c>policy_redemption</c>, <c>appeal</c> or <c>suggestion</c>.</param>
/// <param name="Urgency"><c>normal</c> or <c>urgent</c>.</param>
/// <param name="ValidFrom">The first day whose deadlines it is for.</param>
/// <param name="Amount">How many of <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>day</c>: working days, to the close of the last; <c>hour</c>: hours of office time.</param>
/// <param name="CreatedByName">Who wrote the rule.</param>
/// <param name="CreatedAt">When.</param>
public sealed record EscalationRule(
    string Kind,
    string Urgency,
    DateOnly ValidFrom,
    int Amount,
    string Unit,
    string CreatedByName,
    DateTimeOffset CreatedAt
);

/// <summary>When unanswered tickets are escalated, from a day on.</summary>
/// <param name="Amount">0 to 250; 0: with the deadline itself.</param>
/// <param name="Unit"><c>day</c> or <c>hour</c>.</param>
public sealed record EscalationRuleRequest(
    [property: Range(0, 250)] int Amount,
    [property: Required, AllowedValues("day", "hour")] string Unit
);
