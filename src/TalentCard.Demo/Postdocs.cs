using TalentCard.Contracts.Stations;
using TalentCard.Core;
using TalentCard.Core.Stations;

namespace TalentCard.Demo;

/// <summary>A request about a postdoc, with its decision.</summary>
internal sealed record DemoRequest(string Kind, DateOnly ProposedOn, DateOnly? Day, string State, string Reason);

/// <summary>
/// The demo's postdocs: 101 in residence at the end of 2022 and 101 on the day of loading (from 2026 on), those who left between,
/// and three whom the office has to decide about. Every date keeps the national rule; some proposals and reviews were late, and
/// say why.
/// </summary>
internal static class Postdocs
{
    private static readonly PostdocRule Rule = new(new(2006, 12, 29), 24, 48, 72, 3, 12, 15, 5, 7, "", default);
    private static readonly DateOnly EndOf2022 = new(2022, 12, 31);
    private static readonly string[] Titles =
    [
        "深部岩层突水机理与预警方法",
        "稻麦轮作区秸秆还田的碳氮循环",
        "锂电正极材料表面包覆工艺",
        "基于多源数据的区域慢病风险模型",
        "煤基高端聚烯烃催化剂",
        "巷道巡检机器人的自主定位",
        "中药复方制剂的质量标志物",
        "耐低温大豆新品种选育",
        "储能电站热失控早期识别",
        "采煤沉陷区水体修复",
        "航空铝锂合金疲劳性能",
    ];
    private static readonly string[] LateReasons = ["设备到货延迟，实验推后", "合作高校评审时间调整", "因病请假一个月"];
    private static readonly string[] Destinations =
    [
        "host",
        "host",
        "host",
        "university",
        "university",
        "company",
        "institute",
        "government",
        "abroad",
    ];

    public static async Task InsertAsync(Session session, DateOnly today)
    {
        var all = Plan(today);
        await session.CopyAsync(
            """
            postdocs (id, station_id, name, discipline_code, university, mentor_id, university_mentor_id, agreement_number,
            entered_on, planned_end,
                rule_from, earliest_end, latest_end, state, proposal_on, proposal_title, proposal_late_reason, midterm_on,
                midterm_late_reason, midterm_result, left_on, destination, destination_note, ground, created_at)
            """,
            all.Select(one =>
                new object?[]
                {
                    one.Id,
                    one.Station.Id,
                    one.Name,
                    one.Discipline,
                    one.University,
                    one.Mentor.Id,
                    one.UniversityMentor.Id,
                    one.Agreement,
                    one.EnteredOn,
                    one.PlannedEnd,
                    Rule.ValidFrom,
                    one.Residence.EarliestEnd,
                    one.Residence.LatestEnd,
                    one.State,
                    one.ProposalOn,
                    one.ProposalOn is null ? null : one.Title,
                    one.ProposalLate,
                    one.MidtermOn,
                    one.MidtermLate,
                    one.MidtermOn is null ? null : one.Result,
                    one.LeftOn,
                    one.Destination,
                    one.Destination is null ? null : "",
                    one.Ground,
                    Morning(one.EnteredOn.AddDays(-20)),
                }
            )
        );
        await InsertRequestsAsync(session, all);
        await session.CopyAsync(
            """
            midterm_reviews (id, postdoc_id, held_on, result, expert_names, expert_employers, expert_keys, mentor_keys,
            committee_least,
                committee_most, note, recorded_by_name, created_at)
            """,
            all.Where(one => one.MidtermOn is not null)
                .Select(one =>
                    new object?[]
                    {
                        one.Random.Id(City.FoundedAt),
                        one.Id,
                        one.MidtermOn,
                        one.Result,
                        one.Experts,
                        one.Experts.Select(_ => "评审专家库").ToArray(),
                        one.Experts,
                        new[] { one.Mentor.Name, one.UniversityMentor.Name },
                        Rule.CommitteeLeast,
                        Rule.CommitteeMost,
                        "研究进展符合计划",
                        one.Recorder,
                        Morning(one.MidtermOn!.Value),
                    }
                )
        );
        await session.CopyAsync(
            "postdoc_payments (id, postdoc_id, paid_on, amount, kind, note, recorded_by_name, created_at)",
            all.SelectMany(one => PaymentsOf(one, today))
        );
    }

