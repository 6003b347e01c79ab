using System.Net;
using System.Net.Http.Json;
using TalentCard.Contracts;
using TalentCard.Contracts.Hotline;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Hotline;

public sealed class WorkingTheQueues(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly TicketReason Why = new("按职责分工办理");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_ticket_stands_in_the_queues_that_wait_for_it_and_in_no_other()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var line = await Line.OpenAsync(api);
        var handler = api.As(Person.Handler(line.First, "handler7"));
        var received = await line.CallAsync();
        var dispatched = await line.CallAsync(dispatched: true);
        var urgent = await line.CallAsync(Line.Matter(urgency: "urgent"), dispatched: true);
        await Line.StepAsync(handler, urgent, "accept").ShouldGiveAsync<TicketDetail>();
        var replied = await line.RepliedAsync();
        var escalated = await line.CallAsync(dispatched: true);
        await Line.StepAsync(line.Agent, escalated, "escalate", Why).ShouldGiveAsync<TicketDetail>();
        TicketDetail[] all = [received, dispatched, urgent, replied, escalated];

        async Task<string> In(HttpClient client, string queue)
        {
            var ids = (await Line.QueueAsync(client, $"queue={queue}&limit=200")).Select(row => row.Id).ToHashSet();
            return string.Join(
                ' ',
                all.Where(ticket => ids.Contains(ticket.Ticket.Id)).Select(ticket => ticket.Ticket.Number[^1])
            );
        }
        string Of(params TicketDetail[] tickets) => string.Join(' ', tickets.Select(ticket => ticket.Ticket.Number[^1]));

        (await In(line.Agent, "mine")).ShouldBe(Of(all));
        (await In(line.Agent, "unassigned")).ShouldBe(Of(received));
        (await In(line.Agent, "due_today")).ShouldBe(Of(urgent));
        (await In(line.Agent, "follow_up")).ShouldBe(Of(replied));
        (await In(line.Office, "escalated")).ShouldBe(Of(escalated));
        (await In(handler, "mine")).ShouldBe(Of(urgent));
        (await In(handler, "department")).ShouldBe(Of(dispatched, urgent, escalated));
        (await In(handler, "all")).ShouldBe(Of(dispatched, urgent, replied, escalated));
        (await In(line.Stranger, "department")).ShouldBe("");
        (await line.Agent.GetAsync("/api/v1/hotline/queues", Cancel).ShouldGiveAsync<QueueCounts>()).DueToday.ShouldBe(1);
        var counts = await handler.GetAsync("/api/v1/hotline/queues", Cancel).ShouldGiveAsync<QueueCounts>();
        (counts.Mine, counts.Department, counts.Unassigned, counts.DueToday, counts.Escalated).ShouldBe((1, 3, 0, 1, 1));

        api.Clock.Set("2026-03-02T17:31+08:00");
        (await In(line.Agent, "overdue")).ShouldBe(Of(urgent));
        (await In(line.Agent, "due_today")).ShouldBe("");
        var due = (await Line.QueueAsync(line.Agent, "queue=mine&limit=200")).Select(row => row.DueAt).ToList();
        due.SequenceEqual(due.Order()).ShouldBeTrue("the next due first");
    }

    [Fact]
    public async Task A_queue_is_read_page_by_page()
    {
        var line = await Line.OpenAsync(api);
        for (var n = 0; n < 5; n++)
            await line.CallAsync(dispatched: true);
        foreach (var query in new[] { "queue=department", "queue=all" })
        {
            var (seen, after) = (new List<Guid>(), "");
            do
            {
                var page = await line
                    .Handler.GetAsync($"/api/v1/hotline/tickets?{query}&limit=2&after={after}", Cancel)
                    .ShouldGiveAsync<Page<TicketSummary>>();
                seen.AddRange(page.Items.Select(row => row.Id));
                after = page.Next;
            } while (after is not null);
            seen.Distinct().Count().ShouldBe(5);
        }
    }

    [Fact]
    public async Task A_word_of_two_characters_finds_in_title_content_answer_and_number()
    {
        var line = await Line.OpenAsync(api);
        var ticket = await line.CallAsync(
            Line.Matter(title: "龘靐齉问题咨询") with
            {
                Content = "关于爨底下村的事宜",
                Answer = new TicketAnswer("请至饕餮窗口办理"),
            }
        );
        foreach (var found in new[] { "龘靐", "爨底", "饕餮窗口", "龘靐 饕餮", ticket.Ticket.Number })
            (await Line.QueueAsync(line.Agent, $"q={Uri.EscapeDataString(found)}"))
                .Select(row => row.Id)
                .ShouldBe([ticket.Ticket.Id], found);
        foreach (var missed in new[] { "靐龘", "龘靐 不在", "龘%", "龘_齉" })
            (await Line.QueueAsync(line.Agent, $"q={Uri.EscapeDataString(missed)}")).ShouldBeEmpty(missed);
        (await Line.QueueAsync(line.Stranger, $"q={Uri.EscapeDataString("龘靐")}")).ShouldBeEmpty();
        foreach (var tooShort in new[] { "龘", "龘 齉" })
            await line
                .Agent.GetAsync($"/api/v1/hotline/tickets?q={Uri.EscapeDataString(tooShort)}", Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Similar_tickets_come_while_typing_and_the_callers_own_are_marked()
    {
        var line = await Line.OpenAsync(api);
        var ticket = await line.CallAsync(Line.Matter(title: "鳜鱼养殖补贴如何申请"));
        var similar = await line
            .Agent.PostAsJsonAsync("/api/v1/hotline/similar", new SimilarRequest("鳜鱼养殖补贴怎么申请", line.Phone), Cancel)
            .ShouldGiveAsync<Similar>();
        (similar.Tickets[0].Id, similar.Tickets[0].SameCaller).ShouldBe((ticket.Ticket.Id, true));
        (
            await line
                .Agent.PostAsJsonAsync("/api/v1/hotline/similar", new SimilarRequest("鳜鱼"), Cancel)
                .ShouldGiveAsync<Similar>()
        )
            .Tickets[0]
            .Id.ShouldBe(ticket.Ticket.Id);
        (
            await line
                .Stranger.PostAsJsonAsync("/api/v1/hotline/similar", new SimilarRequest("鳜鱼养殖补贴"), Cancel)
                .ShouldGiveAsync<Similar>()
        ).Tickets.ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_are_dispatched_at_once_and_those_that_moved_on_are_left()
    {
        var line = await Line.OpenAsync(api);
        var (one, two, gone) = (await line.CallAsync(), await line.CallAsync(), await line.CallAsync(dispatched: true));
        var nobody = Guid.NewGuid();
        var done = await line
            .Agent.PostAsJsonAsync(
                "/api/v1/hotline/tickets/dispatch",
                new BulkDispatch(
                    [one.Ticket.Id, two.Ticket.Id, gone.Ticket.Id, nobody, one.Ticket.Id],
                    line.Second,
                    "请尽快办理"
                ),
                Cancel
            )
            .ShouldGiveAsync<BulkDispatched>();
        done.Dispatched.ShouldBe([one.Ticket.Id, two.Ticket.Id], ignoreOrder: true);
        done.Left.Select(left => (left.Id, left.State))
            .ShouldBe([(gone.Ticket.Id, "dispatched"), (nobody, null)], ignoreOrder: true);
        var sent = await line.ReadAsync(one.Ticket.Id, line.Stranger);
        (sent.Ticket.State, sent.History[^1].Action, sent.Ticket.Version, sent.Actions.Contains(TicketAction.Accept)).ShouldBe(
            ("dispatched", "dispatch", 2, true)
        );
        await line
            .Agent.PostAsJsonAsync("/api/v1/hotline/tickets/dispatch", new BulkDispatch([one.Ticket.Id], Guid.NewGuid()), Cancel)
            .ShouldGiveAsync<BulkDispatched>();
        var fresh = await line.CallAsync();
        await line
            .Agent.PostAsJsonAsync(
                "/api/v1/hotline/tickets/dispatch",
                new BulkDispatch([fresh.Ticket.Id], Guid.NewGuid()),
                Cancel
            )
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await line
            .Handler.PostAsJsonAsync("/api/v1/hotline/tickets/dispatch", new BulkDispatch([fresh.Ticket.Id], line.First), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Two_who_look_at_a_ticket_see_each_other_until_they_leave_or_fall_silent()
    {
        var line = await Line.OpenAsync(api);
        var path = $"/api/v1/hotline/tickets/{(await line.CallAsync(dispatched: true)).Ticket.Id}/viewers";
        async Task<string> LookAsync(HttpClient client) =>
            string.Join(
                ' ',
                (await client.PutAsync(path, null, Cancel).ShouldGiveAsync<Viewer[]>()).Select(viewer => viewer.Name)
            );
        (await LookAsync(line.Agent)).ShouldBe("");
        (await LookAsync(line.Handler)).ShouldBe("agent1");
        (await LookAsync(line.Agent)).ShouldBe("handler1");
        (await line.Agent.DeleteAsync(path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await LookAsync(line.Handler)).ShouldBe("");
        await LookAsync(line.Agent);
        api.Clock.Advance(TimeSpan.FromSeconds(61));
        (await LookAsync(line.Handler)).ShouldBe("");
        await line.Stranger.PutAsync(path, null, Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_saved_filter_is_ones_own()
    {
        var line = await Line.OpenAsync(api);
        var (mine, other) = (api.As(Person.Agent("agent8")), api.As(Person.Agent("agent9")));
        await mine.PostAsJsonAsync("/api/v1/hotline/filters", new NewSavedFilter("我的急件", "queue=mine"), Cancel)
            .ShouldGiveAsync<SavedFilter>();
        var saved = await mine.PostAsJsonAsync(
                "/api/v1/hotline/filters",
                new NewSavedFilter("我的急件", "queue=mine&urgency=urgent"),
                Cancel
            )
            .ShouldGiveAsync<SavedFilter>();
        (await mine.GetAsync("/api/v1/hotline/filters", Cancel).ShouldGiveAsync<SavedFilter[]>()).ShouldBe([saved]);
        (await other.GetAsync("/api/v1/hotline/filters", Cancel).ShouldGiveAsync<SavedFilter[]>()).ShouldBeEmpty();
        await other
            .DeleteAsync($"/api/v1/hotline/filters/{saved.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await mine.DeleteAsync($"/api/v1/hotline/filters/{saved.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await mine.PostAsJsonAsync("/api/v1/hotline/filters", new NewSavedFilter("坏", "javascript:alert(1)"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task The_rates_are_quotients_of_counts_whose_rows_can_be_listed()
    {
        api.Clock.Set("2027-06-07T09:00+08:00");
        var line = await Line.OpenAsync(api);
        var satisfied = await line.RepliedAsync();
        await Line.StepAsync(line.Agent, satisfied, "follow-ups", new FollowUpRequest(true, true, true))
            .ShouldGiveAsync<TicketDetail>();
        var dissatisfied = await line.RepliedAsync();
        await Line.StepAsync(line.Agent, dissatisfied, "follow-ups", new FollowUpRequest(true, true, false, "太慢", "escalate"))
            .ShouldGiveAsync<TicketDetail>();
        var late = await line.AcceptedAsync();
        await line.CallAsync(Line.Matter("suggestion"));
        // Past the Dragon Boat Festival and the weekend.
        api.Clock.Set("2027-06-14T09:00+08:00");
        await Line.StepAsync(line.Handler, late, "reply", new TicketAnswer("已办理")).ShouldGiveAsync<TicketDetail>();

        const string period = "from=2027-06-01&to=2027-06-30";
        var rates = await line.Office.GetAsync($"/api/v1/hotline/rates?{period}&by=department", Cancel).ShouldGiveAsync<Rates>();
        var row = rates.Rows.Single(r => r.Key == line.First.ToString());
        (row.Received, row.Answered, row.Due, row.OnTime, row.Reached, row.Solved, row.Satisfied).ShouldBe((3, 3, 3, 2, 2, 2, 1));
        (row.AnsweredRate, row.OnTimeRate, row.SolvedRate, row.SatisfiedRate).ShouldBe((1, 2 / 3.0, 1, 0.5));
        (rates.Total.Received, rates.Total.Answered, rates.Total.Due).ShouldBe((4, 3, 3));
        (await line.Office.GetAsync($"/api/v1/hotline/rates?{period}&by=month", Cancel).ShouldGiveAsync<Rates>())
            .Rows.Single()
            .Key.ShouldBe("2027-06-01");
        (
            await line.Office.GetAsync($"/api/v1/hotline/rates?{period}&by=kind", Cancel).ShouldGiveAsync<Rates>()
        ).Rows.Count.ShouldBe(2);
        foreach (
            var (measure, rows) in new[]
            {
                ("received", 4),
                ("answered", 3),
                ("unanswered", 1),
                ("on_time", 2),
                ("late", 1),
                ("solved", 2),
                ("satisfied", 1),
                ("dissatisfied", 1),
            }
        )
            (
                await line
                    .Office.GetAsync($"/api/v1/hotline/rates/tickets?{period}&measure={measure}", Cancel)
                    .ShouldGiveAsync<Page<TicketSummary>>()
            ).Items.Count.ShouldBe(rows, measure);
        var empty = await line
            .Office.GetAsync("/api/v1/hotline/rates?from=2030-01-01&to=2030-01-02", Cancel)
            .ShouldGiveAsync<Rates>();
        (empty.Total.Received, empty.Total.OnTimeRate).ShouldBe((0, null));
        await line
            .Office.GetAsync("/api/v1/hotline/rates?from=2027-06-30&to=2027-06-01", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await line.Handler.GetAsync("/api/v1/hotline/rates", Cancel).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }
}
