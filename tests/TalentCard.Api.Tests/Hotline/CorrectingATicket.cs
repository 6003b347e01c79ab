using System.Net;
using TalentCard.Contracts.Hotline;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Hotline;

public sealed class CorrectingATicket(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly TicketReason Why = new("回访完成");

    [Fact]
    public async Task What_becomes_urgent_is_due_sooner_and_what_was_promised_is_never_put_back()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var line = await Line.OpenAsync(api);
        var ticket = await line.AcceptedAsync();
        ticket.Ticket.DueAt.ShouldBe(Line.At("2026-03-05T17:30"));
        var urgent = await AmendAsync(line.Agent, ticket, "policy_question", "urgent").ShouldGiveAsync<TicketDetail>();
        (urgent.Ticket.Urgency, urgent.Ticket.DueAt, urgent.PromisedAt).ShouldBe(
            ("urgent", Line.At("2026-03-02T15:30"), ticket.PromisedAt)
        );
        var step = urgent.History[^1];
        (step.Action, step.Actor, step.Text, step.Kind, step.Urgency, step.Internal).ShouldBe(
            ("amend", "agent1", "登记时听错", "policy_question", "urgent", true)
        );
        // Accepted by the same handler still: a correction takes nothing from them.
        urgent.Ticket.Handler.ShouldBe(ticket.Ticket.Handler);
        var slower = await AmendAsync(line.Office, ticket, "suggestion", "normal").ShouldGiveAsync<TicketDetail>();
        (slower.Ticket.Kind, slower.Ticket.DueAt).ShouldBe(("suggestion", urgent.Ticket.DueAt));
        await AmendAsync(line.Agent, ticket, "suggestion", "normal")
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await AmendAsync(line.Agent, ticket, "complaint", "normal")
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await AmendAsync(line.Handler, ticket, "appeal", "normal").ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await Line.StepAsync(line.Handler, ticket, "reply", new TicketAnswer("已答复")).ShouldGiveAsync<TicketDetail>();
        await AmendAsync(line.Agent, ticket, "appeal", "normal").ShouldRefuseAsync(HttpStatusCode.Conflict, "ticket_moved_on");
    }

    [Fact]
    public async Task Nobody_skips_the_follow_up_of_an_appeal_by_calling_it_something_else()
    {
        var line = await Line.OpenAsync(api);
        var ticket = await line.AcceptedAsync(Line.Matter("appeal", "体检预约被拒"));
        await AmendAsync(line.Office, ticket, "policy_question", "normal").ShouldGiveAsync<TicketDetail>();
        var replied = await Line.StepAsync(line.Handler, ticket, "reply", new TicketAnswer("已答复"))
            .ShouldGiveAsync<TicketDetail>();
        replied.Actions.ShouldNotContain(TicketAction.Close);
        foreach (var client in new[] { line.Agent, line.Office })
            await Line.StepAsync(client, ticket, "close", Why).ShouldRefuseAsync(HttpStatusCode.Conflict, "follow_up_first");
        await Line.StepAsync(line.Agent, ticket, "follow-ups", new FollowUpRequest(true, true, true))
            .ShouldGiveAsync<TicketDetail>();
        (await Line.StepAsync(line.Agent, ticket, "close", Why).ShouldGiveAsync<TicketDetail>()).Ticket.State.ShouldBe("closed");
    }

    private static Task<HttpResponseMessage> AmendAsync(HttpClient client, TicketDetail ticket, string kind, string urgency) =>
        Line.StepAsync(client, ticket, "amend", new TicketAmendment(kind, urgency, "登记时听错"));
}
