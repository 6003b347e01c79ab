using System.Net;
using System.Net.Http.Json;
using TalentCard.Contracts;
using TalentCard.Contracts.Stations;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Stations;

public sealed class ImportingPostdocs(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly object?[] Headings =
    [
        "姓名",
        "站点",
        "研究领域",
        "博士毕业院校",
        "站内导师",
        "高校导师",
        "协议编号",
        "进站日期",
        "期满日期",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_list_is_written_as_entries_to_approve()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var name = $"导入站{Guid.NewGuid():N}";
        var station = await TestData.StationAsync(api.Database.DataSource, name);
        var manager = api.As(Person.StationManager(station.Id));
        var preview = await UploadAsync(
                manager,
                Row("甲一", "", "矿业工程", new DateOnly(2026, 4, 1), new DateOnly(2028, 3, 31)),
                Row("甲二", name, "0837", "2026年4月1日", "2029-03-31")
            )
            .ShouldGiveAsync<PostdocImport>(HttpStatusCode.Created);
        (preview.BadRowCount, preview.Rows.Count).ShouldBe(
            (0, 2),
            string.Join(';', preview.Problems.Select(problem => problem.Code))
        );
        (await manager.GetFromJsonAsync<Page<Postdoc>>("/api/v1/postdocs", Cancel))!.Items.ShouldBeEmpty();
        await api.As(Person.StationManager((await TestData.StationAsync(api.Database.DataSource)).Id))
            .GetAsync($"/api/v1/postdocs/imports/{preview.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => manager.PostAsync($"/api/v1/postdocs/imports/{preview.Id}/commit", null, Cancel))
        );
        answers
            .Select(answer => answer.StatusCode)
            .Order()
            .ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict]);
        var made = (await manager.GetFromJsonAsync<Page<Postdoc>>("/api/v1/postdocs", Cancel))!.Items;
        made.Select(one => (one.State, one.Pending)).ShouldAllBe(one => one.State == "proposed" && one.Pending == "entry");
        made.Select(one => one.Discipline).ShouldBe(["0819", "0837"], ignoreOrder: true);

        var again = await UploadAsync(
                manager,
                Row("甲一", name, "0819", "2026-04-01", "2028-03-31"),
                Row("甲三", name, "0819", "2026-04-01", "2028-03-31")
            )
            .ShouldGiveAsync<PostdocImport>(HttpStatusCode.Created);
        again.Problems.ShouldHaveSingleItem().Code.ShouldBe("postdoc_exists");
        await manager
            .PostAsync($"/api/v1/postdocs/imports/{again.Id}/commit", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "import_has_bad_rows");
        (await manager.GetFromJsonAsync<Page<Postdoc>>("/api/v1/postdocs", Cancel))!.Items.Count.ShouldBe(2);
        await manager.PostAsync($"/api/v1/postdocs/imports/{again.Id}/discard", null, Cancel).ShouldGiveAsync<PostdocImport>();
    }

    [Fact]
    public async Task Each_bad_cell_is_named_and_a_rule_by_its_figure()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var name = $"导入站{Guid.NewGuid():N}";
        var station = await TestData.StationAsync(api.Database.DataSource, name);
        var other = $"他站{Guid.NewGuid():N}";
        await TestData.StationAsync(api.Database.DataSource, other);
        var preview = await UploadAsync(
                api.As(Person.StationManager(station.Id)),
                Row("乙一", other, "0819", "2026-04-01", "2028-03-31"),
                Row("乙二", name, "炼金术", "2026-04-01", "2028-03-31"),
                Row("乙三", name, "0819", "2026-04-01", "2028-03-30"),
                Row("乙四", name, "0819", "2024-02-29", "2028-02-29"),
                Row("乙五", name, "0819", "2026-02-30", "2028-03-31"),
                ["乙六", name, "0819", "某大学", "无此人", "", "XY", "2026-04-01", "2028-03-31"],
                ["乙七", name, "0819", "某大学", "梁启明", "", new Formula("1+1", "2"), "2026-04-01", "2028-03-31"],
                Row("", name, "0819", "2026-04-01", "2028-03-31"),
                Row("乙八", name, "0819", "2026-04-01", "2028-03-31"),
                Row("乙八", name, "0819", "2026-04-01", "2028-03-31")
            )
            .ShouldGiveAsync<PostdocImport>(HttpStatusCode.Created);
        preview
            .Problems.Select(problem => $"{problem.Row} {problem.Column} {problem.Code}")
            .ShouldBe([
                "2 站点 unknown_station",
                "3 研究领域 unknown_discipline",
                "4 期满日期 residence_too_short",
                "5 期满日期 residence_too_long",
                "6 进站日期 bad_date",
                "7 站内导师 unknown_mentor",
                "8 协议编号 formula_cell",
                "9 姓名 missing_value",
                "11 姓名 duplicate_in_file",
            ]);
        preview.Problems.Single(problem => problem.Code == "residence_too_long").Zh.ShouldContain("2028-02-28");
        await api.As(Person.Office())
            .PostAsync(
                "/api/v1/postdocs/imports",
                new MultipartFormDataContent { { new ByteArrayContent("姓名,年龄\r\n甲,1\r\n"u8.ToArray()), "file", "a.csv" } },
                Cancel
            )
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "import_headings");
    }

    private static object?[] Row(string name, string station, string discipline, object enteredOn, object plannedEnd) =>
        [name, station, discipline, "安徽某大学", "梁启明", "苏远山", "XY-1", enteredOn, plannedEnd];

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, params object?[][] rows) =>
        client.PostAsync(
            "/api/v1/postdocs/imports",
            new MultipartFormDataContent
            {
                { new ByteArrayContent(TestWorkbook.Create([Headings, .. rows])), "file", "博士后.xlsx" },
            },
            Cancel
        );
}
