using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Testing;

namespace TalentCard.Web.Tests;

/// <summary>What holds for every list that comes as a workbook, found by asking the Web for its routes.</summary>
public sealed partial class EveryList(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private readonly WebApplicationFactory<Program> sample = SampleApi.Before(web);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Has_each_of_its_columns_once_in_its_workbook_in_the_readers_language(string language)
    {
        var exports = Exports();
        exports.Count.ShouldBeGreaterThan(20);
        foreach (var (path, role) in exports)
        {
            var rows = await RowsAsync(path, role, language);
            var headings = rows[0].Select(cell => cell.InnerText).ToArray();
            headings.ShouldBeUnique(path);
            headings.ShouldAllBe(heading => heading.Length > 0 && (language == "zh-CN" || !Chinese().IsMatch(heading)), path);
        }
    }

    // Every text of the sample is a word, so that a number or a day among the texts has lost its type.
    [Fact]
    public async Task Has_numbers_days_and_moments_for_what_is_one()
    {
        foreach (var (path, role) in Exports())
        {
            var cells = (await RowsAsync(path, role)).Skip(1).SelectMany(row => row).ToArray();
            cells.ShouldNotBeEmpty(path);
            cells
                .Where(cell => cell.DataType!.Value == CellValues.InlineString)
                .Select(cell => cell.InnerText)
                .ShouldNotContain(text => Figure().IsMatch(text), path);
        }
    }

    [Theory]
    [InlineData("office", "/office/talents", "/office/cards", "/office/batches", "/office/imports", "/office/partners")]
    [InlineData("office", "/office/organisations")]
    [InlineData("office", "/office/redemptions", "/office/bookings", "/office/reports")]
    [InlineData("office", "/office/stations/postdocs", "/office/stations/requests", "/office/stations/due")]
    [InlineData("office", "/office/think-tank/experts", "/office/think-tank/advisees", "/office/think-tank/visits")]
    [InlineData("office", "/office/think-tank/requests", "/office/think-tank/scores", "/office/dependants")]
    [InlineData("office", "/hotline/rates", "/hotline/rates/tickets", "/hotline/knowledge")]
    [InlineData("office", "/settlements", "/office/prices")]
    [InlineData("auditor", "/office/audit", "/office/security")]
    [InlineData("admin", "/office/users")]
    public async Task Shows_on_its_page_what_stands_in_its_workbook_or_lets_it_be_chosen(string role, params string[] pages)
    {
        using var client = Client(role);
        foreach (var path in pages)
        {
            var page = await client.GetStringAsync(path, Cancel);
            var offered = Heading().Matches(page).Concat(Choice().Matches(page)).Select(match => match.Groups[1].Value).ToArray();
            (await RowsAsync($"{path}.xlsx", role))[0].Select(cell => cell.InnerText).ShouldBeSubsetOf(offered, path);
        }
    }

    [Fact]
    public async Task Shows_the_columns_that_are_chosen()
    {
        using var client = Client("office");
        (await ShownAsync("/office/talents")).ShouldBe([
            "选择",
            "姓名",
            "人才类别",
            "工作单位",
            "所属县区",
            "合同截止日期",
            "优才卡",
        ]);
        (await ShownAsync("/office/talents?col=&col=phone&col=card")).ShouldBe(["选择", "姓名", "手机号", "优才卡"]);
        (await ShownAsync("/office/cards?col=&col=issued&col=valid")).ShouldBe(["选择", "卡号", "有效期", "发卡时间"]);

        async Task<IEnumerable<string>> ShownAsync(string path) =>
            Heading().Matches(await client.GetStringAsync(path, Cancel)).Select(match => match.Groups[1].Value);
    }

    [Fact]
    public void Declares_its_columns_once() =>
        Directory
            .EnumerateFiles(Repository.PathOf("src/TalentCard.Web"), "*.razor", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is var page && page.Contains("<ExportButton ") && page.Contains("<Column "))
            .ShouldBeEmpty();

    private HttpClient Client(string role, string language = "zh-CN")
    {
        var client = sample.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://card.test") });
        client.DefaultRequestHeaders.Add("X-Role", role);
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        return client;
    }

    private async Task<Cell[][]> RowsAsync(string path, string role, string language = "zh-CN")
    {
        using var client = Client(role, language);
        using var answer = await client.GetAsync(path, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Cancel));
        using var document = SpreadsheetDocument.Open(file, false);
        OfficeFile.Faults(document).ShouldBeEmpty(path);
        return
        [
            .. document
                .WorkbookPart!.WorksheetParts.Single()
                .Worksheet!.Descendants<Row>()
                .Select(row => row.Elements<Cell>().ToArray()),
        ];
    }

    private List<(string Path, string Role)> Exports()
    {
        return
        [
            .. sample
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(route => route.RoutePattern.RawText is { } path && List().IsMatch(path) && path != "/card/data.xlsx")
                .Select(route => (route.RoutePattern.RawText!, RoleOf(route.RoutePattern.RawText!))),
        ];
    }

    private static string RoleOf(string path) =>
        path is "/office/audit.xlsx" or "/office/audit/days.xlsx" or "/office/security.xlsx" ? "auditor"
        : path == "/office/users.xlsx" ? "admin"
        : path.StartsWith("/stations/", StringComparison.Ordinal) ? "station_manager"
        : "office";

    [GeneratedRegex(@"^[^{]+\.xlsx$")]
    private static partial Regex List();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"^(\d+(\.\d+)?|\d{4}-\d\d-\d\d( [\d:]+)?)$")]
    private static partial Regex Figure();

    [GeneratedRegex("<th[^>]*>\\s*(?:<span[^>]*>|<a[^>]*>)\\s*([^<]*?)\\s*<")]
    private static partial Regex Heading();

    [GeneratedRegex("name=\"col\" value=\"\\w+\"[^>]*>\\s*<span class=\"form-check-label\">([^<]*)</span>")]
    private static partial Regex Choice();
}
