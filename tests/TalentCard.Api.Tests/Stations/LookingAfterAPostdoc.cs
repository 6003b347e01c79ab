using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using TalentCard.Contracts.Stations;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Stations;

/// <summary>A station's manager from entry to completion, with the office deciding.</summary>
public sealed class LookingAfterAPostdoc(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly CommitteeExpert[] Committee =
    [
        .. Enumerable.Range(1, 5).Select(i => new CommitteeExpert($"评审{i}", "某研究院")),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task From_entry_to_completion()
    {
        api.Clock.Set("2024-02-20T09:00+08:00");
        var station = await TestData.StationAsync(api.Database.DataSource);
        var manager = api.As(Person.StationManager(station.Id));
        var entry = Entry(station, "2024-02-29", "2026-02-27");
        var key = Guid.NewGuid().ToString();
        var created = await manager
            .PostAsync("/api/v1/postdocs", entry, key)
            .ShouldGiveAsync<PostdocDetail>(HttpStatusCode.Created);
        (
            await manager.PostAsync("/api/v1/postdocs", entry, key).ShouldGiveAsync<PostdocDetail>(HttpStatusCode.Created)
        ).Postdoc.Id.ShouldBe(created.Postdoc.Id);
        await manager.PostAsync("/api/v1/postdocs", entry).ShouldRefuseAsync(HttpStatusCode.Conflict, "postdoc_exists");
        created.Postdoc.State.ShouldBe("proposed");
        var path = $"/api/v1/postdocs/{created.Postdoc.Id}";
        await manager
            .PostAsJsonAsync($"{path}/proposal", new ResearchProposal(new(2024, 2, 20), "矿山安全"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "postdoc_not_in_residence");

        await ApproveAsync(created);
        api.Clock.Set("2024-06-10T09:00+08:00");
        await manager
            .PostAsJsonAsync($"{path}/midterm", new MidtermReport(new(2024, 6, 10), "pass", Committee, ""), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "proposal_missing");
        (
            await manager
                .PostAsJsonAsync($"{path}/proposal", new ResearchProposal(new(2024, 5, 30), "矿山安全"), Cancel)
                .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "proposal_late")
        )
            .GetProperty("title")
            .GetString()!
            .ShouldContain("2024-05-29");
        await manager
            .PostAsJsonAsync($"{path}/proposal", new ResearchProposal(new(2024, 5, 29), "矿山安全"), Cancel)
            .ShouldGiveAsync<PostdocDetail>();
        await manager
            .PostAsJsonAsync($"{path}/proposal", new ResearchProposal(new(2024, 5, 29), "矿山安全"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "proposal_done");

        api.Clock.Set("2025-03-03T09:00+08:00");
        foreach (
            var (experts, code) in new (CommitteeExpert[], string)[]
            {
                (Committee[..4], "midterm_committee_size"),
                ([.. Committee, .. Committee[..3]], "midterm_committee_size"),
                ([.. Committee[..4], new("苏 远山", "安徽某大学")], "midterm_mentor_in_committee"),
                ([.. Committee[..4], Committee[0]], "midterm_expert_twice"),
            }
        )
            await manager
                .PostAsJsonAsync($"{path}/midterm", new MidtermReport(new(2025, 3, 1), "pass", experts, ""), Cancel)
                .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, code);
        await manager
            .PostAsJsonAsync($"{path}/midterm", new MidtermReport(new(2025, 2, 27), "pass", Committee, ""), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "midterm_too_early");
        await manager
            .PostAsJsonAsync($"{path}/midterm", new MidtermReport(new(2025, 3, 1), "fail", Committee, "重做"), Cancel)
            .ShouldGiveAsync<PostdocDetail>();
        await manager
            .PostAsJsonAsync($"{path}/completion", new CompletionProposal(new(2026, 2, 27), "host", "", "课题结题"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "midterm_missing");
        var reviewed = await manager
            .PostAsJsonAsync($"{path}/midterm", new MidtermReport(new(2025, 3, 2), "good", Committee, ""), Cancel)
            .ShouldGiveAsync<PostdocDetail>();
        reviewed.Reviews.Select(review => review.Result).ShouldBe(["fail", "good"]);
        reviewed.Postdoc.MidtermOn.ShouldBe(new DateOnly(2025, 3, 1));

        await manager
            .PostAsJsonAsync($"{path}/extension", new ExtensionProposal(new(2030, 2, 28), "课题延期"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "residence_total_too_long");
        var asked = await manager
            .PostAsJsonAsync($"{path}/extension", new ExtensionProposal(new(2027, 2, 27), "课题延期"), Cancel)
            .ShouldGiveAsync<PostdocDetail>();
        asked.Postdoc.Pending.ShouldBe("extension");
        await manager
            .PostAsJsonAsync($"{path}/withdrawal", new WithdrawalProposal(new(2025, 3, 3), "own_wish", "另谋职位"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "postdoc_request_pending");
        await ApproveAsync(asked);
        await manager
            .PostAsJsonAsync($"{path}/completion", new CompletionProposal(new(2027, 2, 28), "host", "", "课题结题"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "completion_after_end");
        await manager
            .PostAsync($"{path}/payments", new PaymentRequest(new(2025, 3, 1), 50_000.5m, "living", "首年"))
            .ShouldGiveAsync<PostdocDetail>();
        await manager
            .PostAsync($"{path}/payments", new PaymentRequest(new(2025, 3, 1), 0.001m, "living", ""))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await manager
            .PostAsync($"{path}/payments", new PaymentRequest(new(2025, 3, 4), 1m, "living", ""))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "day_ahead");
        var leaving = await manager
            .PostAsJsonAsync(
                $"{path}/completion",
                new CompletionProposal(new(2027, 2, 27), "university", "安徽某大学", "课题结题"),
                Cancel
            )
            .ShouldGiveAsync<PostdocDetail>();
        leaving.Postdoc.Paid.ShouldBe(50_000.5m);
        await ApproveAsync(leaving);
        var done = await manager.GetFromJsonAsync<PostdocDetail>(path, Cancel);
        (done!.Postdoc.State, done.Postdoc.LeftOn, done.Postdoc.Destination).ShouldBe(
            ("completed", new DateOnly(2027, 2, 27), "university")
        );
        done.Actions.ShouldBe([PostdocAction.Pay]);
        done.Timeline.Select(step => step.Kind).ShouldBe(["entry", "proposal", "midterm", "extension", "completion"]);
    }

    [Fact]
    public async Task A_withdrawal_has_its_ground_and_a_rejected_one_changes_nothing()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var station = await TestData.StationAsync(api.Database.DataSource);
        var id = await TestData.PostdocAsync(api.Database.DataSource, station, new(2026, 1, 5));
        var manager = api.As(Person.StationManager(station.Id));
        await manager
            .PostAsJsonAsync(
                $"/api/v1/postdocs/{id}/withdrawal",
                new WithdrawalProposal(new(2026, 3, 1), "boredom", "理由"),
                Cancel
            )
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await manager
            .PostAsJsonAsync(
                $"/api/v1/postdocs/{id}/withdrawal",
                new WithdrawalProposal(new(2026, 3, 3), "illness", "理由"),
                Cancel
            )
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "day_ahead");
        var asked = await manager
            .PostAsJsonAsync(
                $"/api/v1/postdocs/{id}/withdrawal",
                new WithdrawalProposal(new(2026, 3, 1), "illness", "长期病假"),
                Cancel
            )
            .ShouldGiveAsync<PostdocDetail>();
        (
            await Office.PostAsJsonAsync(
                $"/api/v1/postdoc-requests/{asked.Requests[0].Id}/reject",
                new RequestRejection("请补充证明"),
                Cancel
            )
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var rejected = await manager.GetFromJsonAsync<PostdocDetail>($"/api/v1/postdocs/{id}", Cancel);
        (rejected!.Postdoc.State, rejected.Postdoc.Pending, rejected.Requests[0].DecisionReason).ShouldBe(
            ("resident", null, "请补充证明")
        );

        var again = await manager
            .PostAsJsonAsync(
                $"/api/v1/postdocs/{id}/withdrawal",
                new WithdrawalProposal(new(2026, 3, 1), "illness", "长期病假"),
                Cancel
            )
            .ShouldGiveAsync<PostdocDetail>();
        await ApproveAsync(again);
        var gone = await manager.GetFromJsonAsync<PostdocDetail>($"/api/v1/postdocs/{id}", Cancel);
        (gone!.Postdoc.State, gone.Ground).ShouldBe(("withdrawn", "illness"));
    }

    [Fact]
    public async Task Dates_against_the_rules_are_refused_with_the_rule_named()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var station = await TestData.StationAsync(api.Database.DataSource);
        var manager = api.As(Person.StationManager(station.Id));
        var problem = await manager
            .PostAsync("/api/v1/postdocs", Entry(station, "2026-03-01", "2028-02-28"))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "residence_too_short");
        problem
            .GetProperty("detail")
            .GetString()
            .ShouldBe("A residence lasts 2 years at least; it can end on 2028-02-29 at the earliest.");
        await manager
            .PostAsync("/api/v1/postdocs", Entry(station, "2026-03-01", "2030-03-01"))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "residence_too_long");
        foreach (var day in new[] { "0001-01-01", "1949-12-31", "9999-12-31" })
            (
                await manager
                    .PostAsync("/api/v1/postdocs", Entry(station, day, "9999-12-31"))
                    .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request")
            )
                .GetProperty("errors")
                .TryGetProperty("enteredOn", out _)
                .ShouldBeTrue(day);
        var unknown = Entry(station, "2026-03-01", "2028-02-29");
        foreach (
            var bad in new[]
            {
                unknown with
                {
                    Discipline = "9999",
                },
                unknown with
                {
                    MentorId = Guid.NewGuid(),
                },
                unknown with
                {
                    MentorId = station.UniversityMentorId,
                },
                unknown with
                {
                    Name = "",
                },
            }
        )
            await manager.PostAsync("/api/v1/postdocs", bad).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_changed_rule_leaves_those_alone_who_entered_under_the_one_before()
    {
        // The trigger that keeps the past goes by the database's clock, so this Api stands after it.
        api.Clock.Set("2040-03-02T09:00+08:00");
        var station = await TestData.StationAsync(api.Database.DataSource);
        var before = await TestData.PostdocAsync(api.Database.DataSource, station, new(2040, 1, 5));
        var stricter = new PostdocRuleRequest(36, 48, 60, 2, 12, 14, 6, 9);
        await Office
            .PutAsJsonAsync("/api/v1/stations/rules/2040-03-02", stricter, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "postdoc_rule_in_force");
        await Office
            .PutAsJsonAsync("/api/v1/stations/rules/2040-04-01", stricter with { CommitteeMost = 5 }, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await api.As(Person.StationManager(station.Id))
            .PutAsJsonAsync("/api/v1/stations/rules/2040-04-01", stricter, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await Office.PutAsJsonAsync("/api/v1/stations/rules/2040-04-01", stricter, Cancel).ShouldGiveAsync<PostdocRule>();

        var manager = api.As(Person.StationManager(station.Id));
        await manager
            .PostAsync("/api/v1/postdocs", Entry(station, "2040-04-01", "2042-03-31"))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "residence_too_short");
        await manager
            .PostAsync("/api/v1/postdocs", Entry(station, "2040-03-31", "2042-03-30"))
            .ShouldGiveAsync<PostdocDetail>(HttpStatusCode.Created);
        api.Clock.Set("2040-04-03T09:00+08:00");
        (await manager.GetFromJsonAsync<PostdocDetail>($"/api/v1/postdocs/{before}", Cancel))!.Postdoc.ProposalDue.ShouldBe(
            new DateOnly(2040, 4, 5)
        );
        await manager
            .PostAsJsonAsync($"/api/v1/postdocs/{before}/proposal", new ResearchProposal(new(2040, 4, 2), "题目"), Cancel)
            .ShouldGiveAsync<PostdocDetail>();
    }

    [Fact]
    public async Task What_is_overdue_or_due_within_ninety_days_is_listed_over_all_stations()
    {
        api.Clock.Set("2026-04-01T09:00+08:00");
        var (database, one, other) = (
            api.Database.DataSource,
            await TestData.StationAsync(api.Database.DataSource),
            await TestData.StationAsync(api.Database.DataSource)
        );
        await TestData.PostdocAsync(database, one, new(2025, 12, 1), name: "逾期");
        await TestData.PostdocAsync(database, other, new(2026, 3, 30), name: "九十天");
        await TestData.PostdocAsync(database, other, new(2026, 4, 1), name: "九十一天");
        await TestData.PostdocAsync(database, one, new(2025, 3, 30), name: "该中期", proposalOn: new(2025, 6, 1));
        await TestData.PostdocAsync(database, one, new(2023, 7, 1), new(2026, 6, 30), "该出站", new(2023, 9, 1), new(2024, 8, 1));
        await TestData.PostdocAsync(
            database,
            one,
            new(2025, 1, 1),
            name: "都办了",
            proposalOn: new(2025, 3, 1),
            midtermOn: new(2026, 2, 1)
        );
        var due = (await Office.GetFromJsonAsync<DueStep[]>("/api/v1/stations/due", Cancel))!.Where(step =>
            step.StationId == one.Id || step.StationId == other.Id
        );
        due.Select(step => $"{step.PostdocName} {step.Kind} {step.DaysLeft}")
            .ShouldBe(["逾期 proposal -31", "九十天 proposal 90", "该中期 midterm 90", "该出站 end 90"], ignoreOrder: true);
        (await Office.GetFromJsonAsync<DueStep[]>($"/api/v1/stations/due?days=91&station={other.Id}", Cancel))!
            .Select(step => step.PostdocName)
            .ShouldBe(["九十天", "九十一天"]);
    }

    [Fact]
    public async Task A_file_is_attached_looked_at_and_removed()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var station = await TestData.StationAsync(api.Database.DataSource);
        var id = await TestData.PostdocAsync(api.Database.DataSource, station, new(2026, 1, 5));
        var manager = api.As(Person.StationManager(station.Id));
        await UploadAsync(manager, id, "<html>"u8.ToArray())
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "document_type");
        var detail = await UploadAsync(manager, id, TestDocuments.Pdf).ShouldGiveAsync<PostdocDetail>();
        var document = detail.Documents.ShouldHaveSingleItem();
        (document.Name, document.Label).ShouldBe(("协议.pdf", "agreement"));

        var path = $"/api/v1/postdocs/{id}/documents/{document.Id}";
        using var answer = await Office.GetAsync(path, Cancel);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(TestDocuments.Pdf);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");

        var other = await TestData.StationAsync(api.Database.DataSource);
        var foreign = await TestData.PostdocAsync(api.Database.DataSource, other, new(2026, 1, 5));
        await api.As(Person.StationManager(other.Id))
            .GetAsync(path, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await api.As(Person.StationManager(other.Id))
            .GetAsync($"/api/v1/postdocs/{foreign}/documents/{document.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await manager.DeleteAsync(path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await manager.GetAsync(path, Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    private async Task ApproveAsync(PostdocDetail detail) =>
        (
            await Office.PostAsync(
                $"/api/v1/postdoc-requests/{detail.Requests.Single(request => request.State == "pending").Id}/approve",
                null,
                Cancel
            )
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, Guid id, byte[] file)
    {
        var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        return client.PostAsync(
            $"/api/v1/postdocs/{id}/documents?step=agreement",
            new MultipartFormDataContent { { content, "file", "协议.exe" } },
            Cancel
        );
    }

    private static EntryProposal Entry(TestStation station, string enteredOn, string plannedEnd) =>
        new(
            station.Id,
            "陈知行",
            "0819",
            "安徽某大学",
            station.MentorId,
            station.UniversityMentorId,
            "XY-2026-1",
            DateOnly.Parse(enteredOn, System.Globalization.CultureInfo.InvariantCulture),
            DateOnly.Parse(plannedEnd, System.Globalization.CultureInfo.InvariantCulture),
            ""
        );
}
