using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

[Collection("Services of talent1 at the counter of desk2")]
public sealed class ServingAtTheDesk(RunningSystem system)
{
    [Fact]
    public async Task A_code_is_scanned_recorded_listed_and_undone()
    {
        var phone = await system.SignInAsync("talent1", "/card", width: 360);
        var desk = await system.SignInAsync("desk1", "/desk");
        var listed = await Services(desk).CountAsync();

        await ScanAsync(desk, await phone.ReadCodeAsync());
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "可以办理" })).ToBeVisibleAsync();
        await Expect(desk.Locator("section").GetByText("沈**")).ToBeVisibleAsync();
        (await desk.Locator("img[alt=持卡人照片]").EvaluateAsync<int>("image => image.naturalWidth")).ShouldBeGreaterThan(0);
        await RunningSystem.KeepAsync(desk, "desk-accepted");

        await desk.GetByText("已核对：本人与照片一致").ClickAsync();
        await desk.Locator("#code").FocusAsync();
        await desk.Keyboard.PressAsync("1");
        await Expect(desk.GetByText("已记录：就医绿色通道")).ToBeVisibleAsync();
        await Expect(Services(desk)).ToHaveCountAsync(listed + 1);
        await RunningSystem.KeepAsync(desk, "desk-recorded");

        await desk.ReloadAsync();
        await Expect(Services(desk)).ToHaveCountAsync(listed + 1);
        await desk.GotoAsync("/desk");
        var row = desk.Locator("[data-redemption]").First;
        await row.GetByText("撤销", new() { Exact = true }).ClickAsync();
        await row.GetByLabel("撤销原因").SelectOptionAsync("操作失误");
        await row.GetByRole(AriaRole.Button, new() { Name = "确认撤销" }).ClickAsync();
        await Expect(desk.GetByText("次数已退回持卡人")).ToBeVisibleAsync();
        await Expect(desk.Locator("[data-redemption]").First).ToContainTextAsync("已撤销");
    }

    [Fact]
    public async Task What_is_not_a_code_stays_to_be_mended()
    {
        var desk = await system.SignInAsync("desk1", "/desk");
        await ScanAsync(desk, "hello");
        await Expect(desk.GetByText("不能办理")).ToBeVisibleAsync();
        await Expect(desk.GetByText("没有读出优才卡二维码")).ToBeVisibleAsync();
        await Expect(desk.Locator("#code")).ToHaveValueAsync("hello");
        await Expect(desk.Locator("#code")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_card_reported_lost_is_red_at_once()
    {
        var phone = await system.SignInAsync("talent2", "/card", width: 360);
        var code = await phone.ReadCodeAsync();
        await phone.GotoAsync("/card/lost");
        await phone.GetByLabel("我确认挂失").CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "确认挂失" }).ClickAsync();
        await Expect(phone.GetByText("此卡已挂失")).ToBeVisibleAsync();
        await Expect(phone.Locator("img.code")).ToHaveCountAsync(0);

        var desk = await system.SignInAsync("desk1", "/desk");
        await ScanAsync(desk, code);
        await Expect(desk.GetByText("不能办理")).ToBeVisibleAsync();
        await Expect(desk.Locator("[data-verdict=card_suspended]")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(desk, "desk-suspended");
    }

    [Fact]
    public async Task The_desk_works_without_script()
    {
        var phone = await system.SignInAsync("talent1", "/card", width: 360);
        var desk = await system.SignInAsync("desk2", "/desk", script: false);
        await desk.Locator("#code").FillAsync(await phone.ReadCodeAsync());
        await desk.GetByRole(AriaRole.Button, new() { Name = "核验" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "可以办理" })).ToBeVisibleAsync();
        var rail = desk.Locator("[data-benefit=rail_priority]");
        await rail.GetByText("已核对：本人与照片一致").ClickAsync();
        await rail.GetByRole(AriaRole.Button, new() { Name = "记录服务" }).ClickAsync();
        await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_answer_lost_on_the_way_is_fetched_again_and_counts_once()
    {
        var desk = await ScannedAsync("desk2");
        var listed = await Services(desk).CountAsync();
        var lost = 0;
        await desk.RouteAsync(
            "**/desk/record",
            async route =>
            {
                // The service is recorded, and the word of it does not arrive: twice.
                await route.FetchAsync(new() { MaxRedirects = 0 });
                if (lost++ < 2)
                    await route.AbortAsync("internetdisconnected");
                else
                    await route.ContinueAsync();
            }
        );
        await desk.GetByText("已核对：本人与照片一致").ClickAsync();
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.GetByText("网络不通，正在重试")).ToBeVisibleAsync();
        await Expect(desk.GetByText("不会重复记录")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(desk, "desk-offline");
        await Expect(desk.GetByText("已记录：高铁绿色通道")).ToBeVisibleAsync();
        await Expect(desk.GetByText("网络不通，正在重试")).ToBeHiddenAsync();
        await Expect(Services(desk)).ToHaveCountAsync(listed + 1);
        lost.ShouldBe(3);
    }

    [Fact]
    public async Task A_double_click_and_the_back_button_book_once()
    {
        var desk = await ScannedAsync("desk2", script: false);
        var listed = await Services(desk).CountAsync();
        for (var times = 0; times < 2; times++)
        {
            await desk.Locator("[name=Face]").CheckAsync();
            await desk.GetByRole(AriaRole.Button, new() { Name = "记录服务" }).DblClickAsync();
            await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();
            await Expect(Services(desk)).ToHaveCountAsync(listed + 1);
            await desk.GoBackAsync();
        }
    }

    [Fact]
    public async Task Keys_alone_do_it_and_the_day_is_printed()
    {
        var desk = await ScannedAsync("desk2");
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("高铁");
        await Expect(desk.Locator("kbd")).ToHaveTextAsync("Enter");
        // Enter leads to what is still to be checked; checked, Enter records.
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("[name=Face]")).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Space");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();
        await Expect(desk.Locator("#code")).ToBeFocusedAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "静音" }).ClickAsync();
        await desk.GotoAsync("/desk");
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "静音" })).ToHaveAttributeAsync("aria-pressed", "true");
        await desk.GetByRole(AriaRole.Link, new() { Name = "当日清单" }).ClickAsync();
        await Expect(desk.GetByText("沈**").First).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(desk, "desk-day");
    }

    [Fact]
    public async Task A_session_that_ends_at_the_desk_leads_back_to_the_same_answer()
    {
        var desk = await ScannedAsync("desk2");
        await desk.Context.ClearCookiesAsync(new() { Name = "talentcard" });
        await desk.GetByText("已核对：本人与照片一致").ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "记录服务" }).ClickAsync();
        await Expect(desk.GetByText("刚才填写的内容还在")).ToBeVisibleAsync();
        await Expect(desk.Locator("[name=Face]")).ToBeCheckedAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "记录服务" }).ClickAsync();
        await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();
    }

    private async Task<IPage> ScannedAsync(string account, bool script = true)
    {
        var phone = await system.SignInAsync("talent1", "/card", width: 360);
        var desk = await system.SignInAsync(account, "/desk", script: script);
        await desk.Locator("#code").FillAsync(await phone.ReadCodeAsync());
        await desk.Locator("#code").PressAsync("Enter");
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "可以办理" })).ToBeVisibleAsync();
        // What a scanner types after its line is no decision for 600 ms of the page's own clock (desk.ts).
        if (script)
            await desk.WaitForFunctionAsync(
                "begun => performance.now() - begun > 600",
                await desk.EvaluateAsync<double>("performance.now()")
            );
        return desk;
    }

    // Those of talent1: other tests serve other people at the same counter meanwhile.
    private static ILocator Services(IPage desk) => desk.Locator("[data-redemption]").Filter(new() { HasText = "沈**" });

    // As a scanner does: keys, wherever the focus is, and Enter.
    private static async Task ScanAsync(IPage desk, string code)
    {
        await desk.Keyboard.InsertTextAsync(code);
        await desk.Keyboard.PressAsync("Enter");
    }
}
