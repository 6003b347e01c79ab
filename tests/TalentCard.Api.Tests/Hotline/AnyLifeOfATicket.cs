using Dapper;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Core.Hotline;
using TalentCard.Core.WorkingTime;
using TalentCard.Testing;
using Rnd = FsCheck.Rnd;

namespace TalentCard.Api.Tests.Hotline;

/// <summary>
/// Random lives of tickets across National Day, beside a model of a few lines. After each step, taken or refused, the state,
/// the deadline and the history in the database agree with the model, with each other and with the table. Every kind of step
/// must have been taken and refused.
/// </summary>
[Trait("Speed", "slow")]
public sealed class AnyLifeOfATicket(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly TicketReason Why = new("随机步骤的理由");
    private static readonly TicketAnswer Answer = new("随机步骤的答复。");

    private static readonly WorkingCalendar Calendar = new(
        PublicHolidays.Days.ToDictionary(day => day.Day, day => day.Working),
        [
            new HoursFrom(
                new DateOnly(2022, 1, 1),
                [
                    new OfficePeriod(new TimeOnly(8, 30), new TimeOnly(12, 0)),
                    new OfficePeriod(new TimeOnly(14, 30), new TimeOnly(17, 30)),
                ]
            ),
        ]
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public enum Move
    {
        Answer,
        Dispatch,
        Accept,
        Return,
        Reassign,
        Wait,
        Resume,
        Supplement,
        Reply,
        Ask,
        Approve,
        Reject,
        Tell,
        Content,
        Reopens,
        Escalates,
        Missed,
        Close,
        CloseByOffice,
        Reopen,
        Escalate,
        Late,
        Hurry,
        Recast,
        Link,
        Merge,
        Note,
        Hours,
        Days,
    }

    [Fact]
    public async Task Agrees_with_the_table_the_calendar_and_its_own_history()
    {
        var (taken, tried) = (new HashSet<string>(), new HashSet<(Move, bool)>());
        foreach (var life in Gen.Choose(0, 9_999).ArrayOf(60).Sample(10, new Rnd(20221103, 7), 60))
            await LiveAsync(life, taken, tried);
        // The lives were worth living: every step of the table came about, and each was refused too where it had no place.
        Ticket.Changes.Rows.Select(row => row.Action.Word()).Distinct().Except(taken).ShouldBeEmpty();
        var steps = Enum.GetValues<Move>().Except([Move.Hours, Move.Days]).ToList();
        steps.Where(move => !tried.Contains((move, true))).ShouldBeEmpty("never taken");
        steps.Where(move => !tried.Contains((move, false))).ShouldBeEmpty("never refused");
    }

    private async Task LiveAsync(int[] dice, HashSet<string> taken, HashSet<(Move, bool)> tried)
    {
        api.Clock.Set("2026-09-21T09:00+08:00");
        var line = await Line.OpenAsync(api);
        var kind = dice.Sum() % 2 == 0 ? "appeal" : "policy_redemption";
        var ticket = await line.CallAsync(Line.Matter(kind));
        var other = await line.CallAsync(Line.Matter("suggestion", "另外一件事情"));
        var model = new Model(kind, "received", ticket.Ticket.DueAt);
        model.Due.ShouldBe(Fresh(model));
        List<Move> life = [];
        foreach (var die in dice)
        {
            if (model.State == "merged")
                break;
            life.Add(Pick(die, model, line, tried, life.Count));
            if (life[^1] is Move.Hours or Move.Days)
                api.Clock.Advance(life[^1] == Move.Hours ? TimeSpan.FromHours(5) : TimeSpan.FromDays(1 + die % 3));
            else
                (model, ticket) = await MoveAsync(line, ticket, other, model, life, tried);
            taken.UnionWith(ticket.History.Select(step => step.Action));
        }
        if (model.State != "merged")
            return;
        // Nothing is left to do with it.
        foreach (var move in Enum.GetValues<Move>().Except([Move.Hours, Move.Days]))
            (model, ticket) = await MoveAsync(line, ticket, other, model, [.. life, move], tried);
    }

    private async Task<(Model, TicketDetail)> MoveAsync(
        Line line,
        TicketDetail ticket,
        TicketDetail other,
        Model model,
        List<Move> life,
        HashSet<(Move, bool)> tried
    )
    {
        var where = string.Join(' ', life);
        var expected = Expect(model, line, life[^1]);
        if (life[^1] == Move.Late)
            await api.Services.GetRequiredService<EscalateOverdue>().RunAsync(Cancel);
        else
        {
            using var answer = await TakeAsync(line, ticket, other, model, life[^1]);
            answer.IsSuccessStatusCode.ShouldBe(
                expected is not null,
                $"{where}: {model} {await answer.Content.ReadAsStringAsync(Cancel)}"
            );
            ((int)answer.StatusCode).ShouldBeLessThan(500, where);
        }
        tried.Add((life[^1], expected is not null));
        model = expected ?? model;
        ticket = await line.ReadAsync(ticket.Ticket.Id);
        await ShouldAgreeAsync(line, ticket, model, where);
        return (model, ticket);
    }

    // Most steps are ones that the model takes, or the ticket would stand still, first those that no life has taken yet; the
    // others must be refused. A merge ends a life, so it comes late in it.
    private Move Pick(int die, Model model, Line line, HashSet<(Move, bool)> tried, int age)
    {
        var moves = Enum.GetValues<Move>().Where(move => move != Move.Merge || age > 40).ToArray();
        var open = moves.Where(move => move is not (Move.Hours or Move.Days) && Expect(model, line, move) is not null).ToArray();
        var untried = open.Where(move => !tried.Contains((move, true))).ToArray();
        var usual = open.Except([Move.Note, Move.Link, Move.Merge, Move.Escalate, Move.Recast]).ToArray();
        moves = (die % 10) switch
        {
            < 4 when untried.Length > 0 => untried,
            < 7 when usual.Length > 0 => usual,
            7 => [Move.Hours, Move.Days],
            _ => moves,
        };
        return moves[die / 10 % moves.Length];
    }

    private static async Task ShouldAgreeAsync(Line line, TicketDetail ticket, Model model, string where)
    {
        (ticket.Ticket.State, ticket.Ticket.DueAt, ticket.Ticket.DepartmentId).ShouldBe(
            (model.State, model.Due, model.Department),
            where
        );
        (ticket.PausedAt, ticket.Ticket.CallerToBeTold, ticket.Ticket.Escalated).ShouldBe(
            (model.PausedAt, model.ToTell, model.Escalated),
            where
        );
        (ticket.Ticket.Kind, ticket.Ticket.Urgency, ticket.PromisedAt).ShouldBe(
            (model.Kind, model.Urgency, ticket.History[0].DueAt),
            where
        );
        ticket.Extensions.Count(extension => extension.State == "pending").ShouldBe(model.Pending ? 1 : 0, where);

        var steps = ticket.History.Where(step => step.Action is not ("note" or "link")).ToList();
        (steps[^1].ToState, steps[^1].DueAt).ShouldBe((model.State, model.Due), where);
        ticket.Ticket.Version.ShouldBe(steps.Count, where);
        for (var n = 1; n < steps.Count; n++)
        {
            steps[n].FromState.ShouldBe(steps[n - 1].ToState, where);
            Ticket.Changes.Rows.ShouldContain(
                row => row.Action.Word() == steps[n].Action && row.From == steps[n].FromState && row.To == steps[n].ToState,
                where
            );
        }
        await using var connection = await line.Database.OpenConnectionAsync(Cancel);
        (
            await connection.QuerySingleAsync<(string, DateTimeOffset, int)>(
                "select state, due_at, version from tickets where id = @Id",
                new { ticket.Ticket.Id }
            )
        ).ShouldBe((model.State, model.Due, steps.Count), where);
    }

    private Model? Expect(Model model, Line line, Move move)
    {
        var now = api.Clock.GetUtcNow();
        var open = model.State is not ("closed" or "merged");
        var unanswered = model.State is "received" or "dispatched" or "returned" or "accepted";
        return (move, model.State) switch
        {
            (Move.Answer, "received" or "returned") => model.Leave("replied") with { TriedOn = [] },
            (Move.Dispatch, "received" or "returned") => model.Leave("dispatched") with
            {
                Department = line.First,
                ReturnUntil = Calendar.Due(now, 2, "day"),
            },
            (Move.Accept, "dispatched") => model with { State = "accepted" },
            (Move.Return, "dispatched" or "accepted") when model.ReturnUntil >= now => model.Leave("returned") with
            {
                Department = null,
            },
            (Move.Reassign, "dispatched" or "accepted") => model.Leave("dispatched") with
            {
                Department = Other(model, line),
                ReturnUntil = Calendar.Due(now, 2, "day"),
            },
            (Move.Wait, "accepted") => model with { State = "waiting", PausedAt = now },
            (Move.Resume or Move.Supplement, "waiting") => model with
            {
                State = "accepted",
                PausedAt = null,
                Due = Calendar.Pause(model.Due, model.PausedAt!.Value, now),
            },
            (Move.Reply, "accepted") => model.Leave("replied") with { TriedOn = [] },
            (Move.Ask, "accepted") when model.Due > now && !model.Pending => model with { Pending = true },
            (Move.Approve, "accepted" or "waiting") when model.Pending => model with
            {
                Pending = false,
                Due = Calendar.Extend(model.Due, 2),
                ToTell = true,
            },
            (Move.Reject, "accepted" or "waiting") when model.Pending => model with { Pending = false },
            (Move.Tell, _) when open && model.ToTell => model with { ToTell = false },
            (Move.Content, "replied") => model with { State = "followed_up" },
            (Move.Reopens, "replied") => Again(model, now),
            (Move.Escalates, "replied") => model with { State = "followed_up", Escalated = true },
            (Move.Missed, "replied") when !model.TriedOn.Contains(Day(now)) => model with
            {
                State = model.TriedOn.Length == 2 ? "followed_up" : "replied",
                TriedOn = [.. model.TriedOn, Day(now)],
            },
            (Move.Close, "followed_up") when !model.Escalated => model with { State = "closed" },
            (Move.Close, "replied") when !model.Escalated && !model.Appeal => model with { State = "closed" },
            (Move.CloseByOffice, "followed_up") => model with { State = "closed" },
            (Move.CloseByOffice, "replied") when !model.Appeal => model with { State = "closed" },
            (Move.Reopen, "followed_up" or "closed") => Again(model, now),
            (Move.Escalate, _) when open => model with { Escalated = true },
            (Move.Late, _) when unanswered && !model.Escalated && Ripe(model) <= now => model with { Escalated = true },
            (Move.Hurry, _) when unanswered => Corrected(
                model with
                {
                    Urgency = model.Urgency == "normal" ? "urgent" : "normal",
                }
            ),
            (Move.Recast, _) when unanswered => Corrected(
                model with
                {
                    Kind = model.Kind == "appeal" ? "policy_redemption" : "appeal",
                    Appeal = true,
                }
            ),
            (Move.Link or Move.Note, _) when model.State != "merged" => model,
            (Move.Merge, _) when unanswered || model.State == "waiting" => model.Leave("merged") with
            {
                PausedAt = null,
                ToTell = false,
            },
            _ => null,
        };
    }

    private static Task<HttpResponseMessage> TakeAsync(Line line, TicketDetail ticket, TicketDetail other, Model model, Move move)
    {
        var handler = model.Department == line.Second ? line.Stranger : line.Handler;
        var pending = ticket.Extensions.FirstOrDefault(extension => extension.State == "pending")?.Id ?? Guid.NewGuid();
        var untold =
            ticket.Extensions.FirstOrDefault(extension => extension.State == "approved" && extension.ToldAt is null)?.Id
            ?? Guid.NewGuid();
        return move switch
        {
            Move.Answer => Line.StepAsync(line.Agent, ticket, "answer", Answer),
            Move.Dispatch => Line.StepAsync(line.Agent, ticket, "dispatch", new TicketDispatch(line.First)),
            Move.Accept => Line.StepAsync(handler, ticket, "accept"),
            Move.Return => Line.StepAsync(handler, ticket, "return", Why),
            Move.Reassign => Line.StepAsync(
                line.Agent,
                ticket,
                "reassign",
                new TicketDispatch(Other(model, line), Reason: Why.Reason)
            ),
            Move.Wait => Line.StepAsync(handler, ticket, "wait", Why),
            Move.Resume => Line.StepAsync(line.Agent, ticket, "resume"),
            Move.Supplement => line.Talent.PostAsync(
                $"/api/v1/me/consultations/{ticket.Ticket.Id}/supplements",
                System.Net.Http.Json.JsonContent.Create(new MySupplement("补充说明")),
                Cancel
            ),
            Move.Reply => Line.StepAsync(handler, ticket, "reply", Answer),
            Move.Ask => Line.StepAsync(handler, ticket, "extensions", new ExtensionRequest(2, Why.Reason)),
            Move.Approve => Line.StepAsync(line.Office, ticket, $"extensions/{pending}/approve", Why),
            Move.Reject => Line.StepAsync(line.Office, ticket, $"extensions/{pending}/reject", Why),
            Move.Tell => Line.StepAsync(line.Agent, ticket, $"extensions/{untold}/tell"),
            Move.Content => Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(true, true, true)),
            Move.Reopens => Line.StepAsync(
                line.Agent,
                ticket,
                "follow-ups",
                new FollowUpRequest(true, false, true, Why.Reason, "reopen")
            ),
            Move.Escalates => Line.StepAsync(
                line.Agent,
                ticket,
                "follow-ups",
                new FollowUpRequest(true, true, false, Why.Reason, "escalate")
            ),
            Move.Missed => Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(false)),
            Move.Close => Line.StepAsync(line.Agent, ticket, "close", Why),
            Move.CloseByOffice => Line.StepAsync(line.Office, ticket, "close", Why),
            Move.Reopen => Line.StepAsync(line.Agent, ticket, "reopen", Why),
            Move.Escalate => Line.StepAsync(line.Agent, ticket, "escalate", Why),
            Move.Hurry => Line.StepAsync(
                line.Agent,
                ticket,
                "amend",
                new TicketAmendment(model.Kind, model.Urgency == "normal" ? "urgent" : "normal", Why.Reason)
            ),
            Move.Recast => Line.StepAsync(
                line.Office,
                ticket,
                "amend",
                new TicketAmendment(model.Kind == "appeal" ? "policy_redemption" : "appeal", model.Urgency, Why.Reason)
            ),
            Move.Link => Line.StepAsync(line.Agent, ticket, "links", new OtherTicket(other.Ticket.Id, Why.Reason)),
            Move.Merge => Line.StepAsync(line.Agent, ticket, "merge", new OtherTicket(other.Ticket.Id, Why.Reason)),
            _ => Line.StepAsync(line.Agent, ticket, "notes", Why),
        };
    }

    private Model Again(Model model, DateTimeOffset now) =>
        model with
        {
            State = model.Department is null ? "received" : "dispatched",
            Due = Fresh(model),
            ReturnUntil = model.Department is null ? model.ReturnUntil : Calendar.Due(now, 2, "day"),
        };

    private Model Corrected(Model model) => model with { Due = Fresh(model) < model.Due ? Fresh(model) : model.Due };

    private DateTimeOffset Fresh(Model model) =>
        Calendar.Due(
            api.Clock.GetUtcNow(),
            (model.Kind, model.Urgency) switch
            {
                ("appeal", "normal") => 5,
                ("appeal", _) => 1,
                (_, "normal") => 10,
                _ => 3,
            },
            "day"
        );

    // A working day after the deadline; what is urgent, with it.
    private static DateTimeOffset Ripe(Model model) => model.Urgency == "urgent" ? model.Due : Calendar.Due(model.Due, 1, "day");

    private static Guid Other(Model model, Line line) => model.Department == line.First ? line.Second : line.First;

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromHours(8)).DateTime);

    private sealed record Model(string Kind, string State, DateTimeOffset Due)
    {
        public string Urgency { get; init; } = "normal";
        public bool Appeal { get; init; } = Kind == "appeal";
        public Guid? Department { get; init; }
        public DateTimeOffset? ReturnUntil { get; init; }
        public DateTimeOffset? PausedAt { get; init; }
        public bool Pending { get; init; }
        public bool ToTell { get; init; }
        public bool Escalated { get; init; }
        public DateOnly[] TriedOn { get; init; } = [];

        /// <summary>To a state in which no extension can wait.</summary>
        public Model Leave(string state) => this with { State = state, Pending = false };
    }
}
