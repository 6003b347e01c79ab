using System.Net;
using System.Net.Http.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Core.Hotline;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Hotline;

public sealed class EscalatingWhatIsLate(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task A_ticket_is_escalated_once_when_the_rules_working_time_has_passed_since_its_deadline()
    {
        api.Clock.Set("2026-09-28T10:00+08:00"); // Before National Day: due on October 8, the 10th is a make-up working day.
        // What other tests left late by then.
        await api.Services.GetRequiredService<EscalateOverdue>().RunAsync(Cancel);
        var line = await Line.OpenAsync(api);
        var (late, urgent) = (await line.AcceptedAsync(), await line.CallAsync(Line.Matter(urgency: "urgent")));
        var (waiting, answered) = (await line.AcceptedAsync(), await line.RepliedAsync());
        await Line.StepAsync(line.Handler, waiting, "wait", new TicketReason("请补充材料")).ShouldGiveAsync<TicketDetail>();
        urgent.Ticket.DueAt.ShouldBe(Line.At("2026-09-28T16:30"));
        late.Ticket.DueAt.ShouldBe(Line.At("2026-10-08T17:30"));

        await EscalateAsync("2026-09-28T16:31", urgent);
        await EscalateAsync("2026-10-09T17:29");
        await EscalateAsync("2026-10-09T17:31", late);
        await EscalateAsync("2026-10-20T09:00");
        (await EscalatedAsync(waiting), await EscalatedAsync(answered)).ShouldBe((false, false));

        var ticket = await line.ReadAsync(late.Ticket.Id);
        var step = ticket.History[^1];
        (step.Action, step.Actor, step.FromState, step.ToState, step.Internal).ShouldBe(
            ("escalate", "system", "accepted", "accepted", true)
        );
        (ticket.Ticket.Version, ticket.Ticket.Handler, ticket.Ticket.DueAt).ShouldBe((4, late.Ticket.Handler, late.Ticket.DueAt));
        var queue = (await Line.QueueAsync(line.Office, "queue=escalated")).Select(row => row.Id).ToList();
        queue.ShouldContain(urgent.Ticket.Id);
        queue.ShouldContain(late.Ticket.Id);
        queue.ShouldNotContain(waiting.Ticket.Id);
        await Line.StepAsync(line.Handler, late, "reply", new TicketAnswer("已办理")).ShouldGiveAsync<TicketDetail>();
        await using var connection = await line.Database.OpenConnectionAsync(Cancel);
        (
            await connection.QuerySingleAsync<string>(
                "select actor_id from audit_events where action = 'ticket.escalate' and subject_id = @Id",
                new { Id = late.Ticket.Id.ToString() }
            )
        ).ShouldBe("job:escalate-tickets");

        async Task EscalateAsync(string at, params TicketDetail[] expected)
        {
            api.Clock.Set(at + "+08:00");
            var escalate = api.Services.GetRequiredService<EscalateOverdue>();
            // Two Workers at once escalate each ticket once.
            (await Task.WhenAll(escalate.RunAsync(Cancel), escalate.RunAsync(Cancel)))
                .Sum()
                .ShouldBe(expected.Length, at);
            (await escalate.RunAsync(Cancel)).ShouldBe(0, at);
            foreach (var one in expected)
                (await EscalatedAsync(one)).ShouldBeTrue(at);
        }
        async Task<bool> EscalatedAsync(TicketDetail one) => (await line.ReadAsync(one.Ticket.Id)).Ticket.Escalated;
    }

    [Fact]
    public async Task The_rule_is_the_offices_and_holds_for_deadlines_from_its_day_on()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var rule = new EscalationRuleRequest(3, "hour");
        var set = await Office
            .PutAsJsonAsync("/api/v1/escalation-rules/suggestion/normal/2026-03-24", rule, Cancel)
            .ShouldGiveAsync<EscalationRule>();
        (await Office.GetAsync("/api/v1/escalation-rules", Cancel).ShouldGiveAsync<EscalationRule[]>()).ShouldContain(set);
        await Office
            .PutAsJsonAsync("/api/v1/escalation-rules/suggestion/normal/2026-03-02", rule, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "working_time_in_force");
        foreach (var bad in new[] { rule with { Amount = -1 }, rule with { Amount = 251 }, rule with { Unit = "week" } })
            await Office
                .PutAsJsonAsync("/api/v1/escalation-rules/suggestion/normal/2026-03-24", bad, Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await api.As(Person.Agent())
            .PutAsJsonAsync("/api/v1/escalation-rules/suggestion/normal/2026-03-24", rule, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");

        var line = await Line.OpenAsync(api);
        var before = await line.CallAsync(Line.Matter("suggestion"));
        before.Ticket.DueAt.ShouldBe(Line.At("2026-03-23T17:30"));
        api.Clock.Set("2026-03-03T09:00+08:00");
        var after = await line.CallAsync(Line.Matter("suggestion", "另一条建议"));
        var escalate = api.Services.GetRequiredService<EscalateOverdue>();
        api.Clock.Set("2026-03-24T12:00+08:00");
        await escalate.RunAsync(Cancel);
        (await line.ReadAsync(before.Ticket.Id)).Ticket.Escalated.ShouldBeFalse();
        api.Clock.Set("2026-03-25T11:30+08:00"); // The first by the old rule; the second three hours into the day after its deadline.
        await escalate.RunAsync(Cancel);
        foreach (var ticket in new[] { before, after })
            (await line.ReadAsync(ticket.Ticket.Id)).Ticket.Escalated.ShouldBeTrue(ticket.Ticket.Number);
    }
}
