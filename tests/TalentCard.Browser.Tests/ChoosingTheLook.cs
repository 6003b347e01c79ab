using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed class ChoosingTheLook(RunningSystem system)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_choice_takes_effect_at_once_and_is_remembered(bool script)
    {
        var page = await system.OpenAsync(360, script);
        await page.GotoAsync("/");
        var light = await GroundAsync(page);
        foreach (var choice in new[] { "深色", "大字（长辈版）", "高对比度" })
        {
            await page.Locator(".look summary").ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
        }
        await page.GotoAsync("/sign-in-failed");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-size", "large");
        if (!script)
            return;
        (await GroundAsync(page)).ShouldBe("rgb(0, 0, 0)");
        light.ShouldNotBe("rgb(0, 0, 0)");
        (await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).fontSize")).ShouldBe("20px");
    }

    [Fact]
    public async Task Without_a_choice_the_device_decides()
    {
        var page = await system.OpenAsync();
        await page.GotoAsync("/");
        var light = await GroundAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await GroundAsync(page)).ShouldNotBe(light);
        await page.Locator(".look summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "浅色" }).ClickAsync();
        (await GroundAsync(page)).ShouldBe(light);
    }

    private static Task<string> GroundAsync(IPage page) =>
        page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor");
}
