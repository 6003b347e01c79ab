using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace TalentCard.Contracts.Reports;

/// <summary>What counties and parks are ranked by from a day on: the weights of the measures, which make up 100.</summary>
/// <param name="ValidFrom">A report whose last day is this one or later is ranked by it.</param>
/// <param name="Served">享受服务率: holders who were served, of all holders.</param>
/// <param name="OnTime">按时答复率: tickets answered in time, of those answered or due.</param>
/// <param name="Rating">满意度: stars given, of five each.</param>
/// <param name="Solved">解决率: callers who said that it was solved, of those reached.</param>
/// <param name="Visits">结对服务率: villages and firms visited, of those paired.</param>
/// <param name="CreatedBy">Who set it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record RankingRule(
    DateOnly ValidFrom,
    int Served,
    int OnTime,
    int Rating,
    int Solved,
    int Visits,
    string CreatedBy,
    DateTimeOffset CreatedAt
);

/// <summary>Weights from 0 to 100 that make up 100, each as in <see cref="RankingRule"/>.</summary>
/// <param name="Served">享受服务率.</param>
/// <param name="OnTime">按时答复率.</param>
/// <param name="Rating">满意度.</param>
/// <param name="Solved">解决率.</param>
/// <param name="Visits">结对服务率.</param>
public sealed record RankingRuleRequest(
    [property: Range(0, 100)] int Served,
    [property: Range(0, 100)] int OnTime,
    [property: Range(0, 100)] int Rating,
    [property: Range(0, 100)] int Solved,
    [property: Range(0, 100)] int Visits
);

/// <summary>A measure of a county or park in a ranking.</summary>
/// <param name="Code"><c>served</c>, <c>on_time</c>, <c>rating</c>, <c>solved</c> or <c>visits</c>.</param>
/// <param name="Weight">What it weighs, of 100.</param>
/// <param name="Part">What was reached.</param>
/// <param name="Whole">Of how much; 0: there was nothing to measure, and the measure does not count.</param>
public sealed record ReportMeasure(string Code, int Weight, int Part, int Whole)
{
    /// <summary>The part of the whole, from 0 to 1; null where there was nothing to measure.</summary>
    [JsonIgnore]
    public decimal? Value => Whole == 0 ? null : Math.Min(1, (decimal)Part / Whole);
}
