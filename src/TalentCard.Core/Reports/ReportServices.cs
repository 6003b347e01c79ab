using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Reports;

/// <summary>Registers the reports.</summary>
public static class ReportServices
{
    /// <summary>Adds <see cref="ReportStore"/> and <see cref="MakeReports"/>; the statistics must be added too.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services.AddSingleton<ReportStore>().AddSingleton<MakeReports>();
}
