using TalentCard.Contracts.Hotline;
using TalentCard.Core;
using TalentCard.Core.Hotline;

namespace TalentCard.Demo;

/// <summary>
/// What agent1, handler1 and talent1 find on the day of loading: one ticket in each state that a day's work meets.
/// </summary>
internal static class CurrentTickets
{
    public static List<DemoTicket> On(DateOnly today, IReadOnlyList<Holder> holders)
    {
        var days = new Days(today, holders);
        var (agent, office, handler) = (DemoTicket.Agent, DemoTicket.Office, DemoTicket.HandlerOf("fgw"));
        var fgw = handler.DepartmentId!.Value;
        List<DemoTicket> tickets = [];

        var asked = days.Ticket(tickets, 0, "建议优化线上申报流程", 12, "09:40", channel: "app");
        asked.Dispatch(agent, days.At(11, "09:00"), fgw);
        asked.Step(TicketAction.Accept, handler, days.At(11, "10:00"));
        asked.Answer(handler, days.At(9, "15:30"));
        asked.FollowUp(agent, days.At(8, "10:10"), true, true, true, "很满意", "done");
        asked.Step(TicketAction.Close, agent, days.At(8, "10:15"), "回访满意");

        var overdue = days.Ticket(tickets, 1, "实验室用电经常中断", 7, "10:05");
        overdue.Dispatch(agent, days.At(7, "10:12"), fgw);
        overdue.Step(TicketAction.Accept, handler, days.At(7, "15:00"));

        var extension = days.Ticket(tickets, 2, "创新平台奖励兑现", 6, "11:00");
        extension.Dispatch(agent, days.At(6, "11:06"), fgw);
        extension.Step(TicketAction.Accept, handler, days.At(6, "15:10"));
        extension.Extend(handler, days.At(1, "10:30"), 5, "需要与财政部门会商", null, default, null);

        var toTell = days.Ticket(tickets, 3, "创新平台奖励兑现", 5, "09:20");
        toTell.Dispatch(agent, days.At(5, "09:30"), fgw);
        toTell.Step(TicketAction.Accept, handler, days.At(5, "10:30"));
        toTell.Extend(handler, days.At(3, "09:10"), 5, "等待省级批复", office, days.At(2, "16:00"), null);

        var escalated = days.Ticket(tickets, 4, "医院窗口不认优才卡", 5, "10:40");
        var hospital = DemoTicket.HandlerOf("wjw");
        escalated.Dispatch(agent, days.At(5, "10:46"), hospital.DepartmentId!.Value);
        escalated.Step(TicketAction.Accept, hospital, days.At(5, "15:00"));
        escalated.Answer(hospital, days.At(3, "11:00"));
        escalated.FollowUp(agent, days.At(2, "09:50"), true, false, false, "再次就诊仍未优先", "escalate");

        var waiting = days.Ticket(tickets, 0, "创新平台奖励兑现", 4, "14:45");
        waiting.Dispatch(agent, days.At(4, "15:00"), fgw);
        waiting.Step(TicketAction.Accept, handler, days.At(3, "09:00"));
        waiting.Step(TicketAction.Wait, handler, days.At(2, "10:00"), "请补充奖励申报表的盖章页");

        var dueSoon = days.Ticket(tickets, 5, "高铁绿色通道怎么预约", 3, "09:15");
        dueSoon.Dispatch(agent, days.At(3, "09:20"), fgw);
        dueSoon.Step(TicketAction.Accept, handler, days.At(2, "09:00"));

        var replied = days.Ticket(tickets, 6, "配偶随迁工作怎么申请", 3, "16:00");
        var labour = DemoTicket.HandlerOf("rsj");
        replied.Dispatch(agent, days.At(3, "16:10"), labour.DepartmentId!.Value);
        replied.Step(TicketAction.Accept, labour, days.At(2, "09:05"));
        replied.Answer(labour, days.At(1, "11:20"));

        var returned = days.Ticket(tickets, 7, "租住小区停车困难", 2, "10:00");
        var housing = DemoTicket.HandlerOf("zjj");
        returned.Dispatch(agent, days.At(2, "10:05"), housing.DepartmentId!.Value);
        returned.Step(TicketAction.Return, housing, days.At(1, "09:30"), "该小区由属地街道管理，建议转园区办理");

        var fresh = days.Ticket(tickets, 8, "高铁绿色通道怎么预约", 1, "11:10");
        fresh.Dispatch(agent, days.At(1, "11:15"), fgw);

        days.Ticket(tickets, 1, "实验室用电经常中断", 1, "15:40", urgency: "urgent", repeatOf: overdue.Facts.Id);
        days.Ticket(tickets, 0, "子女入学政策适用范围", 1, "16:20", channel: "app");
        return tickets;
    }

    // Days of work before the day of loading, and the numbers of their tickets.
    private sealed class Days(DateOnly today, IReadOnlyList<Holder> holders)
    {
        private readonly Dictionary<DateOnly, int> numbers = [];

        public DateTimeOffset At(int workingDaysAgo, string time)
        {
            var day = today;
            for (var left = workingDaysAgo; left > 0; )
                if (DemoTicket.Calendar.IsWorkingDay(day = day.AddDays(-1)))
                    left--;
            return day.StartOfDay() + TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToTimeSpan();
        }

        // The last talent1, by the app, or the nth person of the first batch, by phone.
        public DemoTicket Ticket(
            List<DemoTicket> tickets,
            int caller,
            string title,
            int daysAgo,
            string time,
            string channel = "phone",
            string urgency = "normal",
            Guid? repeatOf = null
        )
        {
            var (at, holder) = (At(daysAgo, time), caller == 0 ? holders[^3] : holders[caller]);
            var day = at.ToLocalDate();
            numbers[day] = numbers.GetValueOrDefault(day) + 1;
            var agent = channel == "app" ? null : DemoTicket.Agent;
            var call = new DemoCall(
                new DemoRandom($"current consultation {tickets.Count}").Id(City.FoundedAt),
                channel,
                holder.TalentId,
                holder.Person.Name,
                holder.Person.Phone,
                agent,
                at
            );
            var by = agent ?? new DemoStaff(DemoAccounts.Named("talent1").Id.ToString(), holder.Person.Name, TicketRole.Caller);
            var ticket = new DemoTicket(
                call,
                DemoTicket.NumberOf(day, numbers[day]),
                HotlineTexts.Matters.Single(m => m.Title == title),
                by,
                urgency
            )
            {
                RepeatOf = repeatOf,
            };
            tickets.Add(ticket);
            return ticket;
        }
    }
}
