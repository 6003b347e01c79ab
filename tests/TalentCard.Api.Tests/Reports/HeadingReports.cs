using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Reports;
using TalentCard.Core.Reports;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Reports;

/// <summary>How reports are headed and whom they are sent to, and that what is approved stays as it was.</summary>
public sealed class HeadingReports(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_shows_in_drafts_and_leaves_the_approved_as_they_were()
    {
        var (draft, approved) = (
            await DraftAsync("weekly", new DateOnly(2011, 1, 3)),
            await DraftAsync("weekly", new DateOnly(2011, 1, 10))
        );
        await PressAsync(approved, approved.Summary.Version, "approve");
        var before = await LayoutAsync("weekly");
        var change = new ReportLayoutChange(" 人才工作动态 ", "某市人才办", "", ["office", "handler", "office"]);

        var after = await PutAsync("weekly", before.Version, change).ShouldGiveAsync<ReportLayout>();
        (after.Masthead, after.Copies, after.ChangedBy, after.Version).ShouldBe(
            ("人才工作动态", "", "office1", before.Version + 1)
        );
        after.RecipientRoles.ShouldBe(["office", "handler"]);
        await PutAsync("weekly", before.Version, change).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        (await ReadAsync(approved.Summary.Id)).Masthead.ShouldBe(before.Masthead);
        (await ReadAsync(draft.Summary.Id)).Masthead.ShouldBe("人才工作动态");
        // Whoever read the draft with its old head does not approve the new one unseen.
        await PostAsync(draft, draft.Summary.Version, "approve").ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from audit_events where action = 'report_layout.edit' and subject_id = 'weekly'"
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task It_is_sent_to_the_roles_chosen_and_they_can_open_that_one()
    {
        var report = await DraftAsync("yearly", new DateOnly(2011, 1, 1));
        var before = await LayoutAsync("yearly");
        await PutAsync("yearly", before.Version, new ReportLayoutChange("年度报告", "某市人才办", "", ["expert"]))
            .ShouldGiveAsync<ReportLayout>();
        var expert = await TestData.UserAsync(api.Database, $"expert-{Guid.NewGuid():N}", ["expert"]);
        var reader = api.As(Person.Office("expert1") with { Roles = ["expert"], Scope = "thinktank" });
        var version = (await ReadAsync(report.Summary.Id)).Summary.Version;
        var approved = await PressAsync(report, version, "approve");
        await reader
            .GetAsync($"/api/v1/reports/{report.Summary.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await PressAsync(report, approved.Summary.Version, "send");

        (await reader.GetAsync($"/api/v1/reports/{report.Summary.Id}", Cancel).ShouldGiveAsync<Report>()).Masthead.ShouldBe(
            "年度报告"
        );
        await api.As(Person.Agent())
            .GetAsync($"/api/v1/reports/{report.Summary.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<Guid>(
                "select recipient_id from messages where kind = 'report_sent' and arguments ->> 'report' = @id",
                new { id = report.Summary.Id.ToString() }
            )
        )
            .ShouldHaveSingleItem()
            .ShouldBe(expert);
    }

    [Theory]
    [InlineData("masthead", "", "某市人才办", "", "office")]
    [InlineData("masthead", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "某市人才办", "", "office")]
    [InlineData("issuer", "周通报", "  ", "", "office")]
    [InlineData("recipientRoles", "周通报", "某市人才办", "", "talent")]
    [InlineData("recipientRoles", "周通报", "某市人才办", "")]
    public async Task What_is_missing_or_too_long_is_named(
        string field,
        string masthead,
        string issuer,
        string copies,
        params string[] roles
    )
    {
        var problem = await PutAsync("monthly", 1, new ReportLayoutChange(masthead, issuer, copies, roles))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
        (await LayoutAsync("monthly")).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Of_no_kind_or_without_a_version_it_is_refused()
    {
        var change = new ReportLayoutChange("日报", "某市人才办", "", ["office"]);
        await PutAsync("daily", 1, change).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await api.As(Person.Office("office1"))
            .PutAsJsonAsync("/api/v1/report-layouts/monthly", change, Cancel)
            .ShouldRefuseAsync((HttpStatusCode)428, "precondition_required");
        (
            await api.As(Person.Office("office1"))
                .GetAsync("/api/v1/report-layouts", Cancel)
                .ShouldGiveAsync<IReadOnlyList<ReportLayout>>()
        )
            .Select(one => one.Kind)
            .ShouldBe(["weekly", "monthly", "yearly"]);
    }

    private async Task<Report> DraftAsync(string kind, DateOnly first)
    {
        var id = Guid.NewGuid();
        await TestData.ReferenceAsync(api.Database.DataSource);
        await api.Services.GetRequiredService<MakeReports>().DraftAsync(new ReportPeriod(kind, first), Cancel, id);
        return await ReadAsync(id);
    }

    private Task<Report> ReadAsync(Guid id) =>
        api.As(Person.Office("office1")).GetAsync($"/api/v1/reports/{id}", Cancel).ShouldGiveAsync<Report>();

    private Task<ReportLayout> LayoutAsync(string kind) =>
        api.As(Person.Office("office1")).GetAsync($"/api/v1/report-layouts/{kind}", Cancel).ShouldGiveAsync<ReportLayout>();

    private Task<Report> PressAsync(Report report, int version, string action) =>
        PostAsync(report, version, action).ShouldGiveAsync<Report>();

    private Task<HttpResponseMessage> PostAsync(Report report, int version, string action) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/api/v1/reports/{report.Summary.Id}/{action}"), version);

    private Task<HttpResponseMessage> PutAsync(string kind, int version, ReportLayoutChange change) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Put, $"/api/v1/report-layouts/{kind}") { Content = JsonContent.Create(change) },
            version
        );

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, int version)
    {
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return api.As(Person.Office("office1")).SendAsync(request, Cancel);
    }
}
