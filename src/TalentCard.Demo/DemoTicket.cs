using System.Collections.Frozen;
using System.Globalization;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Core.Hotline;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Demo;

/// <summary>Somebody who works on the demo's tickets.</summary>
internal sealed record DemoStaff(string Id, string Name, TicketRole Role, Guid? DepartmentId = null);

/// <summary>A call, whose it was, and the county that it was about where no talent's says so.</summary>
internal sealed record DemoCall(
    Guid Id,
    string Channel,
    Guid? TalentId,
    string Name,
    string Phone,
    DemoStaff? Agent,
    DateTimeOffset At,
    string? Division = null
);

/// <summary>One step that was taken.</summary>
internal sealed record DemoStep(
    TicketAction Action,
    string? From,
    DemoStaff By,
    DateTimeOffset At,
    string? Text,
    TicketFacts After
);

/// <summary>
/// A ticket that lives by the product's own table: a step that the table does not have stops the load, so no row of the demo
/// is one that the product could not have written.
/// </summary>
internal sealed class DemoTicket
{
    private static readonly HoursFrom Hours = new(
        new DateOnly(2022, 1, 1),
        [new OfficePeriod(new TimeOnly(8, 30), new TimeOnly(12, 0)), new OfficePeriod(new TimeOnly(14, 30), new TimeOnly(17, 30))]
    );

    public static readonly WorkingCalendar Calendar = new(
        PublicHolidays.Without(FrozenSet<int>.Empty).ToDictionary(day => day.Day, day => day.Working),
        [Hours]
    );

    // As the migration ships them.
    private static readonly Dictionary<(string Kind, string Urgency), (int Amount, string Unit)> Limits = new()
    {
        [("policy_question", "normal")] = (3, "day"),
        [("policy_question", "urgent")] = (4, "hour"),
        [("policy_redemption", "normal")] = (10, "day"),
        [("policy_redemption", "urgent")] = (3, "day"),
        [("appeal", "normal")] = (5, "day"),
        [("appeal", "urgent")] = (1, "day"),
        [("suggestion", "normal")] = (15, "day"),
        [("suggestion", "urgent")] = (5, "day"),
    };

    private readonly DemoRandom random;

    public DemoTicket(DemoCall call, string number, DemoMatter matter, DemoStaff by, string urgency = "normal")
    {
        random = new DemoRandom($"ticket {number}");
        (Call, Number, Matter, Urgency) = (call, number, matter, urgency);
        var (amount, unit) = Limits[(matter.Kind, urgency)];
        PromisedAt = Calendar.Due(call.At, amount, unit);
        Facts = new TicketFacts(
            random.Id(City.FoundedAt),
            matter.Kind,
            urgency,
            TicketState.Received,
            null,
            [],
            null,
            null,
            call.TalentId,
            [],
            call.Channel,
            PromisedAt,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            null,
            null,
            null,
            1
        );
        Steps.Add(new DemoStep(TicketAction.Receive, null, by, call.At, matter.Content, Facts));
    }

    public DemoCall Call { get; }
    public string Number { get; }
    public DemoMatter Matter { get; }
    public string Urgency { get; }
    public DateTimeOffset PromisedAt { get; }
    public TicketFacts Facts { get; private set; }
    public List<DemoStep> Steps { get; } = [];
    public List<object?[]> Extensions { get; } = [];
    public List<object?[]> FollowUps { get; } = [];
    public Guid? RepeatOf { get; init; }
    public bool Cites { get; private set; }

    public Guid NewId() => random.Id(City.FoundedAt);

    /// <summary>Takes a step.</summary>
    public void Step(TicketAction action, DemoStaff by, DateTimeOffset at, string? text = null, TicketInput? input = null)
    {
        var row = Ticket.Step(action, Facts, by.Role, at);
        var (amount, unit) = Limits[(Matter.Kind, Urgency)];
        input = (input ?? new TicketInput(by.Id, by.Name)) with
        {
            Text = text,
            Deadline = new DeadlineRule(Matter.Kind, Urgency, default, amount, unit, "", default),
        };
        var before = Facts;
        Facts = Ticket.After(before, row, input, Calendar, at) with { Version = before.Version + 1 };
        Steps.Add(new DemoStep(action, before.State, by, at, text, Facts));
    }

