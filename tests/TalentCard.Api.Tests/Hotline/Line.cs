using System.Net;
using System.Net.Http.Json;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Hotline;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Hotline;

/// <summary>A hotline of the test's own: a talent who calls, two departments with a handler each, an agent, the office.</summary>
internal sealed class Line
{
    private readonly TalentCardApi api;

    private Line(TalentCardApi api, string phone, Guid talentId, Guid first, Guid second)
    {
        this.api = api;
        (Phone, TalentId, First, Second) = (phone, talentId, first, second);
        Agent = api.As(Person.Agent());
        Office = api.As(Person.Office());
        Handler = api.As(Person.Handler(first));
        Stranger = api.As(Person.Handler(second, "handler2"));
        Talent = api.As(Person.Talent(talentId));
    }

    public string Phone { get; }
    public Guid TalentId { get; }
    public Guid First { get; }
    public Guid Second { get; }
    public HttpClient Agent { get; }
    public HttpClient Office { get; }
    public HttpClient Handler { get; }
    public HttpClient Stranger { get; }
    public HttpClient Talent { get; }
    public NpgsqlDataSource Database => api.Database.DataSource;

    /// <summary>An instant written in Huainan's time.</summary>
    public static DateTimeOffset At(string local) =>
        DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Line> OpenAsync(TalentCardApi api)
    {
        var phone = TestData.NewPhone();
        var talent = await TestData.TalentAsync(api.Database.DataSource, "沈知衡", phone: phone);
        await TestData.CardAsync(api.Database.DataSource, talent);
        return new Line(
            api,
            phone,
            talent,
            await TestData.DepartmentAsync(api.Database.DataSource),
            await TestData.DepartmentAsync(api.Database.DataSource, "市教育体育局")
        );
    }

    public static NewMatter Matter(
        string kind = "policy_question",
        string title = "高铁绿色通道怎么预约",
        string urgency = "normal"
    ) => new(kind, urgency, title, "来电人想了解具体办理流程和所需材料。");

    /// <summary>A call with one matter; its ticket.</summary>
    public async Task<TicketDetail> CallAsync(NewMatter? matter = null, bool dispatched = false, string? phone = null)
    {
        matter ??= Matter();
        if (dispatched)
            matter = matter with { DepartmentId = First };
        var consultation = await TakeAsync(new NewConsultation("phone", [matter], phone ?? Phone, "来电人"))
            .ShouldGiveAsync<Consultation>(HttpStatusCode.Created);
        return await ReadAsync(consultation.Tickets.Single().Id);
    }

    /// <summary>A ticket that the first department has accepted.</summary>
    public async Task<TicketDetail> AcceptedAsync(NewMatter? matter = null)
    {
        var ticket = await CallAsync(matter, dispatched: true);
        return await StepAsync(Handler, ticket, "accept").ShouldGiveAsync<TicketDetail>();
    }

    /// <summary>A ticket that the first department has answered.</summary>
    public async Task<TicketDetail> RepliedAsync(NewMatter? matter = null)
    {
        var ticket = await AcceptedAsync(matter);
        return await StepAsync(Handler, ticket, "reply", new TicketAnswer("已为您办理，请留意短信。"))
            .ShouldGiveAsync<TicketDetail>();
    }

    public Task<HttpResponseMessage> TakeAsync(NewConsultation consultation, string? key = null) =>
        Agent.PostAsync("/api/v1/hotline/consultations", consultation, key);

    public Task<TicketDetail> ReadAsync(Guid id, HttpClient? client = null) =>
        (client ?? Office).GetAsync($"/api/v1/hotline/tickets/{id}", Cancel).ShouldGiveAsync<TicketDetail>();

    public static Task<HttpResponseMessage> StepAsync(HttpClient client, TicketDetail ticket, string step, object? body = null) =>
        client.PostAsync(
            $"/api/v1/hotline/tickets/{ticket.Ticket.Id}/{step}",
            body is null ? null : JsonContent.Create(body, body.GetType()),
            Cancel
        );

    public static async Task<IReadOnlyList<TicketSummary>> QueueAsync(HttpClient client, string query) =>
        (await client.GetAsync($"/api/v1/hotline/tickets?{query}", Cancel).ShouldGiveAsync<Page<TicketSummary>>()).Items;
}
