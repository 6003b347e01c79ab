using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed partial class TheOfficesDay(RunningSystem system)
{
    [Fact]
    public async Task A_list_becomes_cards_by_the_hands_of_two()
    {
        var first = await system.SignInAsync("office1", "/office/imports");
        await first.Locator("#file").SetInputFilesAsync(Repository.PathOf("samples/talents.csv"));
        await first.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        await Expect(first.GetByText("全部 20 行核对无误")).ToBeVisibleAsync();
        await Expect(first.Locator("body")).Not.ToContainTextAsync("199999198501137677");
        await RunningSystem.KeepAsync(first, "office-import");
        await first.GetByRole(AriaRole.Button, new() { Name = "确认导入 20 人" }).ClickAsync();

        await first.GetByRole(AriaRole.Link, new() { Name = "为这批人提交发卡批次" }).ClickAsync();
        await first.GetByLabel("批次名称").FillAsync("浏览器测试批次");
        await first.GetByRole(AriaRole.Button, new() { Name = "提交审批" }).ClickAsync();
        await Expect(first.GetByText("所以这里没有审批按钮")).ToBeVisibleAsync();
        await Expect(first.GetByRole(AriaRole.Link, new() { Name = "审批通过" })).ToHaveCountAsync(0);
        var batch = new Uri(first.Url).AbsolutePath;

        var second = await system.SignInAsync("office2", "/office");
        await second.GetByRole(AriaRole.Link, new() { Name = "浏览器测试批次" }).ClickAsync();
        await second.GetByRole(AriaRole.Link, new() { Name = "审批通过" }).ClickAsync();
        await RunningSystem.KeepAsync(second, "office-approval");
        await second.GetByRole(AriaRole.Button, new() { Name = "通过并发卡" }).ClickAsync();
        await Expect(second.GetByText("20 张优才卡已发出")).ToBeVisibleAsync();
        second.Url.ShouldContain(batch);

        await second.GotoAsync("/office/cards?q=杨思章");
        await Expect(second.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(second.Locator("tbody tr")).ToContainTextAsync("正常");
        await RunningSystem.KeepAsync(second, "office-cards");
    }

    [Fact]
    public async Task Bad_rows_are_named_and_cannot_be_confirmed()
    {
        var page = await system.SignInAsync("office1", "/office/imports", script: false);
        await page.Locator("#file").SetInputFilesAsync(Repository.PathOf("samples/talents-with-errors.xlsx"));
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        await Expect(page.GetByText("行有问题")).ToBeVisibleAsync();
        (await page.Locator("#problems tbody tr").CountAsync()).ShouldBeGreaterThan(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = Confirming() })).ToHaveCountAsync(0);
        await RunningSystem.KeepAsync(page, "office-import-refused");
    }

    [Fact]
    public async Task A_card_is_suspended_with_a_reason_and_resumed()
    {
        var page = await system.SignInAsync("office1", "/office/cards?state=active&tier=F");
        await page.Locator("tbody tr a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "挂失" }).ClickAsync();
        await page.GetByLabel("原因").FillAsync("持卡人来电报失");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认挂失" }).ClickAsync();
        await Expect(page.GetByText("已完成：挂失。")).ToBeVisibleAsync();
        await Expect(page.Locator(".history li").First).ToContainTextAsync("持卡人来电报失");
        await page.GetByRole(AriaRole.Link, new() { Name = "解除挂失" }).ClickAsync();
        await page.GetByLabel("原因").FillAsync("卡已找回");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认解除挂失" }).ClickAsync();
        await Expect(page.GetByText("已完成：解除挂失。")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "office-card");
    }

    [Fact]
    public async Task A_phone_number_is_shown_for_a_reason_only()
    {
        var page = await system.SignInAsync("office1", "/office/talents?tier=A");
        await page.Locator("tbody tr a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "查看手机号" }).ClickAsync();
        await Expect(page.Locator("[data-revealed]")).ToHaveCountAsync(0);
        await page.GetByLabel("原因").FillAsync("电话通知领卡");
        await page.GetByRole(AriaRole.Button, new() { Name = "查看", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-revealed]")).ToHaveTextAsync(Phone());
    }

    [Fact]
    public async Task The_rule_of_a_benefit_changes_from_a_day_on()
    {
        var page = await system.SignInAsync("office1", "/office/benefits");
        await page.GetByRole(AriaRole.Link, new() { Name = "就医绿色通道" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "制定新规则" }).ClickAsync();
        await page.GetByLabel("生效日期").FillAsync("2020-01-01");
        await page.GetByLabel("每周期次数").FillAsync("9");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存新规则" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.GetByLabel("每周期次数")).ToHaveValueAsync("9");
        await page.GetByLabel("生效日期").FillAsync("2099-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存新规则" }).ClickAsync();
        await Expect(page.GetByText("将生效")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "office-benefit");
    }

    [Fact]
    public async Task The_filtered_ledger_comes_as_a_workbook()
    {
        var page = await system.SignInAsync("office1", "/office/redemptions?from=2022-07-01&to=2022-07-31");
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "导出 Excel" }).ClickAsync()
        );
        download.SuggestedFilename.ShouldEndWith(".xlsx");
        using var workbook = ZipFile.OpenRead(await download.PathAsync());
        using var sheet = workbook
            .Entries.Single(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal))
            .Open();
        var document = XDocument.Load(sheet);
        var rows = document.Descendants().Where(element => element.Name.LocalName == "row").ToList();
        rows.Count.ShouldBeGreaterThan(1);
        // A moment is a number of days.
        rows.Skip(1)
            .Select(row => DateTime.FromOADate((double)row.Elements().First()))
            .ShouldAllBe(at => at.Year == 2022 && at.Month == 7);
        document.Descendants().ShouldNotContain(element => element.Name.LocalName == "f");
    }

    [Fact]
    public async Task The_trail_is_for_auditors()
    {
        var page = await system.SignInAsync("auditor1", "/office/audit");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        var office = await system.SignInAsync("office2", "/office");
        (await office.GotoAsync("/office/audit"))!.Status.ShouldBe(403);
    }

    [GeneratedRegex("^1[0-9]{10}$")]
    private static partial Regex Phone();

    [GeneratedRegex("确认导入")]
    private static partial Regex Confirming();
}