    public void Answer(DemoStaff by, DateTimeOffset at)
    {
        Step(Facts.State == TicketState.Accepted ? TicketAction.Reply : TicketAction.Answer, by, at, Matter.Answer);
        Cites = Facts.Kind is "policy_question" or "policy_redemption";
    }

    public void Dispatch(DemoStaff by, DateTimeOffset at, Guid department, string? text = null) =>
        Step(TicketAction.Dispatch, by, at, text, new TicketInput(by.Id, by.Name, DepartmentId: department));

    /// <summary>Asks for more time; approved where <paramref name="approver"/> is given.</summary>
    public void Extend(
        DemoStaff by,
        DateTimeOffset at,
        int days,
        string reason,
        DemoStaff? approver,
        DateTimeOffset decidedAt,
        DateTimeOffset? toldAt
    )
    {
        Step(TicketAction.AskExtension, by, at, reason);
        var input = approver is null ? null : new TicketInput(approver.Id, approver.Name, Days: days);
        if (approver is not null)
            Step(TicketAction.ApproveExtension, approver, decidedAt, reason, input);
        Extensions.Add([
            Facts.Id,
            NewId(),
            at,
            by.Id,
            by.Name,
            days,
            reason,
            approver is null ? "pending" : "approved",
            approver?.Id,
            approver?.Name,
            approver is null ? null : decidedAt,
            approver is null ? null : "同意延期",
            approver is null ? null : Facts.DueAt,
            toldAt,
        ]);
        if (toldAt is not null)
            Step(TicketAction.TellExtension, Agent, toldAt.Value);
    }

    /// <summary>Calls the caller back.</summary>
    public void FollowUp(
        DemoStaff by,
        DateTimeOffset at,
        bool reached,
        bool solved,
        bool satisfied,
        string? comment,
        string outcome
    )
    {
        Step(
            outcome == "again" ? TicketAction.TryFollowUp : TicketAction.FollowUp,
            by,
            at,
            comment,
            new TicketInput(
                by.Id,
                by.Name,
                Reached: reached,
                Solved: reached ? solved : null,
                Satisfied: reached ? satisfied : null
            )
        );
        FollowUps.Add([
            Facts.Id,
            NewId(),
            at,
            by.Id,
            by.Name,
            reached,
            reached ? solved : null,
            reached ? satisfied : null,
            comment,
            outcome,
        ]);
        if (outcome == "escalate")
            Step(TicketAction.Escalate, by, at, comment);
    }

    /// <summary>The account agent1.</summary>
    public static readonly DemoStaff Agent = Of("agent1", TicketRole.Agent);

    /// <summary>The account office1.</summary>
    public static readonly DemoStaff Office = Of("office1", TicketRole.Office);

    /// <summary>The handler of a department; the first department's is the account handler1.</summary>
    public static DemoStaff HandlerOf(string department) =>
        department == "fgw"
            ? Of("handler1", TicketRole.Handler) with
            {
                DepartmentId = City.DepartmentId("fgw"),
            }
            : new DemoStaff(
                new DemoRandom($"handler {department}").Id(City.FoundedAt).ToString(),
                $"{City.DepartmentName(department)}承办人",
                TicketRole.Handler,
                City.DepartmentId(department)
            );

    /// <summary>The number of a day's <paramref name="nth"/> ticket.</summary>
    public static string NumberOf(DateOnly day, int nth) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}-{nth:D4}");

    private static DemoStaff Of(string userName, TicketRole role)
    {
        var account = DemoAccounts.Named(userName);
        return new DemoStaff(account.Id.ToString(), account.DisplayName, role);
    }
}
