using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed class ShowingTheCard(RunningSystem system)
{
    [Fact]
    public async Task A_talent_sees_a_code_and_what_is_left()
    {
        var page = await system.SignInAsync("talent1", "/card", width: 360);
        (await page.ReadCodeAsync()).ShouldStartWith("YC1:");
        await Expect(page.GetByText("就医绿色通道").First).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "card-360");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_code_renews_itself_before_it_runs_out()
    {
        var page = await system.OpenAsync(width: 360, account: "talent1");
        await page.Clock.InstallAsync();
        await page.GotoAsync("/card");
        var first = await page.ReadCodeAsync();
        await page.RunAndWaitForResponseAsync(() => page.Clock.FastForwardAsync(31_000), "**/card/code.svg");
        await Expect(page.Locator("img.code")).ToHaveAttributeAsync("src", new System.Text.RegularExpressions.Regex("^blob:"));
        (await page.ReadCodeAsync()).ShouldNotBe(first);
    }

    [Fact]
    public async Task Without_network_the_last_code_stays_until_it_runs_out()
    {
        var page = await system.OpenAsync(width: 360, account: "talent1");
        await page.Clock.InstallAsync();
        await page.GotoAsync("/card");
        await page.Context.SetOfflineAsync(true);
        await page.Clock.RunForAsync(32_000);
        await Expect(page.GetByText("网络不通")).ToBeVisibleAsync();
        await Expect(page.Locator(".code-over")).ToHaveCountAsync(0);
        await page.Clock.RunForAsync(30_000);
        await Expect(page.GetByText("二维码已过期")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "card-offline-360");
        await page.Context.SetOfflineAsync(false);
        await page.Clock.RunForAsync(5_000);
        await Expect(page.Locator(".code-over")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_suspended_card_says_so_and_shows_no_code()
    {
        var page = await system.SignInAsync("talent3", "/card", width: 360);
        await Expect(page.GetByText("此卡已挂失")).ToBeVisibleAsync();
        await Expect(page.GetByText("原因：本人挂失")).ToBeVisibleAsync();
        await Expect(page.Locator("img.code")).ToHaveCountAsync(0);
        await RunningSystem.KeepAsync(page, "card-suspended-360");
    }

    [Fact]
    public async Task English_is_one_click_away()
    {
        var page = await system.SignInAsync("talent1", "/card");
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(page.GetByText("What I may use")).ToBeVisibleAsync();
        await Expect(page.GetByText("Medical green channel").First).ToBeVisibleAsync();
    }
}
