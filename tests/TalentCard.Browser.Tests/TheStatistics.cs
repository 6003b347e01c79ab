using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>The figures of 2022, from a number to its rows, as a report and on the screen in the hall.</summary>
public sealed partial class TheStatistics(RunningSystem system)
{
    private const string Year = "from=2022-01-01&to=2022-12-31";

    [Fact]
    public async Task A_number_opens_its_rows_also_without_script()
    {
        var page = await system.SignInAsync("office1", $"/office/statistics?{Year}", script: false);
        await Expect(page.Locator("#times")).ToHaveTextAsync("1,500");
        var row = page.Locator("figure").Filter(new() { HasText = "按县区" }).Locator("tbody tr").First;
        var times = await row.Locator("td").First.InnerTextAsync();
        await row.Locator("td a").First.ClickAsync();
        await Expect(page.Locator(".totals dd").First).ToHaveTextAsync(times);
        await page.GoBackAsync();
        var cell = page.Locator(".heat td a").First;
        times = await cell.InnerTextAsync();
        await cell.ClickAsync();
        await Expect(page.Locator(".totals dd").First).ToHaveTextAsync(times);
        await page.GotoAsync($"/office/statistics/work?{Year}");
        var step = page.Locator("figure").Filter(new() { HasText = "派单工单漏斗" }).Locator("tbody td a").Nth(1);
        (await step.InnerTextAsync()).ShouldNotBe("0");
        await step.ClickAsync();
        await Expect(page.Locator("#list tbody tr").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_day_is_counted_again_and_gives_the_same_also_without_script()
    {
        var page = await system.SignInAsync("office1", "/office/statistics?from=2022-03-01&to=2022-03-31&tier=A", script: false);
        var times = await page.Locator("#times").InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "重新统计某一天" }).ClickAsync();
        await page.FillAsync("#day", "");
        await page.EvaluateAsync("document.querySelector('#day').form.noValidate = true");
        await page.GetByRole(AriaRole.Button, new() { Name = "重新统计这一天" }).ClickAsync();
        await Expect(page.Locator("#day-hint")).ToContainTextAsync("请填写日期");
        await page.FillAsync("#day", "2022-03-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "重新统计这一天" }).ClickAsync();
        await Expect(page.Locator(".toast-note")).ToHaveTextAsync("2022-03-01 已按核销记录重新统计。");
        await Expect(page.Locator("#times")).ToHaveTextAsync(times);
        page.Url.ShouldContain("tier=A");
    }

    [Fact]
    public async Task With_script_the_tables_become_charts()
    {
        var page = await system.SignInAsync("office1", $"/office/statistics?{Year}");
        await Expect(page.Locator("figure[data-chart=line] [data-chart-area][data-drawn=yes] canvas").First).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "office-statistics");
        await page.GotoAsync($"/office/statistics/work?{Year}");
        await Expect(page.Locator("figure[data-chart=funnel] [data-drawn=yes] canvas").First).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "office-statistics-work");
    }

    [Fact]
    public async Task The_approved_bulletin_of_2022_is_there_as_page_and_as_files()
    {
        var page = await system.SignInAsync("office1", "/office/reports?state=approved");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Yearly() }).ClickAsync();
        await Expect(page.Locator(".bulletin")).ToContainTextAsync("共提供服务1500人次");
        await RunningSystem.KeepAsync(page, "office-report");
        foreach (var file in new[] { "report.docx", "report.xlsx" })
        {
            var answer = await page.APIRequest.GetAsync($"{page.Url}/{file}");
            answer.Status.ShouldBe(200);
            (await answer.BodyAsync())[..2].ShouldBe("PK"u8.ToArray());
        }
    }

    [Fact]
    public async Task How_a_report_is_headed_is_edited_also_without_script()
    {
        var page = await system.SignInAsync("office1", "/office/reports", script: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "通报设置" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "月排序", Exact = true }).ClickAsync();
        await page.FillAsync("#masthead", " ");
        await page.FillAsync("#copies", "各县区、园区。");
        await page.GetByLabel("热线坐席").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator("#masthead-hint .invalid-feedback")).ToBeVisibleAsync();
        await Expect(page.Locator("#copies")).ToHaveValueAsync("各县区、园区。");
        await Expect(page.GetByLabel("热线坐席")).ToBeCheckedAsync();
        await page.FillAsync("#masthead", "人才工作月度排序");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator(".toast-note")).ToContainTextAsync("已保存");
        await Expect(page.Locator("#masthead")).ToHaveValueAsync("人才工作月度排序");
        await Expect(page.Locator("section", new() { HasText = "变更记录" })).ToContainTextAsync("修改通报设置");
        await RunningSystem.KeepAsync(page, "office-reports-settings");
    }

    [Fact]
    public async Task The_screen_shows_the_year_at_both_sizes_and_names_nobody()
    {
        var page = await system.SignInAsync("office1", "/office/wallboard?year=2022");
        foreach (var (width, height) in new[] { (1920, 1080), (3840, 2160) })
        {
            await page.SetViewportSizeAsync(width, height);
            await Expect(page.Locator(".wallboard-count").First).ToHaveTextAsync("1,500");
            (
                await page.EvaluateAsync<bool>(
                    "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
                )
            ).ShouldBeTrue();
            await RunningSystem.KeepAsync(page, $"office-screen-{width}");
        }
    }

    [GeneratedRegex("年度报告")]
    private static partial Regex Yearly();
}
