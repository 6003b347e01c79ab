using TalentCard.Core.Dependants;
using TalentCard.Core.Hotline;
using TalentCard.Core.Keys;
using TalentCard.Core.PersonalData;
using TalentCard.Core.Privacy;
using TalentCard.Core.Redemptions;
using TalentCard.Core.Reminders;
using TalentCard.Core.Reports;
using TalentCard.Core.Settlements;
using TalentCard.Core.Statistics;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// The one list of what runs by itself: stable key, what it does, when in Asia/Shanghai, how long it may take, and the call.
/// What is taken out of this list leaves the schedule with the next start of a Worker. Every job must be safe to run twice.
/// </summary>
internal static class RecurringJobs
{
    public static readonly IReadOnlyList<RecurringJob> All =
    [
        RecurringJob.Of<MonthPartitions>(
            "prepare-partitions",
            "提前建好今后三个月的台账分区",
            "30 2 * * *",
            TimeSpan.FromMinutes(10),
            (partitions, cancel) => partitions.PrepareAsync(cancel)
        ),
        RecurringJob.Of<SigningKeyRing>(
            "rotate-signing-keys",
            "签名密钥临近到期时换上新密钥",
            "40 2 * * *",
            TimeSpan.FromMinutes(5),
            async (keys, cancel) =>
            {
                foreach (var purpose in Enum.GetValues<KeyPurpose>())
                    await keys.RotateAsync(purpose, cancel);
            }
        ),
        RecurringJob.Of<CloseLedgerDays>(
            "close-ledger-days",
            "台账日结：为前一天的各台账计算摘要并签名",
            "10 3 * * *",
            TimeSpan.FromHours(2),
            (ledgers, cancel) => ledgers.RunAsync(cancel)
        ),
        RecurringJob.Of<VerifyLedgers>(
            "verify-ledgers",
            "核对各台账与每日签名是否一致",
            "20 4 * * 0",
            TimeSpan.FromHours(6),
            (ledgers, cancel) => ledgers.WatchAsync(cancel)
        ),
        RecurringJob.Of<ReencryptFields>(
            "re-encrypt-fields",
            "把加密字段换到最新密钥，并告知哪些旧密钥可以停用",
            "30 4 * * 0",
            TimeSpan.FromHours(6),
            (fields, cancel) => fields.RunAsync(cancel)
        ),
        RecurringJob.Of<ApplyRetention>(
            "apply-retention",
            "按留存期限删除到期的个人信息和核验记录",
            "40 3 * * *",
            TimeSpan.FromHours(2),
            (retention, cancel) => retention.RunAsync(cancel)
        ),
        RecurringJob.Of<ChangeDependant>(
            "end-dependants",
            "结束已满 18 周岁的子女、卡已终止的家属和本人已持卡的家属的登记",
            "20 0 * * *",
            TimeSpan.FromMinutes(30),
            (dependants, cancel) => dependants.EndWhatIsOverAsync(cancel)
        ),
        RecurringJob.Of<ExpiredRows>(
            "forget-expired",
            "清除过期的授权、令牌和未确认的导入名单",
            "50 2 * * *",
            TimeSpan.FromMinutes(30),
            (rows, cancel) => rows.ForgetAsync(cancel)
        ),
        RecurringJob.Of<ReservationStore>(
            "lapse-reservations",
            "释放过期未用的预约所占的次数",
            "5/15 * * * *",
            TimeSpan.FromMinutes(10),
            (reservations, cancel) => reservations.LapseAsync(cancel)
        ),
        RecurringJob.Of<EscalateOverdue>(
            "escalate-tickets",
            "逾期仍未答复的工单按规则转督办",
            "2/10 * * * *",
            TimeSpan.FromMinutes(5),
            (escalate, cancel) => escalate.RunAsync(cancel)
        ),
        RecurringJob.Of<RollUp>(
            "roll-up-statistics",
            "把新的核销和撤销记录计入统计",
            "2/5 * * * *",
            TimeSpan.FromMinutes(30),
            (rollUp, cancel) => rollUp.RunAsync(cancel)
        ),
        RecurringJob.Of<RemindPeople>(
            "remind-of-dates",
            "提醒优才卡、博士后、结对服务和知识库的到期事项，以及录入放假通知",
            "30 8 * * *",
            TimeSpan.FromMinutes(30),
            (reminders, cancel) => reminders.OfDatesAsync(cancel)
        ),
        RecurringJob.Of<RemindPeople>(
            "remind-of-tickets",
            "提醒到期、逾期、督办和待回访的工单",
            "7/15 * * * *",
            TimeSpan.FromMinutes(5),
            (reminders, cancel) => reminders.OfTicketsAsync(cancel)
        ),
        RecurringJob.Of<RemindPeople>(
            "remind-of-bookings",
            "提醒第二天的预约",
            "20 * * * *",
            TimeSpan.FromMinutes(5),
            (reminders, cancel) => reminders.OfBookingsAsync(cancel)
        ),
        RecurringJob.Of<MakeReports>(
            "draft-reports",
            "起草上一周、上一月、上一年的通报",
            "10 6 * * *",
            TimeSpan.FromMinutes(10),
            (reports, cancel) => reports.RunAsync(cancel)
        ),
        RecurringJob.Of<DrawUpSettlements>(
            "draw-up-settlements",
            "每月 2 日起草上月各合作单位的结算单",
            "20 5 2-7 * *",
            TimeSpan.FromHours(2),
            (settlements, cancel) => settlements.RunAsync(cancel)
        ),
    ];
}
