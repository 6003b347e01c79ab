using System.Net;
using System.Net.Http.Json;
using TalentCard.Contracts;
using TalentCard.Contracts.Stations;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Stations;

public sealed class ImportingStations(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private static readonly object?[] Headings =
    [
        "站点名称",
        "类型",
        "批准日期",
        "批准文号",
        "设站单位",
        "所属县区",
        "研究领域",
        "联系人",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Office => api.As(Person.Office());

    public async ValueTask InitializeAsync()
    {
        await TestData.ReferenceAsync(api.Database.DataSource);
        api.Clock.Set("2026-03-02T09:00+08:00");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_good_list_is_entered_once_and_as_a_whole()
    {
        var name = $"导入站点{Guid.NewGuid():N}";
        var preview = await UploadAsync(
                Office,
                Row(name),
                Row(name + "二", kind: "innovation_base", disciplines: "0837；矿业工程")
            )
            .ShouldGiveAsync<StationImport>(HttpStatusCode.Created);
        (preview.BadRowCount, preview.Rows.Count).ShouldBe(
            (0, 2),
            string.Join(';', preview.Problems.Select(problem => $"{problem.Column} {problem.Code}"))
        );
        (await FindAsync(name)).ShouldBeEmpty();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Office.PostAsync($"/api/v1/stations/imports/{preview.Id}/commit", null, Cancel))
        );
        answers
            .Select(answer => answer.StatusCode)
            .Order()
            .ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict]);
        var made = await FindAsync(name);
        made.Select(station => (station.Kind, string.Join(' ', station.Disciplines), station.Division, station.ApprovedOn))
            .ShouldBe(
                [
                    ("workstation", "0819", "340403", new DateOnly(2019, 5, 1)),
                    ("innovation_base", "0837 0819", "340403", new DateOnly(2019, 5, 1)),
                ],
                ignoreOrder: true
            );

        var again = await UploadAsync(Office, Row(name), Row(name + "三")).ShouldGiveAsync<StationImport>(HttpStatusCode.Created);
        again.Problems.ShouldHaveSingleItem().Code.ShouldBe("station_name_taken");
        await Office
            .PostAsync($"/api/v1/stations/imports/{again.Id}/commit", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "import_has_bad_rows");
        (
            await Office.PostAsync($"/api/v1/stations/imports/{again.Id}/discard", null, Cancel).ShouldGiveAsync<StationImport>()
        ).Rows.ShouldBeEmpty();
        (await FindAsync(name)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Each_bad_cell_is_named()
    {
        var name = $"坏站点{Guid.NewGuid():N}";
        var preview = await UploadAsync(
                Office,
                Row(name, kind: "工作站"),
                Row(name + "二", approvedOn: "2026-03-03"),
                Row(name + "三", approvedOn: "去年"),
                Row(name + "四", division: "某区"),
                Row(name + "五", disciplines: "矿业工程、炼金术"),
                Row(""),
                Row(name + "六"),
                Row(name + "六"),
                Row("站"),
                Row(name + "七", approvedOn: new Formula("1+1", "2"))
            )
            .ShouldGiveAsync<StationImport>(HttpStatusCode.Created);
        preview
            .Problems.Select(problem => $"{problem.Row} {problem.Column} {problem.Code}")
            .ShouldBe([
                "2 类型 unknown_kind",
                "3 批准日期 day_ahead",
                "4 批准日期 bad_date",
                "5 所属县区 unknown_division",
                "6 研究领域 unknown_discipline",
                "7 站点名称 missing_value",
                "9 站点名称 duplicate_in_file",
                "10 站点名称 too_short",
                "11 批准日期 formula_cell",
            ]);
    }

    [Fact]
    public async Task It_is_the_offices_and_no_other_kind_of_list()
    {
        var station = await TestData.StationAsync(api.Database.DataSource);
        var manager = api.As(Person.StationManager(station.Id));
        await UploadAsync(manager, Row("甲站")).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        var preview = await UploadAsync(Office, Row($"单{Guid.NewGuid():N}"))
            .ShouldGiveAsync<StationImport>(HttpStatusCode.Created);
        await Office
            .GetAsync($"/api/v1/postdocs/imports/{preview.Id}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await Office
            .PostAsync($"/api/v1/postdocs/imports/{preview.Id}/commit", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await Office
            .PostAsync("/api/v1/stations/imports", File("姓名,年龄\r\n甲,1\r\n"u8.ToArray()), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "import_headings");
    }

    private async Task<Station[]> FindAsync(string name) =>
        [
            .. (await Office.GetFromJsonAsync<Page<Station>>("/api/v1/stations?limit=200", Cancel))!.Items.Where(station =>
                station.Name.StartsWith(name, StringComparison.Ordinal)
            ),
        ];

    private static object?[] Row(
        string name,
        string kind = "科研工作站",
        object? approvedOn = null,
        string division = "田家庵区",
        string disciplines = "矿业工程"
    ) =>
        [
            name,
            kind,
            approvedOn ?? new DateOnly(2019, 5, 1),
            "人社部发〔2019〕1号",
            "淮南某公司",
            division,
            disciplines,
            "王工 0554-000000",
        ];

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, params object?[][] rows) =>
        client.PostAsync("/api/v1/stations/imports", File(TestWorkbook.Create([Headings, .. rows])), Cancel);

    private static MultipartFormDataContent File(byte[] bytes) => new() { { new ByteArrayContent(bytes), "file", "站点.xlsx" } };
}
