using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>The browser's back button and reload onto what answered a form.</summary>
public sealed class GoingBack(RunningSystem system)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Onto_a_refused_form_shows_it_as_it_was_and_sends_nothing(bool script)
    {
        var page = await system.SignInAsync("office1", "/office/benefits/new", script: script);
        await page.GetByLabel("中文名称").FillAsync("退回再来");
        await page.GetByLabel("英文名称").FillAsync("Back again");
        await page.GetByLabel("代码").FillAsync("Not a code!");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByLabel("代码")).ToHaveAttributeAsync("aria-invalid", "true");
        List<string> sent = [];
        page.Request += (_, request) => sent.AddRange(request.Method == "POST" ? [request.Url] : Array.Empty<string>());
        await page.ReloadAsync();
        await Expect(page.GetByLabel("中文名称")).ToHaveValueAsync("退回再来");
        await page.GotoAsync("/office/benefits");
        await page.GoBackAsync();
        await Expect(page.GetByLabel("代码")).ToHaveValueAsync("Not a code!");
        await Expect(page.GetByLabel("代码")).ToHaveAttributeAsync("aria-invalid", "true");
        sent.ShouldBeEmpty();
        await page.GetByLabel("代码").FillAsync(script ? "back_again" : "back_again_plain");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("退回再来");
    }

    [Fact]
    public async Task Onto_a_refused_form_of_somebody_else_shows_an_empty_one()
    {
        var page = await system.SignInAsync("office1", "/office/benefits/new");
        await page.GetByLabel("中文名称").FillAsync("只给自己看");
        await page.GetByLabel("英文名称").FillAsync("For me alone");
        await page.GetByLabel("代码").FillAsync("Not a code!");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await page.WaitForURLAsync("**answer=**");
        var other = await system.SignInAsync("office2", "/office");
        await other.GotoAsync(page.Url);
        await Expect(other.GetByLabel("中文名称")).ToHaveValueAsync("");
        other.Url.ShouldNotContain("answer");
    }

    [Fact]
    public async Task Onto_a_number_that_was_revealed_asks_for_the_reason_again()
    {
        var page = await system.SignInAsync("office1", "/office/talents?tier=B");
        await page.Locator("tbody tr a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "查看手机号" }).ClickAsync();
        await page.GetByLabel("原因").FillAsync("电话通知领卡");
        await page.GetByRole(AriaRole.Button, new() { Name = "查看", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-revealed]")).ToBeVisibleAsync();
        await page.GotoAsync("/office");
        await page.GoBackAsync();
        await Expect(page.GetByLabel("原因")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-revealed]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Onto_a_refused_sign_in_shows_the_sign_in_page()
    {
        var page = await system.OpenAsync();
        await page.GotoAsync("/sign-in");
        await RunningSystem.GiveAsync(page, "expert1", "wrong");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.GetByLabel("用户名")).ToHaveValueAsync("expert1");
        await RunningSystem.GiveAsync(page, "expert1", "Demo-2022!");
        await page.WaitForURLAsync($"{system.Web}/think-tank");
        await page.GoBackAsync();
        await Expect(page.GetByLabel("用户名")).ToBeVisibleAsync();
    }
}
