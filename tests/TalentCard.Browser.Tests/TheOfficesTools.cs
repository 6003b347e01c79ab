using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>What the office works with every day: the start page, the search, bulk changes, files.</summary>
[Collection("Services of talent1 at the counter of desk2")]
public sealed partial class TheOfficesTools(RunningSystem system)
{
    [Fact]
    public async Task A_chart_leads_to_the_rows_behind_it()
    {
        var page = await system.SignInAsync("office1", "/office?year=2022");
        List<string> complaints = [];
        page.Console += (_, message) => complaints.AddRange(message.Type == "error" ? [message.Text] : Array.Empty<string>());
        var figure = page.Locator("figure").Filter(new() { HasText = "按服务事项" });
        await figure.ScrollIntoViewIfNeededAsync();
        await Expect(figure.Locator("[data-drawn=yes]")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "office-start");
        await figure
            .Locator("[data-chart-area]")
            .ClickAsync(
                new()
                {
                    Position = new() { X = 180, Y = 52 },
                }
            );
        await page.WaitForURLAsync(Benefit());
        await Expect(page.Locator(".totals")).ToContainTextAsync("430");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_script_the_figures_are_tables_with_the_same_links()
    {
        var page = await system.SignInAsync("office1", "/office?year=2022", script: false);
        await page.Locator("figure")
            .Filter(new() { HasText = "按月" })
            .GetByRole(AriaRole.Link, new() { Name = "7月" })
            .ClickAsync();
        page.Url.ShouldContain("from=2022-07-01");
        await page.Locator("#search").FillAsync("医院");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-found=partner] a").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Anything_is_found_from_anywhere_by_keyboard_alone()
    {
        var page = await system.SignInAsync("office1", "/office/partners");
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("沈知");
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var chosen = await page.Locator("#search").GetAttributeAsync("aria-activedescendant");
        await Expect(page.Locator($"#{chosen}")).ToHaveAttributeAsync("aria-selected", "true");
        await RunningSystem.KeepAsync(page, "office-search");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("沈知");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("没有这样的人");
        await Expect(page.Locator("[data-none]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#search-options")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Many_cards_change_at_once_after_a_look_at_each()
    {
        var page = await system.SignInAsync("office1", "/office/cards?state=active&tier=E");
        var boxes = page.Locator("input[name=card]");
        var numbers = await page.Locator("tbody a[href^='/office/cards/']").AllTextContentsAsync();
        await boxes.Nth(0).CheckAsync();
        await boxes.Nth(1).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "批量办理选中的卡" }).ClickAsync();
        await SendAsync(page, "suspend", "年审资料未交");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "可以办理 2 张，不能办理 0 张" })).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "office-bulk");
        await AccessibilityTests.CheckAsync(page);
        // Twice, as an impatient hand does.
        await page.GetByRole(AriaRole.Button, new() { Name = "确认挂失 2 张卡" }).DblClickAsync();
        await Expect(page.GetByText("已办理 2 张卡")).ToBeVisibleAsync();
        await page.Locator("tbody a", new() { HasText = numbers[0] }).ClickAsync();
        await Expect(page.Locator(".history")).ToContainTextAsync("年审资料未交");

        await page.GotoAsync("/office/cards?state=suspended&tier=E");
        foreach (var number in numbers.Take(2))
            await page.GetByLabel($"选择 {number}").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "批量办理选中的卡" }).ClickAsync();
        await SendAsync(page, "resume", "资料已补齐");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Confirming() }).ClickAsync();
        await Expect(page.GetByText("已办理 2 张卡")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(
        "office2",
        "/office/talents?tier=A",
        "/office/cards?tier=A",
        "/office/batches",
        "/office/imports",
        "/office/benefits",
        "/office/partners"
    )]
    [InlineData(
        "office2",
        "/office/think-tank/experts",
        "/office/think-tank/advisees",
        "/office/think-tank/visits",
        "/office/think-tank/requests",
        "/office/think-tank/scores?year=2022"
    )]
    [InlineData(
        "office2",
        "/office/stations",
        "/office/stations/postdocs",
        "/office/stations/requests",
        "/office/stations/due?days=365",
        "/office/dependants",
        "/office/reports"
    )]
    [InlineData(
        "agent1",
        "/hotline/tickets?queue=all",
        "/hotline/rates",
        "/hotline/rates/tickets?measure=received",
        "/hotline/knowledge"
    )]
    [InlineData("station1", "/stations/postdocs", "/stations/requests", "/stations/due?days=365")]
    [InlineData("auditor1", "/office/audit")]
    [InlineData("admin1", "/office/users")]
    public async Task Every_list_comes_as_a_workbook(string account, params string[] lists)
    {
        var page = await system.SignInAsync(account, lists[0]);
        foreach (var list in lists)
        {
            await page.GotoAsync(list);
            var links = await page.Locator("a[href*='.xlsx']").AllAsync();
            links.ShouldNotBeEmpty(list);
            foreach (var link in links)
            {
                var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
                RowsOf(await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken))
                    .ShouldBeGreaterThan(1, list);
            }
        }
    }

    [Fact]
    public async Task A_new_benefit_keeps_what_was_typed_and_points_at_what_is_wrong()
    {
        var page = await system.SignInAsync("office1", "/office/benefits");
        await page.GetByRole(AriaRole.Link, new() { Name = "新增服务事项" }).ClickAsync();
        await page.GetByLabel("中文名称").FillAsync("文博场馆预约");
        await page.GetByLabel("英文名称").FillAsync("Museum visits");
        await page.GetByLabel("代码").FillAsync("Museum Visit!");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByLabel("代码")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("中文名称")).ToHaveValueAsync("文博场馆预约");
        await page.GetByLabel("代码").FillAsync("museum_visit");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).DblClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("文博场馆预约");
        await Expect(page.Locator(".history")).ToContainTextAsync("新增服务事项");
        await page.GotoAsync("/office/benefits");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "文博场馆预约" })).ToHaveCountAsync(1);
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("文博场馆预约");
    }

    [Fact]
    public async Task A_service_stands_in_the_offices_figures()
    {
        var office = await system.SignInAsync("office1", "/office");
        var times = office.Locator(".week-figures tr").Filter(new() { HasText = "服务人次" }).Locator("td").First;
        var before = int.Parse(await times.InnerTextAsync(), CultureInfo.InvariantCulture);
        var phone = await system.SignInAsync("talent1", "/card", width: 360);
        var desk = await system.SignInAsync("desk2", "/desk");
        await desk.Locator("#code").FillAsync(await phone.ReadCodeAsync());
        await desk.Keyboard.PressAsync("Enter");
        await desk.GetByRole(AriaRole.Heading, new() { Name = "可以办理" }).WaitForAsync();
        foreach (var box in await desk.Locator("form[data-key='1'] input[type=checkbox][required]").AllAsync())
            await box.CheckAsync();
        await desk.Locator("form[data-key='1'] button").ClickAsync();
        await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();
        await office.ReloadAsync();
        int.Parse(await times.InnerTextAsync(), CultureInfo.InvariantCulture).ShouldBeGreaterThan(before);
    }

    private static async Task SendAsync(IPage page, string action, string reason)
    {
        await page.GetByLabel("办理").SelectOptionAsync(action);
        await page.GetByLabel("原因").FillAsync(reason);
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
    }

    // No cell is a formula, whatever it begins with.
    private static int RowsOf(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var sheet = zip.Entries.Single(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal)).Open();
        var document = XDocument.Load(sheet);
        document.Descendants().ShouldNotContain(element => element.Name.LocalName == "f");
        return document.Descendants().Count(element => element.Name.LocalName == "row");
    }

    [GeneratedRegex("benefit=")]
    private static partial Regex Benefit();

    [GeneratedRegex("确认")]
    private static partial Regex Confirming();
}
