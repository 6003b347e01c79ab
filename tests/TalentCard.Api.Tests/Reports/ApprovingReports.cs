using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts;
using TalentCard.Contracts.Reports;
using TalentCard.Core.Reports;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Reports;

/// <summary>draft → approved → sent, and who may.</summary>
public sealed class ApprovingReports(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static int months;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_wrote_the_remark_does_not_approve_and_somebody_else_does_once()
    {
        var report = await DraftAsync();
        var remarked = await PutAsync(report, "office1", "请各县区加强宣传。").ShouldGiveAsync<Report>();
        (remarked.Remark, remarked.RemarkBy, remarked.MayApprove).ShouldBe(("请各县区加强宣传。", "office1", false));
        await PutAsync(report, "office2", "过时的版本").ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        await PressAsync(remarked, "approve", "office1")
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "report_second_person_required");
        await PressAsync(remarked, "send", "office2").ShouldRefuseAsync(HttpStatusCode.Conflict, "report_not_approved");

        var both = await Task.WhenAll(PressAsync(remarked, "approve", "office2"), PressAsync(remarked, "approve", "office3"));
        both.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        var approved = await ReadAsync(report.Summary.Id, "office2");
        (approved.Summary.State, approved.MayApprove).ShouldBe(("approved", false));
        await PutAsync(approved, "office2", "再改").ShouldRefuseAsync(HttpStatusCode.Conflict, "report_not_draft");
    }

    [Fact]
    public async Task It_is_sent_once_to_every_account_of_its_list()
    {
        var user = await TestData.UserAsync(api.Database, $"office-{Guid.NewGuid():N}", ["office"]);
        var report = await PressAsync(await DraftAsync(), "approve", "office2").ShouldGiveAsync<Report>();
        var both = await Task.WhenAll(PressAsync(report, "send", "office1"), PressAsync(report, "send", "office2"));
        both.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from messages where recipient_id = @user and kind = 'report_sent'",
                new { user }
            )
        ).ShouldBe(1);
        (await ReadAsync(report.Summary.Id, "office1")).Summary.State.ShouldBe("sent");
    }

    [Fact]
    public async Task Without_a_version_or_for_none_it_is_refused()
    {
        var report = await DraftAsync();
        await api.As(Person.Office())
            .PostAsync($"/api/v1/reports/{report.Summary.Id}/approve", null, Cancel)
            .ShouldRefuseAsync((HttpStatusCode)428, "precondition_required");
        await api.As(Person.Office())
            .GetAsync($"/api/v1/reports/{Guid.NewGuid()}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        var page = await api.As(Person.Office())
            .GetAsync("/api/v1/reports?kind=monthly&state=draft&limit=1", Cancel)
            .ShouldGiveAsync<Page<ReportSummary>>();
        page.Items.ShouldHaveSingleItem().Kind.ShouldBe("monthly");
    }

    private async Task<Report> DraftAsync()
    {
        var id = Guid.NewGuid();
        await TestData.ReferenceAsync(api.Database.DataSource);
        await api
            .Services.GetRequiredService<MakeReports>()
            .DraftAsync(
                new ReportPeriod("monthly", new DateOnly(2010, 1, 1).AddMonths(Interlocked.Increment(ref months))),
                Cancel,
                id
            );
        return await ReadAsync(id, "office1");
    }

    private Task<Report> ReadAsync(Guid id, string who) =>
        api.As(Person.Office(who)).GetAsync($"/api/v1/reports/{id}", Cancel).ShouldGiveAsync<Report>();

    private Task<HttpResponseMessage> PutAsync(Report report, string who, string remark) =>
        SendAsync(report, HttpMethod.Put, "remark", who, new RemarkChange(remark));

    private Task<HttpResponseMessage> PressAsync(Report report, string action, string who) =>
        SendAsync(report, HttpMethod.Post, action, who, null);

    private Task<HttpResponseMessage> SendAsync(Report report, HttpMethod method, string action, string who, RemarkChange? body)
    {
        var request = new HttpRequestMessage(method, $"/api/v1/reports/{report.Summary.Id}/{action}");
        if (body is not null)
            request.Content = JsonContent.Create(body);
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{report.Summary.Version}\""));
        return api.As(Person.Office(who)).SendAsync(request, Cancel);
    }
}