    private static async Task InsertRequestsAsync(Session session, IReadOnlyList<DemoResidence> all)
    {
        var rows = all.SelectMany(one => one.Requests.Select(request => (one, request, Id: one.Random.Id(City.FoundedAt))))
            .ToArray();
        await session.CopyAsync(
            """
            postdoc_requests (id, postdoc_id, kind, state, day, destination, destination_note, ground, reason, proposed_by,
            proposed_by_name,
                proposed_at, decided_by, decided_by_name, decided_at)
            """,
            rows.Select(row =>
            {
                var (one, request, id) = row;
                var pending = request.State == "pending";
                return new object?[]
                {
                    id,
                    one.Id,
                    request.Kind,
                    request.State,
                    request.Day,
                    request.Kind == "completion" ? one.Destination ?? "host" : null,
                    request.Kind == "completion" ? "" : null,
                    request.Kind == "withdrawal" ? one.Ground : null,
                    request.Reason,
                    one.RecorderId,
                    one.Recorder,
                    Morning(request.ProposedOn),
                    pending ? null : DemoAccounts.Office2.Id.ToString(),
                    pending ? null : DemoAccounts.Office2.DisplayName,
                    pending ? null : Morning(request.ProposedOn.AddDays(2)),
                };
            })
        );
        await session.CopyAsync(
            "postdoc_events (postdoc_id, id, at, action, from_state, to_state, actor_id, actor_name, reason)",
            rows.Where(row => row.request.State == "approved")
                .Select(row =>
                    new object?[]
                    {
                        row.one.Id,
                        row.one.Random.Id(City.FoundedAt),
                        Morning(row.request.ProposedOn.AddDays(2)),
                        $"approve_{row.request.Kind}",
                        row.request.Kind == "entry" ? "proposed" : "resident",
                        row.request.Kind is "entry" or "extension" ? "resident" : row.one.State,
                        DemoAccounts.Office2.Id.ToString(),
                        DemoAccounts.Office2.DisplayName,
                        "",
                    }
                )
        );
    }

    private static List<DemoResidence> Plan(DateOnly today)
    {
        var people = new InventedPeople("postdocs");
        var all = new List<DemoResidence>();
        foreach (var station in Stations.All)
            for (var i = 0; i < station.Residents; i++)
                all.Add(Resident(station, i, people, today));
        // Two a station: with its long stayer they are never more than were there at the end of 2022.
        for (var i = 0; i < 2 * Stations.All.Length; i++)
            all.Add(Former(Stations.All[i % Stations.All.Length], i, people, today));
        foreach (var station in Stations.All)
            for (var i = all.Count(one => one.Station == station && one.IsThereOn(EndOf2022)); i < station.Residents; i++)
                all.Add(OfEarlier(station, i));
        AwaitDecision(all, people, today);
        return all;
    }

    private static DemoResidence Resident(DemoStation station, int place, InventedPeople people, DateOnly today)
    {
        var one = new DemoResidence(station, people, $"resident {station.Short} {place}");
        // A long stayer now and then; the others spread over three years.
        var extended = place == 5;
        one.EnteredOn = today.AddDays(-(extended ? 1500 + place * 9 : one.Random.Between(12, 1080)));
        one.PlannedEnd = one.EnteredOn.AddMonths(extended ? 60 : one.Random.Of([36, 36, 48])).AddDays(-1);
        if (extended)
            one.Requests.Add(
                new("extension", one.EnteredOn.AddMonths(46), one.PlannedEnd, "approved", "课题成果转化需要继续在站")
            );
        // Loaded on whatever day: nobody's residence has run out.
        if (one.PlannedEnd < today.AddDays(25))
            one.PlannedEnd = one.Residence.LatestFirstEnd;
        one.Requests.Add(new("entry", one.EnteredOn.AddDays(-18), null, "approved", "同意接收，协议已签"));
        one.Propose(today, overdue: station.Residents > 8 && place == 3);
        one.Review(today);
        return one;
    }

