using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>Accounts as administrators see and change them.</summary>
public sealed class TheAdministratorsAccounts(RunningSystem system)
{
    [Fact]
    public async Task One_administrator_makes_an_auditor_and_another_approves()
    {
        const string Name = "auditor-two";
        const string Other = "admin-two";
        await system.UserAsync(Other, "admin");
        var page = await system.SignInAsync("admin1", "/office/users", script: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "新增账号" }).ClickAsync();
        await page.GetByLabel("用户名").FillAsync(Name);
        await page.GetByLabel("姓名").FillAsync("王审计");
        await page.GetByLabel("审计员", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        (await page.Locator("[data-password]").InnerTextAsync()).Length.ShouldBe(16);
        await page.ReloadAsync();
        await Expect(page.Locator("[data-password]")).ToHaveCountAsync(0);

        await ApproveAsync(page, Name);
        await Expect(page.GetByText("管理员和审计员须由另一位管理员审批")).ToBeVisibleAsync();
        var second = await system.OpenAsync();
        await second.GotoAsync("/office/users");
        await RunningSystem.GiveAsync(second, Other, TestData.Password);
        await second.WaitForURLAsync($"{system.Web}/office/users");
        await ApproveAsync(second, Name);
        await Expect(second.Locator(".state")).ToHaveTextAsync("可登录");

        await second.GetByRole(AriaRole.Link, new() { Name = "停用账号" }).ClickAsync();
        await second.GetByLabel("原因").FillAsync("离职");
        await second.GetByRole(AriaRole.Button, new() { Name = "确认停用账号" }).ClickAsync();
        await Expect(second.Locator(".state")).ToHaveTextAsync("已停用");
    }

    [Fact]
    public async Task A_retention_period_stays_within_its_bounds()
    {
        var page = await system.SignInAsync("admin1", "/office/retention?edit=trail", script: false);
        await page.GetByLabel("保存月数").FillAsync("12");
        await page.GetByLabel("原因").FillAsync("按规定调整");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByLabel("保存月数")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("保存月数").FillAsync("480");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "操作留痕" })).ToContainTextAsync("480");
    }

    private static async Task ApproveAsync(IPage page, string name)
    {
        await page.GotoAsync($"/office/users?q={name}");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "审批角色" }).ClickAsync();
    }
}
