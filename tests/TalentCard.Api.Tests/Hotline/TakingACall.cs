using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using TalentCard.Contracts;
using TalentCard.Contracts.Hotline;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Hotline;

public sealed class TakingACall(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly TicketAnswer Answer = new("出示二维码即可。");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_number_finds_the_talent_their_card_open_tickets_and_last_calls()
    {
        var line = await Line.OpenAsync(api);
        await line.CallAsync();
        foreach (var written in new[] { line.Phone, $"+86 {line.Phone[..3]}-{line.Phone[3..7]}-{line.Phone[7..]}" })
        {
            var caller = await line
                .Agent.PostAsJsonAsync("/api/v1/hotline/callers/lookup", new CallerLookup(written), Cancel)
                .ShouldGiveAsync<Caller>();
            caller.Phone.ShouldBe("*******" + line.Phone[^4..]);
            (caller.Talent!.Id, caller.Talent.Name, caller.Talent.CardState).ShouldBe((line.TalentId, "沈知衡", "active"));
            caller.OpenTickets.Single().Title.ShouldBe("高铁绿色通道怎么预约");
            caller.LastConsultations.Single().Titles.ShouldBe(["高铁绿色通道怎么预约"]);
        }
        (
            await line
                .Agent.PostAsJsonAsync("/api/v1/hotline/callers/lookup", new CallerLookup("0554-6644123"), Cancel)
                .ShouldGiveAsync<Caller>()
        ).Talent.ShouldBeNull();
        await line
            .Agent.PostAsJsonAsync("/api/v1/hotline/callers/lookup", new CallerLookup("not a number"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await line
            .Handler.PostAsJsonAsync("/api/v1/hotline/callers/lookup", new CallerLookup(line.Phone), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_withheld_number_is_announced_recorded_and_never_called_back()
    {
        var line = await Line.OpenAsync(api);
        var exchange = api.As(Person.Exchange());
        await exchange
            .PostAsync("/api/v1/hotline/calls", new RingingCall(Agent: "agent1"))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var call = await exchange
            .PostAsync("/api/v1/hotline/calls", new RingingCall(Agent: "agent1", Withheld: true))
            .ShouldGiveAsync<AnnouncedCall>(HttpStatusCode.Created);
        var rings = await line.Agent.GetAsync($"/api/v1/hotline/calls/{call.Id}", Cancel).ShouldGiveAsync<CallAtTheDesk>();
        (rings.Caller.Phone, rings.Caller.Talent, rings.Caller.LastConsultations.Count).ShouldBe((null, null, 0));

        var announced = await line.TakeAsync(new NewConsultation("phone", [Line.Matter()], CallerName: "王先生", CallId: call.Id))
            .ShouldGiveAsync<Consultation>(HttpStatusCode.Created);
        var typed = await line.TakeAsync(new NewConsultation("phone", [Line.Matter()], CallerName: "王先生", Withheld: true))
            .ShouldGiveAsync<Consultation>(HttpStatusCode.Created);
        (announced.CallerPhone, typed.CallerPhone).ShouldBe((null, null));
        await line.TakeAsync(new NewConsultation("phone", [Line.Matter()], CallerName: "王先生"))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");

        // Two who withhold their numbers are not the same caller.
        var (first, second) = (announced.Tickets.Single(), typed.Tickets.Single());
        (await line.ReadAsync(second.Id)).CallerPhone.ShouldBeNull();
        await line
            .Agent.PostAsJsonAsync($"/api/v1/hotline/tickets/{second.Id}/merge", new OtherTicket(first.Id, "同一来电人"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "merge_other_caller");
        await line
            .Agent.PostAsJsonAsync($"/api/v1/hotline/tickets/{first.Id}/caller/reveal", new TicketReason("回拨"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "number_withheld");
    }

    [Fact]
    public async Task One_call_with_two_matters_is_one_record_with_two_tickets()
    {
        var line = await Line.OpenAsync(api);
        var taken = await line.TakeAsync(
                new NewConsultation(
                    "phone",
                    [
                        Line.Matter() with
                        {
                            Answer = Answer,
                            Close = true,
                        },
                        Line.Matter("appeal", "体检中心预约被拒") with
                        {
                            DepartmentId = line.First,
                            CoDepartmentIds = [line.Second, line.First],
                        },
                    ],
                    line.Phone
                )
            )
            .ShouldGiveAsync<Consultation>(HttpStatusCode.Created);
        taken.CallerName.ShouldBe("沈知衡");
        taken.Tickets.Select(ticket => ticket.State).ShouldBe(["closed", "dispatched"]);
        taken.Tickets.Select(ticket => ticket.Number[^4..]).ToHashSet().Count.ShouldBe(2);
        taken.Tickets[0].Number.ShouldStartWith("20260302-");
        var second = await line.ReadAsync(taken.Tickets[1].Id);
        second.Links.Single().Relation.ShouldBe("same_call");
        second.CoDepartments.Single().Id.ShouldBe(line.Second);
        (await line.ReadAsync(taken.Tickets[0].Id)).History.Select(step => step.Action).ShouldBe(["receive", "answer", "close"]);
    }

    [Fact]
    public async Task The_same_request_twice_takes_one_call()
    {
        var line = await Line.OpenAsync(api);
        var (call, key) = (new NewConsultation("phone", [Line.Matter()], line.Phone), Guid.NewGuid().ToString());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => line.TakeAsync(call, key).ShouldGiveAsync<Consultation>(HttpStatusCode.Created))
        );
        answers.Select(answer => answer.Id).Distinct().Count().ShouldBe(1);
        await line.TakeAsync(call with { Channel = "visit" }, key)
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "idempotency_conflict");
    }

    [Fact]
    public async Task A_repeat_by_the_same_caller_on_the_same_matter_is_marked_and_linked()
    {
        var line = await Line.OpenAsync(api);
        var first = await line.CallAsync(Line.Matter(title: "购房补贴什么时候到账"));
        var again = await line.CallAsync(Line.Matter(title: "购房补贴什么时候能到账"));
        again.Ticket.Repeat.ShouldBeTrue();
        again.RepeatOf.ShouldBe(first.Ticket.Id);
        again.Links.ShouldContain(link => link.Id == first.Ticket.Id && link.Relation == "repeat");
        (await line.CallAsync(Line.Matter(title: "怎样预约景区门票"))).Ticket.Repeat.ShouldBeFalse();
        (
            await line.CallAsync(Line.Matter(title: "购房补贴什么时候到账"), phone: TestData.NewPhone())
        ).Ticket.Repeat.ShouldBeFalse();
    }

    [Fact]
    public async Task What_does_not_fit_or_is_unknown_is_named()
    {
        var line = await Line.OpenAsync(api);
        var good = new NewConsultation("phone", [Line.Matter()], line.Phone);
        foreach (
            var (bad, field) in new (NewConsultation, string)[]
            {
                (good with { Phone = "abc" }, "phone"),
                (good with { Phone = null }, "phone"),
                (good with { Phone = TestData.NewPhone() }, "callerName"),
                (good with { TalentId = Guid.NewGuid() }, "talentId"),
                (good with { CallId = Guid.NewGuid() }, "callId"),
                (good with { Matters = [Line.Matter() with { DepartmentId = Guid.NewGuid() }] }, "departmentId"),
                (
                    good with
                    {
                        Matters = [Line.Matter() with { DepartmentId = line.First, CoDepartmentIds = [Guid.NewGuid()] }],
                    },
                    "coDepartmentIds"
                ),
                (good with { Matters = [Line.Matter() with { Division = "nowhere" }] }, "division"),
                (
                    good with
                    {
                        Matters = [Line.Matter() with { Answer = Answer with { ArticleIds = [Guid.NewGuid()] } }],
                    },
                    "articleIds"
                ),
                (
                    good with
                    {
                        Matters = [Line.Matter() with { Answer = Answer, DepartmentId = line.First }],
                    },
                    "matters[0].answer"
                ),
                (good with { Matters = [Line.Matter() with { Close = true }] }, "matters[0].close"),
            }
        )
        {
            var problem = await line.TakeAsync(bad).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
            problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue($"{field}: {problem}");
        }
        foreach (
            var bad in new[]
            {
                good with
                {
                    Matters = [],
                },
                good with
                {
                    Channel = "app",
                },
                good with
                {
                    Matters = [Line.Matter("complaint")],
                },
                good with
                {
                    Matters = [null!],
                },
            }
        )
            await line.TakeAsync(bad).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await using var connection = await line.Database.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<long>(
                "select count(*) from tickets where talent_id = @TalentId",
                new { line.TalentId }
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task An_announced_call_rings_on_the_agents_page_and_is_taken_once()
    {
        var line = await Line.OpenAsync(api);
        using var stream = await WatchAsync(line.Agent);
        using var department = await WatchAsync(line.Handler);
        // Announced twice, it rings once: the next that the stream tells is the ticket.
        var key = Guid.NewGuid().ToString();
        var call = await api.As(Person.Exchange())
            .PostAsync("/api/v1/hotline/calls", new RingingCall(line.Phone, "agent1"), key)
            .ShouldGiveAsync<AnnouncedCall>(HttpStatusCode.Created);
        (
            await api.As(Person.Exchange())
                .PostAsync("/api/v1/hotline/calls", new RingingCall(line.Phone, "agent1"), key)
                .ShouldGiveAsync<AnnouncedCall>(HttpStatusCode.Created)
        ).Id.ShouldBe(call.Id);
        var rung = await NextAsync(stream, "call");
        (rung.Id, rung.Agent).ShouldBe((call.Id, "agent1"));
        var opened = await line.Agent.GetAsync($"/api/v1/hotline/calls/{call.Id}", Cancel).ShouldGiveAsync<CallAtTheDesk>();
        opened.Caller.Talent!.Id.ShouldBe(line.TalentId);

        var taken = await line.TakeAsync(
                new NewConsultation("phone", [Line.Matter() with { DepartmentId = line.First }], CallId: call.Id)
            )
            .ShouldGiveAsync<Consultation>(HttpStatusCode.Created);
        taken.TalentId.ShouldBe(line.TalentId);
        // The handler hears of the ticket; of the call they heard nothing.
        (await NextAsync(department, null)).Id.ShouldBe(taken.Tickets[0].Id);
        (await NextAsync(stream, null)).Id.ShouldBe(taken.Tickets[0].Id);
        await line.TakeAsync(new NewConsultation("phone", [Line.Matter()], CallId: call.Id))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "call_taken");
        await line
            .Agent.PostAsync("/api/v1/hotline/calls", new RingingCall(line.Phone))
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await line
            .Agent.GetAsync($"/api/v1/hotline/calls/{Guid.NewGuid()}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Every_department_that_works_on_a_ticket_hears_of_it_until_it_leaves_them()
    {
        var line = await Line.OpenAsync(api);
        using var second = await WatchAsync(line.Stranger);
        var alone = await line.CallAsync(Line.Matter() with { DepartmentId = line.First });
        var ticket = await line.CallAsync(Line.Matter() with { DepartmentId = line.First, CoDepartmentIds = [line.Second] });
        (await NextAsync(second, null)).Id.ShouldBe(ticket.Ticket.Id, "of the ticket before they heard nothing");
        await Line.StepAsync(line.Handler, ticket, "accept").ShouldGiveAsync<TicketDetail>();
        (await NextAsync(second, null)).State.ShouldBe("accepted");
        await Line.StepAsync(line.Agent, ticket, "reassign", new TicketDispatch(line.First, Reason: "不用协办"))
            .ShouldGiveAsync<TicketDetail>();
        (await NextAsync(second, null)).Id.ShouldBe(ticket.Ticket.Id, "it has left them");
        await Line.StepAsync(line.Handler, alone, "accept").ShouldGiveAsync<TicketDetail>();
        await line.CallAsync(Line.Matter() with { DepartmentId = line.Second });
        (await NextAsync(second, null)).DepartmentId.ShouldBe(line.Second);
    }

    [Fact]
    public async Task A_talent_asks_from_the_phone_and_sees_only_their_own()
    {
        var line = await Line.OpenAsync(api);
        var question = new MyNewConsultation("suggestion", "建议增设主题活动", "希望每月增加一次行业沙龙。");
        var key = Guid.NewGuid().ToString();
        var asked = await line
            .Talent.PostAsync("/api/v1/me/consultations", question, key)
            .ShouldGiveAsync<MyConsultationDetail>(HttpStatusCode.Created);
        var twice = await line
            .Talent.PostAsync("/api/v1/me/consultations", question, key)
            .ShouldGiveAsync<MyConsultationDetail>(HttpStatusCode.Created);
        twice.Consultation.Id.ShouldBe(asked.Consultation.Id);
        var ticket = await line.ReadAsync(asked.Consultation.Id);
        (ticket.Channel, ticket.Ticket.CallerName, ticket.Agent, ticket.CallerPhone).ShouldBe(
            ("app", "沈知衡", null, "*******" + line.Phone[^4..])
        );
        (await line.Talent.GetAsync("/api/v1/me/consultations", Cancel).ShouldGiveAsync<Page<MyConsultation>>())
            .Items.Single()
            .Id.ShouldBe(asked.Consultation.Id);

        var other = await Line.OpenAsync(api);
        await other
            .Talent.GetAsync($"/api/v1/me/consultations/{asked.Consultation.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await other
            .Talent.PostAsJsonAsync(
                $"/api/v1/me/consultations/{asked.Consultation.Id}/supplements",
                new MySupplement("补充"),
                Cancel
            )
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await line
            .Talent.PostAsJsonAsync(
                $"/api/v1/me/consultations/{asked.Consultation.Id}/supplements",
                new MySupplement("补充"),
                Cancel
            )
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "ticket_moved_on");
    }

    private static async Task<StreamReader> WatchAsync(HttpClient client)
    {
        var answer = await client.GetAsync("/api/v1/hotline/events", HttpCompletionOption.ResponseHeadersRead, Cancel);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        await NextAsync(reader, "alive");
        return reader;
    }

    // The next event of the kind; of any but `alive` when null.
    private static async Task<HotlineEvent> NextAsync(StreamReader stream, string? kind)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (await stream.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
                continue;
            var notice = JsonSerializer.Deserialize<HotlineEvent>(line[6..], JsonSerializerOptions.Web)!;
            if (kind is null ? notice.Kind != "alive" : notice.Kind == kind)
                return notice;
        }
        throw new InvalidOperationException("The stream ended.");
    }
}
