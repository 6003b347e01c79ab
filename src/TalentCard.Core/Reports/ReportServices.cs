using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Reports;

namespace TalentCard.Core.Reports;

/// <summary>Registers the reports.</summary>
public static class ReportServices
{
    /// <summary>
    /// Adds <see cref="ReportStore"/>, <see cref="ReportLayoutStore"/>, <see cref="RankingRuleStore"/> and
    /// <see cref="MakeReports"/>; the statistics must be added too.
    /// </summary>
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services
            .AddSingleton<ReportStore>()
            .AddSingleton<ReportLayoutStore>()
            .AddSingleton<RankingRuleStore>()
            .AddSingleton<MakeReports>()
            .NameConstraints(new ConstraintRefusal("reports_second_person", ReportProblems.SecondPerson));
}
