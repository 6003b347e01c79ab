using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed class TheThinkTank(RunningSystem system)
{
    [Fact]
    public async Task An_expert_logs_a_visit_with_a_photo_on_the_phone()
    {
        var phone = await system.SignInAsync("expert1", "/think-tank", width: 375);
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "我的结对" })).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(phone, "expert-pairs");
        await phone.GetByRole(AriaRole.Link, new() { Name = "登记服务" }).Last.ClickAsync();

        // A photo that is none: refused, and what was typed is kept.
        await phone.GetByLabel("地点").FillAsync("村东麦田");
        await phone.GetByLabel("做了什么，结果如何").FillAsync("指导防治赤霉病");
        await phone.GetByLabel("现场照片").SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = "not a photo"u8.ToArray() });
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交登记" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Alert)).ToContainTextAsync("照片须为完整的 JPG 或 PNG 图片");
        await Expect(phone.GetByLabel("地点")).ToHaveValueAsync("村东麦田");
        await Expect(phone.GetByLabel("做了什么，结果如何")).ToHaveValueAsync("指导防治赤霉病");
        await RunningSystem.KeepAsync(phone, "expert-photo-refused");

        // A day against the rules: refused with the rule named.
        var today = await phone.GetByLabel("服务日期").InputValueAsync();
        await phone.GetByLabel("服务日期").FillAsync("2099-01-01");
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交登记" }).ClickAsync();
        await Expect(phone.GetByText("服务日期晚于今天")).ToBeVisibleAsync();

        await phone.GetByLabel("服务日期").FillAsync(today);
        await phone.GetByLabel("现场照片").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = TestDocuments.CreatePng(64, 48) });
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交登记" }).ClickAsync();
        await Expect(phone.GetByText("服务已登记。")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "我的服务记录" }).ClickAsync();
        var first = phone.Locator(".services li").First;
        await Expect(first).ToContainTextAsync("有效");
        await first.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(phone.GetByText("指导防治赤霉病")).ToBeVisibleAsync();
        (await phone.GetByAltText("服务现场照片").EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)")).ShouldBe(64);
        await RunningSystem.KeepAsync(phone, "expert-visit");
    }

    [Fact]
    public async Task The_office_solves_bans_solves_again_compares_and_a_second_person_adopts()
    {
        var first = await system.SignInAsync("office1", "/office/think-tank/pairing");
        await first.GetByLabel("名称", new() { Exact = true }).FillAsync("浏览器测试期");
        await first.GetByLabel("起始日期").FillAsync("2031-01-01");
        await first.GetByLabel("截止日期").FillAsync("2030-01-01");
        await first.GetByRole(AriaRole.Button, new() { Name = "开设" }).ClickAsync();
        await Expect(first.Locator(".invalid-feedback")).ToBeVisibleAsync();
        await first.GetByLabel("截止日期").FillAsync("2031-12-31");
        await first.GetByRole(AriaRole.Button, new() { Name = "开设" }).ClickAsync();
        await Expect(first.GetByText("已开设")).ToBeVisibleAsync();
        await first.GetByLabel("方案名称").FillAsync("第一案");
        await first.GetByLabel("结对期").SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await first.GetByRole(AriaRole.Button, new() { Name = "求解", Exact = true }).ClickAsync();
        await Expect(first.GetByText("求解完成")).ToBeVisibleAsync();
        await Expect(first.Locator("#pairs tbody tr")).ToHaveCountAsync(100);
        await Expect(first.Locator("[data-pairing] svg")).ToBeVisibleAsync();
        await Expect(first.Locator("#pairs tbody tr").First).ToContainTextAsync("公里");
        await RunningSystem.KeepAsync(first, "office-proposal");

        // One's own proposal is not one's own to adopt.
        await first.GetByRole(AriaRole.Link, new() { Name = "采用" }).ClickAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "采用" }).ClickAsync();
        await Expect(first.GetByText("方案须由另一位工作人员审批")).ToBeVisibleAsync();
        await first.GetByRole(AriaRole.Link, new() { Name = "取消" }).ClickAsync();

        await first.Locator("#pairs tbody tr").First.GetByLabel("排除").CheckAsync();
        await first.Locator("#pairs tbody tr").Nth(1).GetByLabel("锁定").CheckAsync();
        await first.GetByLabel("新方案名称").FillAsync("第二案");
        await first.GetByRole(AriaRole.Button, new() { Name = "按锁定和排除再次求解" }).ClickAsync();
        await Expect(first.GetByText("求解完成")).ToBeVisibleAsync();
        await Expect(first.GetByText("由人才办锁定")).ToHaveCountAsync(1);
        await Expect(first.GetByText("已排除的结对")).ToBeVisibleAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "比较" }).ClickAsync();
        await Expect(first.GetByText("个村相同")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(first, "office-comparison");

        var second = await system.SignInAsync("office2", "/office/think-tank/pairing");
        await second.GetByRole(AriaRole.Link, new() { Name = "第二案" }).ClickAsync();
        await second.Locator(".load-bars a").First.ClickAsync();
        await Expect(second.GetByText("的结对和理由")).ToBeVisibleAsync();
        await second.GetByRole(AriaRole.Link, new() { Name = "采用" }).ClickAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "采用" }).ClickAsync();
        await Expect(second.GetByText("已采用，")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_office_sends_the_best_expert_to_a_request_and_takes_the_villages_word()
    {
        var page = await system.SignInAsync("office1", "/office/think-tank/requests?state=open");
        await page.Locator("tbody tr a").First.ClickAsync();
        await RunningSystem.KeepAsync(page, "office-request");
        await page.GetByRole(AriaRole.Link, new() { Name = "派 " }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "派此专家" }).ClickAsync();
        await Expect(page.GetByText("已派专家，")).ToBeVisibleAsync();

        await page.GotoAsync("/office/think-tank/visits?from=2022-01-01&to=2022-12-31");
        await page.Locator("tbody tr a").First.ClickAsync();
        await page.GetByLabel("谁说的").FillAsync("王书记");
        await page.GetByLabel("评分").SelectOptionAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认服务" }).ClickAsync();
        await Expect(page.GetByText("已记下村里的话")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "office-visit");
    }
}
