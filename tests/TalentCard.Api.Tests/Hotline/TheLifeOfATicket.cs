using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using TalentCard.Contracts.Hotline;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Hotline;

public sealed class TheLifeOfATicket(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly TicketReason Why = new("按职责分工办理");
    private static readonly TicketAnswer Answer = new("您可凭优才卡在小程序提前四小时预约。");
    private static readonly FollowUpRequest Content = new(true, true, true, "很满意");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_call_to_the_close_every_step_stands_in_the_history()
    {
        var line = await Line.OpenAsync(api);
        var ticket = await line.RepliedAsync(Line.Matter("appeal", "子女入学名额迟迟没有落实"));
        await Line.StepAsync(line.Agent, ticket, "follow-ups", Content).ShouldGiveAsync<TicketDetail>();
        var closed = await Line.StepAsync(line.Agent, ticket, "close", Why).ShouldGiveAsync<TicketDetail>();
        closed
            .History.Select(step => (step.Action, step.FromState, step.ToState, step.Actor))
            .ShouldBe([
                ("receive", null, "received", "agent1"),
                ("dispatch", "received", "dispatched", "agent1"),
                ("accept", "dispatched", "accepted", "handler1"),
                ("reply", "accepted", "replied", "handler1"),
                ("follow_up", "replied", "followed_up", "agent1"),
                ("close", "followed_up", "closed", "agent1"),
            ]);
        closed.FollowUps.Single().Outcome.ShouldBe("done");
        closed.Actions.ShouldBe([TicketAction.Reopen, TicketAction.Link, TicketAction.Note], ignoreOrder: true);
    }

    [Fact]
    public async Task An_appeal_is_never_closed_before_its_follow_up()
    {
        var line = await Line.OpenAsync(api);
        var ticket = await line.RepliedAsync(Line.Matter("appeal", "体检预约被拒"));
        ticket.Actions.ShouldNotContain(TicketAction.Close);
        foreach (var client in new[] { line.Agent, line.Office })
            await Line.StepAsync(client, ticket, "close", Why).ShouldRefuseAsync(HttpStatusCode.Conflict, "follow_up_first");
        await line.TakeAsync(
                new NewConsultation("phone", [Line.Matter("appeal") with { Answer = Answer, Close = true }], line.Phone)
            )
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "follow_up_first");
        await using var connection = await line.Database.OpenConnectionAsync(Cancel);
        (
            await Should.ThrowAsync<Npgsql.PostgresException>(() =>
                connection.ExecuteAsync(
                    "update tickets set state = 'closed', closed_at = now() where id = @Id",
                    new { ticket.Ticket.Id }
                )
            )
        ).ConstraintName.ShouldBe("tickets_appeal_followed_up");
    }

    [Fact]
    public async Task Of_two_handlers_who_answer_at_once_one_wins_and_the_other_sees_what_happened()
    {
        var line = await Line.OpenAsync(api);
        var ticket = await line.AcceptedAsync();
        var second = api.As(Person.Handler(line.First, "handler9"));
        var answers = await Task.WhenAll(
            new[] { line.Handler, second, line.Handler, second }.Select(client => Line.StepAsync(client, ticket, "reply", Answer))
        );
        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        var winner = (await line.ReadAsync(ticket.Ticket.Id)).History[^1];
        foreach (var late in answers.Where(answer => !answer.IsSuccessStatusCode))
        {
            var problem = await Task.FromResult(late).ShouldRefuseAsync(HttpStatusCode.Conflict, "ticket_moved_on");
            var errors = problem.GetProperty("errors");
            string Told(string name) => errors.GetProperty(name)[0].GetString()!;
            (Told("state"), Told("action"), Told("by")).ShouldBe(("replied", "reply", winner.Actor));
        }
        (await line.ReadAsync(ticket.Ticket.Id)).History.Count(step => step.Action == "reply").ShouldBe(1);
    }

    [Fact]
    public async Task A_department_that_lost_the_ticket_meanwhile_is_told_by_whom_and_no_more()
    {
        var line = await Line.OpenAsync(api);
        var ticket = await line.AcceptedAsync();
        await Line.StepAsync(line.Agent, ticket, "reassign", new TicketDispatch(line.Second, Reason: "职责在市教体局"))
            .ShouldGiveAsync<TicketDetail>();
        await Line.StepAsync(line.Stranger, ticket, "accept").ShouldGiveAsync<TicketDetail>();
        foreach (
            var (step, body) in new (string, object?)[]
            {
                ("reply", Answer),
                ("notes", Why),
                ("accept", null),
                ("extensions", new ExtensionRequest(1, "理由")),
            }
        )
        {
            var errors = (
                await Line.StepAsync(line.Handler, ticket, step, body)
                    .ShouldRefuseAsync(HttpStatusCode.Conflict, "ticket_left_department")
            ).GetProperty("errors");
            string Told(string name) => errors.GetProperty(name)[0].GetString()!;
            (Told("state"), Told("action"), Told("by")).ShouldBe(("dispatched", "reassign", "agent1"));
        }
        await line
            .Handler.GetAsync($"/api/v1/hotline/tickets/{ticket.Ticket.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await line.ReadAsync(ticket.Ticket.Id)).History[^1].Action.ShouldBe("accept");
    }

    [Fact]
    public async Task A_department_returns_within_two_working_days_with_a_reason()
    {
        api.Clock.Set("2026-04-01T10:00+08:00"); // Wednesday; the 4th to the 6th are off.
        var line = await Line.OpenAsync(api);
        var inTime = await line.CallAsync(dispatched: true);
        inTime.ReturnableUntil.ShouldBe(Line.At("2026-04-03T17:30"));
        var late = await line.AcceptedAsync();
        await Line.StepAsync(line.Handler, inTime, "return", new TicketReason("x"))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (await Line.StepAsync(line.Handler, inTime, "return", Why).ShouldGiveAsync<TicketDetail>()).Ticket.State.ShouldBe(
            "returned"
        );
        await line
            .Handler.GetAsync($"/api/v1/hotline/tickets/{inTime.Ticket.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await Line.QueueAsync(line.Agent, "queue=unassigned")).Select(row => row.Id).ShouldContain(inTime.Ticket.Id);
        api.Clock.Set("2026-04-03T17:31+08:00");
        await Line.StepAsync(line.Handler, late, "return", Why).ShouldRefuseAsync(HttpStatusCode.Conflict, "too_late_to_return");
    }

    [Fact]
    public async Task More_time_is_asked_for_before_the_deadline_approved_by_another_and_told_to_the_caller()
    {
        api.Clock.Set("2026-09-28T10:00+08:00"); // Before National Day.
        var line = await Line.OpenAsync(api);
        var ticket = await line.AcceptedAsync();
        ticket.Ticket.DueAt.ShouldBe(Line.At("2026-10-08T17:30"));
        var asked = await Line.StepAsync(line.Handler, ticket, "extensions", new ExtensionRequest(3, "需要省厅核实"))
            .ShouldGiveAsync<TicketDetail>();
        await Line.StepAsync(line.Handler, ticket, "extensions", new ExtensionRequest(3, "再次申请"))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "extension_pending");
        var extension = asked.Extensions.Single().Id;
        await Line.StepAsync(line.Agent, ticket, $"extensions/{extension}/approve", Why)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        var approved = await Line.StepAsync(line.Office, ticket, $"extensions/{extension}/approve", Why)
            .ShouldGiveAsync<TicketDetail>();
        approved.Ticket.DueAt.ShouldBe(Line.At("2026-10-12T17:30"));
        approved.PromisedAt.ShouldBe(ticket.PromisedAt);
        approved.Ticket.CallerToBeTold.ShouldBeTrue();
        (await Line.QueueAsync(line.Agent, "queue=to_tell")).Select(row => row.Id).ShouldContain(ticket.Ticket.Id);
        await Line.StepAsync(line.Office, ticket, $"extensions/{extension}/reject", Why)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "extension_decided");
        var told = await Line.StepAsync(line.Agent, ticket, $"extensions/{extension}/tell").ShouldGiveAsync<TicketDetail>();
        told.Ticket.CallerToBeTold.ShouldBeFalse();
        told.Extensions.Single().ToldAt.ShouldNotBeNull();
        await Line.StepAsync(line.Agent, ticket, $"extensions/{extension}/tell")
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "extension_decided");
        api.Clock.Set("2026-10-12T17:31+08:00");
        await Line.StepAsync(line.Handler, ticket, "extensions", new ExtensionRequest(1, "还需时间"))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "too_late_to_extend");
    }

    [Fact]
    public async Task The_office_does_not_approve_its_own_extension()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var line = await Line.OpenAsync(api);
        var ticket = await line.AcceptedAsync();
        var asked = await Line.StepAsync(line.Office, ticket, "extensions", new ExtensionRequest(2, "等待会签"))
            .ShouldGiveAsync<TicketDetail>();
        await Line.StepAsync(line.Office, ticket, $"extensions/{asked.Extensions[0].Id}/approve", Why)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "extension_second_person");
        await Line.StepAsync(line.Handler, ticket, "reply", Answer).ShouldGiveAsync<TicketDetail>();
        (await line.ReadAsync(ticket.Ticket.Id)).Extensions.Single().State.ShouldBe("lapsed");
    }

    [Fact]
    public async Task The_deadline_stands_still_while_the_caller_is_waited_for()
    {
        api.Clock.Set("2026-02-12T10:00+08:00");
        var line = await Line.OpenAsync(api);
        var ticket = await line.AcceptedAsync();
        ticket.Ticket.DueAt.ShouldBe(Line.At("2026-02-24T17:30"));
        await Line.StepAsync(line.Handler, ticket, "wait", new TicketReason("请补充身份证明材料"))
            .ShouldGiveAsync<TicketDetail>();
        api.Clock.Set("2026-02-25T09:30+08:00");
        (await line.ReadAsync(ticket.Ticket.Id)).Ticket.Overdue.ShouldBeFalse();
        var mine = await line
            .Talent.GetAsync($"/api/v1/me/consultations/{ticket.Ticket.Id}", Cancel)
            .ShouldGiveAsync<MyConsultationDetail>();
        mine.Question.ShouldBe("请补充身份证明材料");
        await line
            .Talent.PostAsJsonAsync(
                $"/api/v1/me/consultations/{ticket.Ticket.Id}/supplements",
                new MySupplement("已上传材料"),
                Cancel
            )
            .ShouldGiveAsync<MyConsultationDetail>();
        // 5 hours on the 12th, 6.5 on the 13th, the 14th and the 24th, and 1 on the 25th.
        var resumed = await line.ReadAsync(ticket.Ticket.Id);
        resumed.Ticket.State.ShouldBe("accepted");
        resumed.Ticket.DueAt.ShouldBe(Line.At("2026-02-28T17:00"));
        resumed.PromisedAt.ShouldBe(ticket.PromisedAt);
    }

    [Fact]
    public async Task Who_is_not_content_has_it_reopened_or_escalated_with_a_reason()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var line = await Line.OpenAsync(api);
        var ticket = await line.RepliedAsync(Line.Matter("appeal", "住房补贴未到账"));
        foreach (
            var bad in new[]
            {
                new FollowUpRequest(true),
                new FollowUpRequest(true, false, true, "没解决"),
                new FollowUpRequest(true, true, false, null, "reopen"),
                new FollowUpRequest(false, true, true),
                new FollowUpRequest(true, true, true, null, "escalate"),
            }
        )
            await Line.StepAsync(line.Agent, ticket, "follow-ups", bad)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var reopened = await Line.StepAsync(
                line.Agent,
                ticket,
                "follow-ups",
                new FollowUpRequest(true, false, false, "仍未到账", "reopen")
            )
            .ShouldGiveAsync<TicketDetail>();
        reopened.Ticket.State.ShouldBe("dispatched");
        reopened.Ticket.DepartmentId.ShouldBe(line.First);
        reopened.Reply.ShouldBeNull();
        await Line.StepAsync(line.Handler, ticket, "accept").ShouldGiveAsync<TicketDetail>();
        await Line.StepAsync(line.Handler, ticket, "reply", Answer).ShouldGiveAsync<TicketDetail>();
        var escalated = await Line.StepAsync(
                line.Agent,
                ticket,
                "follow-ups",
                new FollowUpRequest(true, true, false, "态度不好", "escalate")
            )
            .ShouldGiveAsync<TicketDetail>();
        (escalated.Ticket.State, escalated.Ticket.Escalated).ShouldBe(("followed_up", true));
        await Line.StepAsync(line.Agent, ticket, "close", Why)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "office_closes_escalated");
        await Line.StepAsync(line.Office, ticket, "close", Why).ShouldGiveAsync<TicketDetail>();
    }

    [Fact]
    public async Task Who_is_not_reached_is_tried_on_three_days()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var line = await Line.OpenAsync(api);
        var ticket = await line.RepliedAsync(Line.Matter("appeal", "停车位问题"));
        ticket.Ticket.FollowUpDueAt.ShouldBe(Line.At("2026-03-03T17:30"));
        var again = await Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(false))
            .ShouldGiveAsync<TicketDetail>();
        (again.Ticket.State, again.FollowUps[0].Outcome).ShouldBe(("replied", "again"));
        await Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(false))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "follow_up_tried_today");
        api.Clock.Set("2026-03-03T09:00+08:00");
        await Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(false)).ShouldGiveAsync<TicketDetail>();
        api.Clock.Set("2026-03-04T09:00+08:00");
        (
            await Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(false)).ShouldGiveAsync<TicketDetail>()
        ).Ticket.State.ShouldBe("followed_up");
    }

    [Fact]
    public async Task Tickets_of_one_caller_are_merged_and_nothing_internal_reaches_them()
    {
        var line = await Line.OpenAsync(api);
        var (one, two) = (await line.AcceptedAsync(), await line.CallAsync());
        var other = await line.CallAsync(phone: TestData.NewPhone());
        await Line.StepAsync(line.Handler, one, "notes", new TicketReason("内部：此人曾多次来电"))
            .ShouldGiveAsync<TicketDetail>();
        await Line.StepAsync(line.Agent, one, "merge", new OtherTicket(other.Ticket.Id, "同一事项"))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "merge_other_caller");
        await Line.StepAsync(line.Agent, one, "merge", new OtherTicket(one.Ticket.Id, "同一事项"))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "same_ticket");
        var merged = await Line.StepAsync(line.Agent, one, "merge", new OtherTicket(two.Ticket.Id, "内部：重复派单"))
            .ShouldGiveAsync<TicketDetail>();
        (merged.Ticket.State, merged.MergedInto).ShouldBe(("merged", (Guid?)two.Ticket.Id));
        (await line.ReadAsync(two.Ticket.Id)).Links.ShouldContain(link => link.Id == one.Ticket.Id && link.Relation == "merged");
        await Line.StepAsync(line.Agent, two, "merge", new OtherTicket(one.Ticket.Id, "反向合并"))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "ticket_moved_on");
        await Line.StepAsync(line.Agent, two, "links", new OtherTicket(other.Ticket.Id, "内部：同一政策"))
            .ShouldGiveAsync<TicketDetail>();

        foreach (var id in new[] { one.Ticket.Id, two.Ticket.Id })
        {
            var seen = await line.Talent.GetStringAsync($"/api/v1/me/consultations/{id}", Cancel);
            seen.ShouldNotContain(JsonEncodedText.Encode("内部").ToString());
            seen.ShouldNotContain("内部");
            foreach (var name in new[] { "agent1", "handler1", other.Ticket.Number })
                seen.ShouldNotContain(name);
        }
        var own = await line
            .Talent.GetAsync($"/api/v1/me/consultations/{one.Ticket.Id}", Cancel)
            .ShouldGiveAsync<MyConsultationDetail>();
        own.MergedInto.ShouldBe(two.Ticket.Number);
    }

    [Fact]
    public async Task Another_departments_ticket_is_not_there_and_who_works_with_it_only_adds_notes()
    {
        var line = await Line.OpenAsync(api);
        var ticket = await line.AcceptedAsync();
        foreach (
            var (step, body) in new (string, object?)[]
            {
                ("accept", null),
                ("return", Why),
                ("wait", Why),
                ("resume", null),
                ("reply", Answer),
                ("notes", Why),
                ("extensions", new ExtensionRequest(1, "理由")),
                ("caller/reveal", Why),
            }
        )
            await Line.StepAsync(line.Stranger, ticket, step, body).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await line
            .Stranger.GetAsync($"/api/v1/hotline/tickets/{ticket.Ticket.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await Line.QueueAsync(line.Stranger, "queue=all")).ShouldBeEmpty();
        foreach (var step in new[] { "dispatch", "reassign", "close", "follow-ups" })
            await Line.StepAsync(line.Handler, ticket, step, Why).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");

        await Line.StepAsync(line.Agent, ticket, "reassign", new TicketDispatch(line.First, [line.Second], "请协办"))
            .ShouldGiveAsync<TicketDetail>();
        var shared = await line.ReadAsync(ticket.Ticket.Id, line.Stranger);
        shared.Actions.ShouldBe([TicketAction.Note]);
        shared.CoDepartments.Single().Id.ShouldBe(line.Second);
        await Line.StepAsync(line.Stranger, ticket, "notes", Why).ShouldGiveAsync<TicketDetail>();
        await Line.StepAsync(line.Stranger, ticket, "accept")
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "ticket_step_not_yours");
        await line
            .Talent.GetAsync($"/api/v1/hotline/tickets/{ticket.Ticket.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_callers_number_is_shown_for_a_reason_that_is_kept()
    {
        var line = await Line.OpenAsync(api);
        var ticket = await line.CallAsync();
        ticket.CallerPhone.ShouldBe("*******" + line.Phone[^4..]);
        (
            await Line.StepAsync(line.Agent, ticket, "caller/reveal", new TicketReason("回访来电人"))
                .ShouldGiveAsync<CallerPhone>()
        ).Phone.ShouldBe(line.Phone);
        await using var connection = await line.Database.OpenConnectionAsync(Cancel);
        (
            await connection.QuerySingleAsync<string>(
                "select reason from audit_events where action = 'ticket.reveal_phone' and subject_id = @Id",
                new { Id = ticket.Ticket.Id.ToString() }
            )
        ).ShouldBe("回访来电人");
    }
}
