using Dapper;
using FsCheck.Fluent;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Core.Hotline;
using TalentCard.Core.WorkingTime;
using Rnd = FsCheck.Rnd;

namespace TalentCard.Api.Tests.Hotline;

/// <summary>
/// Random lives of tickets across National Day, beside a model of a few lines. After each step, taken or refused, the state,
/// the deadline and the history in the database agree with the model, with each other and with the table.
/// </summary>
public sealed class AnyLifeOfATicket(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly TicketReason Why = new("随机步骤的理由");
    private static readonly TicketAnswer Answer = new("随机步骤的答复。");

    private static readonly WorkingCalendar Calendar = new(PublicHolidays.Days.ToDictionary(day => day.Day, day => day.Working),
        [new HoursFrom(new DateOnly(2022, 1, 1), [new OfficePeriod(new TimeOnly(8, 30), new TimeOnly(12, 0)), new OfficePeriod(new TimeOnly(14, 30), new TimeOnly(17, 30))])]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public enum Move
    {
        Answer, Dispatch, Accept, Return, Reassign, Wait, Resume, Supplement, Reply, Ask, Approve, Reject, Tell, Content, Reopens, Escalates,
        Missed, Close, CloseByOffice, Reopen, Escalate, Note, Hours, Days,
    }

    [Fact]
    public async Task Agrees_with_the_table_the_calendar_and_its_own_history()
    {
        var taken = new HashSet<string>();
        foreach (var life in Gen.Choose(0, 9_999).ArrayOf(60).Sample(10, new Rnd(20221103, 7), 60)) await LiveAsync(life, taken);
        // The lives were worth living: most of the table's steps came about.
        taken.Count.ShouldBeGreaterThan(14, string.Join(' ', taken));
    }

    private async Task LiveAsync(int[] dice, HashSet<string> taken)
    {
        api.Clock.Set("2026-09-21T09:00+08:00");
        var line = await Line.OpenAsync(api);
        var kind = dice.Sum() % 2 == 0 ? "appeal" : "policy_redemption";
        var ticket = await line.CallAsync(Line.Matter(kind));
        var model = new Model(kind, "received", ticket.Ticket.DueAt);
        model.Due.ShouldBe(Fresh(kind));
        List<Move> life = [];
        foreach (var die in dice)
        {
            life.Add(Pick(die, model, line));
            var where = string.Join(' ', life);
            if (life[^1] is Move.Hours or Move.Days)
            {
                api.Clock.Advance(life[^1] == Move.Hours ? TimeSpan.FromHours(5) : TimeSpan.FromDays(1 + die % 3));
                continue;
            }
            var expected = Expect(model, line, life[^1]);
            using var answer = await TakeAsync(line, ticket, model, life[^1]);
            answer.IsSuccessStatusCode.ShouldBe(expected is not null, $"{where}: {model} {await answer.Content.ReadAsStringAsync(Cancel)}");
            ((int)answer.StatusCode).ShouldBeLessThan(500, where);
            model = expected ?? model;
            ticket = await line.ReadAsync(ticket.Ticket.Id);
            await ShouldAgreeAsync(line, ticket, model, where);
            taken.UnionWith(ticket.History.Select(step => step.Action));
        }
    }

    // Most steps are ones that the model takes, or the ticket would stand still; the others must be refused.
    private Move Pick(int die, Model model, Line line)
    {
        var moves = Enum.GetValues<Move>();
        var taken = moves.Where(move => move is not (Move.Hours or Move.Days or Move.Note or Move.Escalate) && Expect(model, line, move) is not null).ToArray();
        moves = (die % 10) switch
        {
            < 7 when taken.Length > 0 => taken,
            7 => [Move.Hours, Move.Days],
            _ => moves,
        };
        return moves[die / 10 % moves.Length];
    }

    private static async Task ShouldAgreeAsync(Line line, TicketDetail ticket, Model model, string where)
    {
        (ticket.Ticket.State, ticket.Ticket.DueAt, ticket.Ticket.DepartmentId).ShouldBe((model.State, model.Due, model.Department), where);
        (ticket.PausedAt, ticket.Ticket.CallerToBeTold, ticket.Ticket.Escalated).ShouldBe((model.PausedAt, model.ToTell, model.Escalated), where);
        ticket.Extensions.Count(extension => extension.State == "pending").ShouldBe(model.Pending ? 1 : 0, where);

        var steps = ticket.History.Where(step => step.Action != "note").ToList();
        (steps[^1].ToState, steps[^1].DueAt).ShouldBe((model.State, model.Due), where);
        ticket.Ticket.Version.ShouldBe(steps.Count, where);
        for (var n = 1; n < steps.Count; n++)
        {
            steps[n].FromState.ShouldBe(steps[n - 1].ToState, where);
            Ticket.Table.ShouldContain(row => row.Action == steps[n].Action && row.From == steps[n].FromState && row.To == steps[n].ToState, where);
        }
        await using var connection = await line.Database.OpenConnectionAsync(Cancel);
        (await connection.QuerySingleAsync<(string, DateTimeOffset, int)>(
            "select state, due_at, version from tickets where id = @Id", new { ticket.Ticket.Id })).ShouldBe((model.State, model.Due, steps.Count), where);
    }

    private Model? Expect(Model model, Line line, Move move)
    {
        var now = api.Clock.GetUtcNow();
        var open = model.State != "closed";
        return (move, model.State) switch
        {
            (Move.Answer, "received" or "returned") => model.Leave("replied") with { TriedOn = [] },
            (Move.Dispatch, "received" or "returned") => model.Leave("dispatched") with { Department = line.First, ReturnUntil = Calendar.Due(now, 2, "day") },
            (Move.Accept, "dispatched") => model with { State = "accepted" },
            (Move.Return, "dispatched" or "accepted") when model.ReturnUntil >= now => model.Leave("returned") with { Department = null },
            (Move.Reassign, "dispatched" or "accepted") => model.Leave("dispatched") with { Department = Other(model, line), ReturnUntil = Calendar.Due(now, 2, "day") },
            (Move.Wait, "accepted") => model with { State = "waiting", PausedAt = now },
            (Move.Resume or Move.Supplement, "waiting") => model with { State = "accepted", PausedAt = null, Due = Calendar.Pause(model.Due, model.PausedAt!.Value, now) },
            (Move.Reply, "accepted") => model.Leave("replied") with { TriedOn = [] },
            (Move.Ask, "accepted") when model.Due > now && !model.Pending => model with { Pending = true },
            (Move.Approve, "accepted" or "waiting") when model.Pending => model with { Pending = false, Due = Calendar.Extend(model.Due, 2), ToTell = true },
            (Move.Reject, "accepted" or "waiting") when model.Pending => model with { Pending = false },
            (Move.Tell, _) when open && model.ToTell => model with { ToTell = false },
            (Move.Content, "replied") => model with { State = "followed_up" },
            (Move.Reopens, "replied") => Again(model, now),
            (Move.Escalates, "replied") => model with { State = "followed_up", Escalated = true },
            (Move.Missed, "replied") when !model.TriedOn.Contains(Day(now)) =>
                model with { State = model.TriedOn.Length == 2 ? "followed_up" : "replied", TriedOn = [.. model.TriedOn, Day(now)] },
            (Move.Close, "followed_up") when !model.Escalated => model with { State = "closed" },
            (Move.Close, "replied") when !model.Escalated && model.Kind != "appeal" => model with { State = "closed" },
            (Move.CloseByOffice, "followed_up") => model with { State = "closed" },
            (Move.CloseByOffice, "replied") when model.Kind != "appeal" => model with { State = "closed" },
            (Move.Reopen, "followed_up" or "closed") => Again(model, now),
            (Move.Escalate, _) when open => model with { Escalated = true },
            (Move.Note, _) => model,
            _ => null,
        };
    }

    private static Task<HttpResponseMessage> TakeAsync(Line line, TicketDetail ticket, Model model, Move move)
    {
        var handler = model.Department == line.Second ? line.Stranger : line.Handler;
        var pending = ticket.Extensions.FirstOrDefault(extension => extension.State == "pending")?.Id ?? Guid.NewGuid();
        var untold = ticket.Extensions.FirstOrDefault(extension => extension.State == "approved" && extension.ToldAt is null)?.Id ?? Guid.NewGuid();
        return move switch
        {
            Move.Answer => Line.StepAsync(line.Agent, ticket, "answer", Answer),
            Move.Dispatch => Line.StepAsync(line.Agent, ticket, "dispatch", new TicketDispatch(line.First)),
            Move.Accept => Line.StepAsync(handler, ticket, "accept"),
            Move.Return => Line.StepAsync(handler, ticket, "return", Why),
            Move.Reassign => Line.StepAsync(line.Agent, ticket, "reassign", new TicketDispatch(Other(model, line), Reason: Why.Reason)),
            Move.Wait => Line.StepAsync(handler, ticket, "wait", Why),
            Move.Resume => Line.StepAsync(line.Agent, ticket, "resume"),
            Move.Supplement => line.Talent.PostAsync($"/api/v1/me/consultations/{ticket.Ticket.Id}/supplements",
                System.Net.Http.Json.JsonContent.Create(new MySupplement("补充说明")), Cancel),
            Move.Reply => Line.StepAsync(handler, ticket, "reply", Answer),
            Move.Ask => Line.StepAsync(handler, ticket, "extensions", new ExtensionRequest(2, Why.Reason)),
            Move.Approve => Line.StepAsync(line.Office, ticket, $"extensions/{pending}/approve", Why),
            Move.Reject => Line.StepAsync(line.Office, ticket, $"extensions/{pending}/reject", Why),
            Move.Tell => Line.StepAsync(line.Agent, ticket, $"extensions/{untold}/tell"),
            Move.Content => Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(true, true, true)),
            Move.Reopens => Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(true, false, true, Why.Reason, "reopen")),
            Move.Escalates => Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(true, true, false, Why.Reason, "escalate")),
            Move.Missed => Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(false)),
            Move.Close => Line.StepAsync(line.Agent, ticket, "close", Why),
            Move.CloseByOffice => Line.StepAsync(line.Office, ticket, "close", Why),
            Move.Reopen => Line.StepAsync(line.Agent, ticket, "reopen", Why),
            Move.Escalate => Line.StepAsync(line.Agent, ticket, "escalate", Why),
            _ => Line.StepAsync(line.Agent, ticket, "notes", Why),
        };
    }

    private Model Again(Model model, DateTimeOffset now) => model with
    {
        State = model.Department is null ? "received" : "dispatched",
        Due = Fresh(model.Kind),
        ReturnUntil = model.Department is null ? model.ReturnUntil : Calendar.Due(now, 2, "day"),
    };

    private DateTimeOffset Fresh(string kind) => Calendar.Due(api.Clock.GetUtcNow(), kind == "appeal" ? 5 : 10, "day");

    private static Guid Other(Model model, Line line) => model.Department == line.First ? line.Second : line.First;

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromHours(8)).DateTime);

    private sealed record Model(string Kind, string State, DateTimeOffset Due)
    {
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
