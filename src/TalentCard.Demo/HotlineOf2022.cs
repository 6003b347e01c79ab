using TalentCard.Contracts.Hotline;
using TalentCard.Core;

namespace TalentCard.Demo;

/// <summary>
/// The 2,000 consultations of 2022 ("办理各类咨询2000余件"), of the four kinds, by talents and by people who are none yet, of whom
/// the agent asked the county. All are done; each went its way by the rules, most of them on time and to the callers' content.
/// </summary>
internal static class HotlineOf2022
{
    public const int Consultations = 2000;
    private static readonly DateOnly FirstDay = new(2022, 1, 4);
    private static readonly DateOnly LastDay = new(2022, 12, 16);
    private static readonly int[] Hours = [8, 9, 9, 9, 10, 10, 11, 14, 15, 15, 16];

    public static List<DemoTicket> Take(IReadOnlyList<Holder> holders)
    {
        var random = new DemoRandom("hotline");
        var days = Enumerable
            .Range(0, LastDay.DayNumber - FirstDay.DayNumber + 1)
            .Select(n => FirstDay.AddDays(n))
            .Where(DemoTicket.Calendar.IsWorkingDay)
            .ToList();
        var calls = Enumerable
            .Range(0, Consultations)
            .Select(n => CallOf(n, days, holders, random))
            .OrderBy(call => call.At)
            .ThenBy(call => call.Id)
            .ToList();
        var numbers = new Dictionary<DateOnly, int>();
        var tickets = new List<DemoTicket>();
        for (var n = 0; n < calls.Count; n++)
        // Now and then a call touches two matters.
        for (var matters = n % 40 == 7 ? 2 : 1; matters > 0; matters--)
        {
            var day = calls[n].At.ToLocalDate();
            numbers[day] = numbers.GetValueOrDefault(day) + 1;
            var ticket = new DemoTicket(
                calls[n],
                DemoTicket.NumberOf(day, numbers[day]),
                MatterOf(random),
                DemoTicket.Agent,
                random.Chance(12) ? "urgent" : "normal"
            );
            Live(ticket, random);
            tickets.Add(ticket);
        }
        return tickets;
    }

    private static DemoCall CallOf(int n, List<DateOnly> days, IReadOnlyList<Holder> holders, DemoRandom random)
    {
        var at =
            random.Of(days).StartOfDay() + new TimeOnly(random.Of(Hours), random.Between(31, 59), random.Below(60)).ToTimeSpan();
        if (at.ToLocalDate() is var day && (at - day.StartOfDay()).TotalHours is > 12 and < 14.5)
            at = day.StartOfDay().AddHours(15);
        var id = new DemoRandom($"consultation {n}").Id(City.FoundedAt);
        if (random.Chance(80))
        {
            var holder = random.Of(holders);
            return new DemoCall(id, "phone", holder.TalentId, holder.Person.Name, holder.Person.Phone, DemoTicket.Agent, at);
        }
        // Somebody who is no talent: of a range that no operator has been assigned, beside that of the talents.
        var phone = "1541" + random.Below(10_000_000).ToString("D7", System.Globalization.CultureInfo.InvariantCulture);
        return new DemoCall(
            id,
            random.Chance(15) ? "visit" : "phone",
            null,
            random.Of(["王女士", "李先生", "陈女士", "赵先生", "孙女士", "周先生"]),
            phone,
            DemoTicket.Agent,
            at,
            new DemoRandom($"caller's county {n}").Of(City.Divisions).Code
        );
    }

    private static DemoMatter MatterOf(DemoRandom random)
    {
        // Half ask, a quarter waits for what was promised, the rest appeal or suggest.
        var dice = random.Below(100);
        var kind =
            dice < 48 ? "policy_question"
            : dice < 74 ? "policy_redemption"
            : dice < 92 ? "appeal"
            : "suggestion";
        var matter = random.Of([.. HotlineTexts.Matters.Where(m => m.Kind == kind)]);
        return matter with { Title = matter.Title + random.Of(HotlineTexts.Where) };
    }

    private static void Live(DemoTicket ticket, DemoRandom random)
    {
        var at = ticket.Call.At;
        if (ticket.Matter.Kind == "policy_question" && random.Chance(70))
        {
            ticket.Answer(DemoTicket.Agent, at.AddMinutes(4));
            ticket.Step(TicketAction.Close, DemoTicket.Agent, at.AddMinutes(5), "当场答复");
            return;
        }
        var handler = DemoTicket.HandlerOf(ticket.Matter.Department);
        at = at.AddMinutes(6);
        ticket.Dispatch(DemoTicket.Agent, at, handler.DepartmentId!.Value);
        at = Work(at, random.Between(20, 120));
        ticket.Step(TicketAction.Accept, handler, at);
        if (ticket.Urgency == "normal" && ticket.Matter.Kind != "policy_question" && random.Chance(6))
        {
            at = Work(at, 60);
            var decided = Work(at, 90);
            ticket.Extend(handler, at, 5, "需要多部门会商", DemoTicket.Office, decided, Work(decided, 60));
            at = Work(decided, 120);
        }
        // Most answers come well before they are due, some on the last day, a few too late.
        var left = (int)DemoTicket.Calendar.Between(at, ticket.Facts.DueAt).TotalMinutes;
        at = Work(at, random.Chance(94) ? Math.Max(left * random.Between(25, 95) / 100, 1) : left + random.Between(60, 900));
        ticket.Answer(handler, at);
        FollowUp(ticket, at, random);
    }

    private static void FollowUp(DemoTicket ticket, DateTimeOffset at, DemoRandom random)
    {
        at = Work(at, random.Between(180, 500));
        var (solved, satisfied) = (random.Chance(96), random.Chance(95));
        for (var tries = 1; random.Chance(8); tries++)
        {
            ticket.FollowUp(DemoTicket.Agent, at, false, false, false, null, tries < 3 ? "again" : "done");
            at = Work(at, 400);
            if (tries < 3)
                continue;
            ticket.Step(TicketAction.Close, DemoTicket.Agent, at, "三次回访未接通");
            return;
        }
        var content = solved && satisfied;
        ticket.FollowUp(
            DemoTicket.Agent,
            at,
            true,
            solved,
            satisfied,
            content ? random.Of(HotlineTexts.Comments) : "希望进一步跟进",
            content ? "done" : "escalate"
        );
        ticket.Step(
            TicketAction.Close,
            content ? DemoTicket.Agent : DemoTicket.Office,
            Work(at, content ? 10 : 900),
            content ? "回访满意" : "督办后已当面说明，予以办结"
        );
    }

    private static DateTimeOffset Work(DateTimeOffset at, int minutes) =>
        DemoTicket.Calendar.Add(at, TimeSpan.FromMinutes(minutes));
}
