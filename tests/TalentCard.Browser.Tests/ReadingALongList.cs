using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed class ReadingALongList(RunningSystem system)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Order_columns_filter_and_page_stand_in_the_address(bool script)
    {
        var page = await system.SignInAsync("office1", "/office/cards", script: script);
        if (script)
            await page.EvaluateAsync("window.stayed = true");
        await page.Locator("#tier").SelectOptionAsync("F");
        await page.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        await page.WaitForURLAsync("**/office/cards?*tier=F*");
        await page.GetByRole(AriaRole.Link, new() { Name = "卡号" }).ClickAsync();
        await page.WaitForURLAsync("**sort=number*");
        await page.GetByRole(AriaRole.Link, new() { Name = "卡号" }).ClickAsync();
        await page.WaitForURLAsync("**sort=-number*");
        await Expect(page.Locator("th[aria-sort=descending]")).ToContainTextAsync("卡号");
        var first = await page.Locator("tbody tr a").First.InnerTextAsync();
        await page.GetByText("选择列").First.ClickAsync();
        await page.Locator("[name=col][value=employer]").UncheckAsync();
        await page.Locator("[name=col][value=issued]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "显示所选列" }).ClickAsync();
        await Expect(page.Locator("th", new() { HasText = "工作单位" })).ToHaveCountAsync(0);
        await Expect(page.Locator("th", new() { HasText = "发卡时间" })).ToHaveCountAsync(1);
        (await page.Locator("tbody tr a").First.InnerTextAsync()).ShouldBe(first);
        await Expect(page.Locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "下一页" }).ClickAsync();
        await page.WaitForURLAsync("**after=*");
        foreach (var part in new[] { "tier=F", "sort=-number", "col=issued" })
            page.Url.ShouldContain(part);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "第一页" })).ToBeVisibleAsync();
        if (script)
            (await page.EvaluateAsync<bool>("window.stayed === true")).ShouldBeTrue("the page was loaded anew");
        await page.GoBackAsync();
        await Expect(page.Locator("tbody tr a").First).ToHaveTextAsync(first);
        // htmx notes the address, which the history holds as well; nothing of the page is kept.
        (await page.EvaluateAsync<string[]>("Object.keys({ ...localStorage, ...sessionStorage })")).ShouldBeSubsetOf([
            "htmx-current-path-for-history",
        ]);
    }

    [Fact]
    public async Task Without_network_it_says_so_and_stays()
    {
        var page = await system.SignInAsync("office1", "/office/cards");
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Link, new() { Name = "卡号" }).ClickAsync();
        await Expect(page.GetByText("网络不通，没有更新")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
    }
}