    private static DemoResidence Former(DemoStation station, int place, InventedPeople people, DateOnly today)
    {
        var one = new DemoResidence(station, people, $"former {place}");
        var months = one.Random.Of([24, 30, 36, 36]);
        one.EnteredOn = today.AddMonths(-months).AddDays(-one.Random.Between(40, 1500));
        if (one.EnteredOn < station.Opened)
            one.EnteredOn = station.Opened.AddDays(place);
        return Leave(one, months, withdrawn: place % 9 == 8);
    }

    // In residence at the end of 2022 and gone by 2026, whatever the day of loading: of streams of their own.
    private static DemoResidence OfEarlier(DemoStation station, int place)
    {
        var stream = $"2022 {station.Short} {place}";
        var one = new DemoResidence(station, new InventedPeople($"postdocs {stream}"), stream);
        var months = one.Random.Of([24, 30, 36, 36]);
        // None before the station was approved.
        var longest = Math.Min((months * 30) - 40, EndOf2022.DayNumber - station.Opened.DayNumber);
        one.EnteredOn = EndOf2022.AddDays(-one.Random.Between(10, longest));
        return Leave(one, months, withdrawn: false);
    }

    private static DemoResidence Leave(DemoResidence one, int months, bool withdrawn)
    {
        one.PlannedEnd = one.EnteredOn.AddMonths(months).AddDays(-1);
        one.Requests.Add(new("entry", one.EnteredOn.AddDays(-18), null, "approved", "同意接收，协议已签"));
        one.LeftOn = withdrawn ? one.EnteredOn.AddDays(one.Random.Between(150, 600)) : one.PlannedEnd;
        one.State = withdrawn ? "withdrawn" : "completed";
        one.Propose(one.LeftOn.Value, overdue: false);
        one.Review(one.LeftOn.Value);
        if (withdrawn)
            one.Ground = one.Random.Of(["own_wish", "illness", "own_wish"]);
        else
            one.Destination = one.Random.Of(Destinations);
        one.Requests.Add(
            withdrawn
                ? new("withdrawal", one.LeftOn.Value, one.LeftOn, "approved", "个人提出退站，站内同意")
                : new("completion", one.LeftOn.Value.AddDays(-15), one.LeftOn, "approved", "完成研究任务，考核合格")
        );
        return one;
    }

    // One of each kind that the office can try: an entry, an extension, a completion. None is of station1's own station.
    private static void AwaitDecision(List<DemoResidence> all, InventedPeople people, DateOnly today)
    {
        var entering = new DemoResidence(Stations.All[6], people, "entering")
        {
            State = "proposed",
            EnteredOn = today.AddDays(20),
        };
        entering.PlannedEnd = entering.Residence.LatestFirstEnd;
        entering.Requests.Add(new("entry", today.AddDays(-2), null, "pending", "拟接收从事数据要素研究"));
        all.Add(entering);
        var extending = all.First(one =>
            one is { State: "resident", MidtermOn: not null }
            && one.Station == Stations.All[1]
            && one.PlannedEnd < one.Residence.LatestFirstEnd
        );
        extending.Requests.Add(
            new("extension", today.AddDays(-3), extending.PlannedEnd.AddMonths(6), "pending", "中试尚未结束，申请延期六个月")
        );
        var leaving = all.First(one =>
            one is { State: "resident", MidtermOn: not null }
            && one.Station == Stations.All[14]
            && one.Residence.EarliestEnd <= today
        );
        leaving.Requests.Add(new("completion", today.AddDays(-1), today, "pending", "已完成研究任务，申请出站"));
    }

    private static IEnumerable<object?[]> PaymentsOf(DemoResidence one, DateOnly today)
    {
        if (one.State == "proposed")
            yield break;
        var until = one.LeftOn ?? today;
        for (var year = 0; one.EnteredOn.AddYears(year).AddDays(30) is var day && day <= until && year < 3; year++)
            yield return
            [
                one.Random.Id(City.FoundedAt),
                one.Id,
                day,
                80_000m,
                "living",
                $"第 {year + 1} 年生活补助",
                one.Recorder,
                Morning(day),
            ];
    }

