namespace TalentCard.Contracts.Hotline;

/// <summary>
/// The four rates of the consultations received in a period, merged ones left out. Each rate is a quotient of two counts, so
/// that the rows behind it can be listed; null where the divisor is 0.
/// </summary>
/// <param name="Key">Id of the department, code of the kind, or first day of the month; null: tickets without a department, or
/// the total.</param>
/// <param name="Name">Name of the department; else null.</param>
/// <param name="Received">Received.</param>
/// <param name="Answered">Of these, answered.</param>
/// <param name="Due">Of these, answered or overdue by now.</param>
/// <param name="OnTime">Of those due, answered on time.</param>
/// <param name="Reached">Of these, whose caller was reached in the last follow-up.</param>
/// <param name="Solved">Of those reached, whose matter is solved by the caller's word.</param>
/// <param name="Satisfied">Of those reached, whose caller is satisfied.</param>
/// <param name="AnsweredRate">办理率: answered of received.</param>
/// <param name="OnTimeRate">按时办结率: on time of due.</param>
/// <param name="SolvedRate">解决率: solved of reached.</param>
/// <param name="SatisfiedRate">满意率: satisfied of reached.</param>
public sealed record RateRow(
    string? Key,
    string? Name,
    int Received,
    int Answered,
    int Due,
    int OnTime,
    int Reached,
    int Solved,
    int Satisfied,
    double? AnsweredRate,
    double? OnTimeRate,
    double? SolvedRate,
    double? SatisfiedRate
);

/// <summary>The rates of a period.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="By"><c>department</c>, <c>kind</c> or <c>month</c>.</param>
/// <param name="Total">All together.</param>
/// <param name="Rows">One a department, kind or month.</param>
public sealed record Rates(DateOnly From, DateOnly To, string By, RateRow Total, IReadOnlyList<RateRow> Rows);
