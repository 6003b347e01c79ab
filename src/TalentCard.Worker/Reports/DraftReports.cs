using Quartz;
using TalentCard.Core.Reports;

namespace TalentCard.Worker.Reports;

/// <summary>Every morning: the bulletin, ranking or report of a week, month or year that is over.</summary>
internal sealed class DraftReports(MakeReports reports) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await reports.RunAsync(cancellationToken);
}