    private static DateTimeOffset Morning(DateOnly day) => day.StartOfDay().AddHours(9);

    /// <summary>A postdoc in the making.</summary>
    private sealed class DemoResidence
    {
        public DemoResidence(DemoStation station, InventedPeople people, string stream)
        {
            (Station, Random) = (station, new DemoRandom($"postdoc {stream}"));
            Id = Random.Id(City.FoundedAt);
            Name = people.Invent("E", new DateOnly(2022, 6, 1), 3).Name;
            Discipline = Random.Of(station.Disciplines);
            University = Stations.University(Random);
            var half = station.Mentors.Count / 2;
            (Mentor, UniversityMentor) = (station.Mentors[Random.Below(half)], station.Mentors[half + Random.Below(half)]);
            Agreement = $"BSH-{Random.Between(100000, 999999)}";
            Title = Random.Of(Titles);
            Result = Random.Of(["excellent", "good", "good", "pass"]);
            var experts = new InventedPeople($"experts {stream}");
            Experts =
            [
                .. Enumerable.Range(0, Random.Between(Rule.CommitteeLeast, Rule.CommitteeMost)).Select(_ => Fresh(experts)),
            ];
        }

        public DemoStation Station { get; }
        public DemoRandom Random { get; }
        public Guid Id { get; }
        public string Name { get; }
        public string Discipline { get; }
        public string University { get; }
        public DemoMentor Mentor { get; }
        public DemoMentor UniversityMentor { get; }
        public string Agreement { get; }
        public string Title { get; }
        public string Result { get; }
        public string[] Experts { get; }
        public List<DemoRequest> Requests { get; } = [];
        public string State { get; set; } = "resident";
        public DateOnly EnteredOn { get; set; }
        public DateOnly PlannedEnd { get; set; }
        public DateOnly? ProposalOn { get; private set; }
        public string? ProposalLate { get; private set; }
        public DateOnly? MidtermOn { get; private set; }
        public string? MidtermLate { get; private set; }
        public DateOnly? LeftOn { get; set; }
        public string? Destination { get; set; }
        public string? Ground { get; set; }

        public Residence Residence => new(Rule, EnteredOn);

        public bool IsThereOn(DateOnly day) => EnteredOn <= day && (LeftOn is not { } left || left > day);

        /// <summary>Who proposes and records: the manager with an account, else the office for the station.</summary>
        public string Recorder =>
            Station == Stations.First ? DemoAccounts.Station1.DisplayName : DemoAccounts.Office1.DisplayName;

        public string RecorderId => (Station == Stations.First ? DemoAccounts.Station1 : DemoAccounts.Office1).Id.ToString();

        public void Propose(DateOnly until, bool overdue)
        {
            var late = Random.Chance(7);
            var on = late ? Residence.ProposalDue.AddDays(Random.Between(4, 25)) : EnteredOn.AddDays(Random.Between(40, 88));
            if (overdue)
            {
                // The one whom the page of what is due shows first.
                EnteredOn = until.AddMonths(-3).AddDays(-6);
                PlannedEnd = Residence.LatestFirstEnd;
                Requests[^1] = Requests[^1] with { ProposedOn = EnteredOn.AddDays(-18) };
                return;
            }
            if (on > until)
                return;
            (ProposalOn, ProposalLate) = (on, late ? Random.Of(LateReasons) : null);
        }

        public void Review(DateOnly until)
        {
            var late = Random.Chance(6);
            var on = late
                ? Residence.MidtermDue.AddDays(Random.Between(5, 30))
                : Residence.MidtermFrom.AddDays(Random.Between(0, 85));
            if (ProposalOn is null || on > until)
                return;
            (MidtermOn, MidtermLate) = (on, late ? Random.Of(LateReasons) : null);
        }

        private string Fresh(InventedPeople people)
        {
            string name;
            do name = people.Invent("C", new DateOnly(2022, 6, 1), 3).Name;
            while (name == Mentor.Name || name == UniversityMentor.Name);
            return name;
        }
    }
}
