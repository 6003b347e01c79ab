using System.Net;
using System.Net.Http.Json;
using TalentCard.Contracts;
using TalentCard.Contracts.Stations;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Stations;

/// <summary>The entries of an imported list, approved together.</summary>
public sealed class ApprovingAList(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private static readonly object?[] Headings =
    [
        "姓名",
        "研究领域",
        "博士毕业院校",
        "站内导师",
        "协议编号",
        "进站日期",
        "期满日期",
    ];

    private TestStation station = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Manager => api.As(Person.StationManager(station.Id));

    public async ValueTask InitializeAsync()
    {
        station = await TestData.StationAsync(api.Database.DataSource);
        api.Clock.Set("2026-03-02T09:00+08:00");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Another_person_looks_at_the_entries_and_approves_those_chosen()
    {
        var import = await ImportAsync(Manager, "甲", "乙", "丙");
        var office = api.As(Person.Office());
        (await office.GetFromJsonAsync<Page<PostdocImportSummary>>("/api/v1/postdocs/imports?waiting=true", Cancel))!
            .Items.Single(one => one.Id == import)
            .Waiting.ShouldBe(3);
        var preview = await PreviewAsync(office, import);
        preview
            .Entries.Select(one => (one.Name, one.Refusal))
            .ShouldBe([("丙", null), ("乙", null), ("甲", null)], ignoreOrder: true);
        var chosen = preview.Entries.Where(one => one.Name != "乙").Select(one => one.RequestId).ToArray();
        (await ApproveAsync(office, import, chosen).ShouldGiveAsync<EntriesApproved>()).Approved.ShouldBe(2);
        (await StatesAsync()).ShouldBe(["甲 resident", "乙 proposed", "丙 resident"], ignoreOrder: true);
        (await PreviewAsync(office, import)).Entries.ShouldHaveSingleItem().Name.ShouldBe("乙");
    }

    [Fact]
    public async Task Whoever_uploaded_it_approves_nothing_and_the_preview_says_so()
    {
        var office = api.As(Person.Office());
        var import = await ImportAsync(office, "甲", "乙");
        var preview = await PreviewAsync(office, import);
        preview.Entries.ShouldAllBe(one => one.Refusal == "postdoc_second_person_required" && one.Zh != null);
        await ApproveAsync(office, import, [.. preview.Entries.Select(one => one.RequestId)])
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "postdoc_entries_changed");
        (await StatesAsync()).ShouldAllBe(one => one.EndsWith("proposed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_entry_that_has_changed_keeps_all_back_and_is_named()
    {
        var import = await ImportAsync(Manager, "甲", "乙");
        var office = api.As(Person.Office());
        var preview = await PreviewAsync(office, import);
        var first = preview.Entries.Single(one => one.Name == "甲");
        await api.As(Person.Office("office2"))
            .PostAsJsonAsync($"/api/v1/postdoc-requests/{first.RequestId}/reject", new RequestRejection("材料不全"), Cancel);
        var refused = await ApproveAsync(office, import, [.. preview.Entries.Select(one => one.RequestId)])
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "postdoc_entries_changed");
        refused.GetProperty("errors").GetProperty("entries")[0].GetString().ShouldBe("甲");
        (await StatesAsync()).ShouldBe(["甲 rejected", "乙 proposed"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_rule_that_has_changed_since_refuses_the_entry_by_name()
    {
        api.Clock.Set("2050-03-02T09:00+08:00");
        var import = await ImportAsync(Manager, new DateOnly(2050, 4, 1), new DateOnly(2052, 3, 31), "甲");
        await api.As(Person.Office())
            .PutAsJsonAsync("/api/v1/stations/rules/2050-03-20", new PostdocRuleRequest(30, 48, 72, 3, 12, 15, 5, 7), Cancel)
            .ShouldGiveAsync<PostdocRule>();
        (await PreviewAsync(api.As(Person.Office()), import))
            .Entries.ShouldHaveSingleItem()
            .Refusal.ShouldBe("residence_too_short");
    }

    [Fact]
    public async Task Of_two_who_approve_a_list_at_once_one_does()
    {
        var import = await ImportAsync(Manager, [.. Enumerable.Range(0, 10).Select(i => $"人{i}")]);
        var ids = (await PreviewAsync(api.As(Person.Office()), import)).Entries.Select(one => one.RequestId).ToArray();
        var answers = await Task.WhenAll(
            Enumerable.Range(1, 3).Select(i => ApproveAsync(api.As(Person.Office($"office{i}")), import, ids))
        );
        answers
            .Select(answer => answer.StatusCode)
            .Order()
            .ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict]);
        (await StatesAsync()).Count(one => one.EndsWith("resident", StringComparison.Ordinal)).ShouldBe(10);
    }

    [Fact]
    public async Task Requests_of_another_list_a_manager_and_too_many_are_refused()
    {
        var (import, other) = (await ImportAsync(Manager, "甲"), await ImportAsync(Manager, "乙"));
        var office = api.As(Person.Office());
        var foreign = (await PreviewAsync(office, other)).Entries[0].RequestId;
        await ApproveAsync(office, import, [foreign]).ShouldRefuseAsync(HttpStatusCode.Conflict, "postdoc_entries_changed");
        await ApproveAsync(office, import, []).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await ApproveAsync(office, import, [.. Enumerable.Range(0, 501).Select(_ => Guid.NewGuid())])
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await ApproveAsync(office, Guid.NewGuid(), [foreign]).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await ApproveAsync(Manager, import, [foreign]).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await Manager
            .GetAsync($"/api/v1/postdocs/imports/{import}/entries", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private Task<Guid> ImportAsync(HttpClient client, params string[] names) =>
        ImportAsync(client, new DateOnly(2026, 4, 1), new DateOnly(2028, 3, 31), names);

    private async Task<Guid> ImportAsync(HttpClient client, DateOnly from, DateOnly to, params string[] names)
    {
        var named = (await api.As(Person.Office()).GetFromJsonAsync<StationDetail>($"/api/v1/stations/{station.Id}", Cancel))!
            .Station
            .Name;
        object?[][] rows =
        [
            [.. Headings, "站点"],
            .. names.Select(name => (object?[])[name, "矿业工程", "安徽某大学", "梁启明", "XY-1", from, to, named]),
        ];
        var import = await client
            .PostAsync(
                "/api/v1/postdocs/imports",
                new MultipartFormDataContent { { new ByteArrayContent(TestWorkbook.Create(rows)), "file", "名单.xlsx" } },
                Cancel
            )
            .ShouldGiveAsync<PostdocImport>(HttpStatusCode.Created);
        import.Problems.ShouldBeEmpty();
        await client.PostAsync($"/api/v1/postdocs/imports/{import.Id}/commit", null, Cancel).ShouldGiveAsync<PostdocImport>();
        return import.Id;
    }

    private static async Task<WaitingEntries> PreviewAsync(HttpClient client, Guid import) =>
        (await client.GetFromJsonAsync<WaitingEntries>($"/api/v1/postdocs/imports/{import}/entries", Cancel))!;

    private static Task<HttpResponseMessage> ApproveAsync(HttpClient client, Guid import, Guid[] requests) =>
        client.PostAsJsonAsync($"/api/v1/postdocs/imports/{import}/entries/approve", new EntriesApproval(requests), Cancel);

    private async Task<string[]> StatesAsync() =>
        [
            .. (await Manager.GetFromJsonAsync<Page<Postdoc>>("/api/v1/postdocs", Cancel))!.Items.Select(one =>
                $"{one.Name} {one.State}"
            ),
        ];
}
