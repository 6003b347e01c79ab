using TalentCard.Worker.Reminders;
using TalentCard.Worker.Reports;
using TalentCard.Worker.Statistics;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// The one list of what runs by itself: stable key, what it does, when in Asia/Shanghai (Quartz's cron: seconds first), and how
/// long it may take. What is taken out of this list leaves the schedule with the next start of a Worker. Every job must be safe
/// to run twice.
/// </summary>
internal static class RecurringJobs
{
    public static readonly IReadOnlyList<RecurringJob> All =
    [
        RecurringJob.Of<PreparePartitions>("prepare-partitions", "提前建好今后三个月的台账分区", "0 30 2 * * ?", TimeSpan.FromMinutes(10)),
        RecurringJob.Of<RotateSigningKeys>("rotate-signing-keys", "签名密钥临近到期时换上新密钥", "0 40 2 * * ?", TimeSpan.FromMinutes(5)),
        RecurringJob.Of<ForgetExpired>("forget-expired", "清除过期的授权、令牌和未确认的导入名单", "0 50 2 * * ?", TimeSpan.FromMinutes(30)),
        RecurringJob.Of<LapseReservations>("lapse-reservations", "释放过期未用的预约所占的次数", "0 5/15 * * * ?", TimeSpan.FromMinutes(10)),
        RecurringJob.Of<EscalateTickets>("escalate-tickets", "超期仍未答复的工单按规则转督办", "0 2/10 * * * ?", TimeSpan.FromMinutes(5)),
        RecurringJob.Of<RollUpStatistics>("roll-up-statistics", "把新的核销和撤销记录计入统计", "0 2/5 * * * ?", TimeSpan.FromMinutes(30)),
        RecurringJob.Of<RemindOfDates>("remind-of-dates", "提醒优才卡、博士后、结对服务和知识库的到期事项", "0 30 8 * * ?", TimeSpan.FromMinutes(30)),
        RecurringJob.Of<RemindOfTickets>("remind-of-tickets", "提醒到期、逾期、督办和待回访的工单", "0 7/15 * * * ?", TimeSpan.FromMinutes(5)),
        RecurringJob.Of<RemindOfBookings>("remind-of-bookings", "提醒第二天的预约", "0 20 * * * ?", TimeSpan.FromMinutes(5)),
        RecurringJob.Of<DraftReports>("draft-reports", "起草上一周、上一月、上一年的通报", "0 10 6 * * ?", TimeSpan.FromMinutes(10)),
    ];
}
