using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed class SigningIn(RunningSystem system)
{
    [Fact]
    public async Task A_wrong_password_is_said_in_words()
    {
        var page = await system.OpenAsync();
        await page.GotoAsync("/sign-in");
        await RunningSystem.GiveAsync(page, "talent1", "wrong");
        await Expect(page.Locator("body")).ToContainTextAsync("密码");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "sign-in-refused");
    }

    [Theory]
    [InlineData("talent1", "/card")]
    [InlineData("desk1", "/desk")]
    public async Task Everyone_starts_on_the_page_of_their_work(string account, string start)
    {
        var page = await system.OpenAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "登录" }).First.ClickAsync();
        await RunningSystem.GiveAsync(page, account, "Demo-2022!");
        await page.WaitForURLAsync($"{system.Web}{start}");
    }

    [Fact]
    public async Task A_return_address_of_another_site_is_not_followed()
    {
        var page = await system.OpenAsync();
        await page.GotoAsync("/sign-in?returnUrl=//example.com/card");
        await RunningSystem.GiveAsync(page, "talent1", "Demo-2022!");
        await page.WaitForURLAsync($"{system.Web}/card");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_there()
    {
        var page = await system.SignInAfreshAsync("talent2", "/card");
        await page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await page.WaitForURLAsync($"{system.Web}/");
        await page.GotoAsync("/card");
        await Expect(page.GetByLabel("用户名")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_typed_when_the_session_ended_comes_back_to_its_author_alone(bool same)
    {
        var page = await system.SignInAfreshAsync("office1", "/office/partners/new", script: false);
        await page.Locator("#name").FillAsync("还没有提交的单位");
        await page.GetByLabel("类型").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByLabel("所属县区").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        // The session here ends and, for somebody else to sign in, the one at the authorization server.
        await page.Context.ClearCookiesAsync(new() { Name = "talentcard" });
        if (!same)
            await page.Context.ClearCookiesAsync(new() { Name = "talentcard-session" });
        await page.Locator("main form button.btn-primary").ClickAsync();
        if (!same)
            await RunningSystem.GiveAsync(page, "office2", "Demo-2022!");
        await page.WaitForURLAsync($"{system.Web}/office/partners/new");
        await Expect(page.Locator("#name")).ToHaveValueAsync(same ? "还没有提交的单位" : "");
        await Expect(page.GetByText("刚才填写的内容还在")).ToHaveCountAsync(same ? 1 : 0);
    }

    [Fact]
    public async Task The_page_of_another_role_is_refused_in_words()
    {
        var page = await system.SignInAsync("talent1", "/card");
        var answer = await page.GotoAsync("/desk");
        answer!.Status.ShouldBe(403);
        await Expect(page.GetByText("没有权限", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_browser_holds_no_token()
    {
        var page = await system.SignInAfreshAsync("talent1", "/card");
        var cookies = (await page.Context.CookiesAsync([system.Web])).Where(cookie =>
            cookie.Name.StartsWith("talentcard", StringComparison.Ordinal)
        );
        foreach (var cookie in cookies)
        {
            cookie.HttpOnly.ShouldBeTrue(cookie.Name);
            cookie.Value.ShouldNotStartWith("ey");
        }
        (await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length")).ShouldBe(0);
    }
}
