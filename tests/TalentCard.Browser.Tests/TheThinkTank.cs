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
        await ChooseSubjectAsync(phone);
        await phone
            .GetByLabel("现场照片")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "photo.jpg",
                    MimeType = "image/jpeg",
                    Buffer = "not a photo"u8.ToArray(),
                }
            );
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
        // Where the phone is: refused first, which keeps nothing from being sent, then given, rounded.
        await phone.GetByRole(AriaRole.Button, new() { Name = "附上当前位置" }).ClickAsync();
        await Expect(phone.GetByText("没有取得位置；不附位置也可以提交。")).ToBeVisibleAsync();
        var (latitude, longitude) = await PositionOfAsync(
            System.Web.HttpUtility.ParseQueryString(new Uri(phone.Url).Query)["advisee"]!
        );
        await phone.Context.SetGeolocationAsync(new() { Latitude = (float)latitude, Longitude = (float)longitude });
        await phone.Context.GrantPermissionsAsync(["geolocation"]);
        await phone.GetByRole(AriaRole.Button, new() { Name = "附上当前位置" }).ClickAsync();
        await Expect(phone.GetByText("已附上当前位置，精确到约 100 米。")).ToBeVisibleAsync();
        (await phone.Locator("[name=latitude]").InputValueAsync()).ShouldMatch(@"^\d+\.\d{3}$");
        await AccessibilityTests.CheckAsync(phone);
        await phone
            .GetByLabel("现场照片")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "photo.png",
                    MimeType = "image/png",
                    Buffer = TestDocuments.CreatePng(64, 48),
                }
            );
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交登记" }).ClickAsync();
        await Expect(phone.GetByText("服务已登记。")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "我的服务记录" }).ClickAsync();
        var first = phone.Locator(".services li").First;
        await Expect(first).ToContainTextAsync("有效");
        await first.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(phone.GetByText("指导防治赤霉病")).ToBeVisibleAsync();
        (
            await phone.GetByAltText("服务现场照片").EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)")
        ).ShouldBe(64);
        await Expect(phone.GetByText("离登记的村约 0.0 公里").Or(phone.GetByText("离登记的村约 0.1 公里"))).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(phone);
        await RunningSystem.KeepAsync(phone, "expert-visit");
    }

    [Fact]
    public async Task Without_script_a_visit_is_logged_without_a_position_and_no_other_page_may_ask_for_one()
    {
        var phone = await system.SignInAsync("expert1", "/think-tank", width: 375, script: false);
        (await phone.ReloadAsync())!.Headers["permissions-policy"].ShouldContain("geolocation=()");
        var address = await phone.GetByRole(AriaRole.Link, new() { Name = "登记服务" }).First.GetAttributeAsync("href");
        (await phone.GotoAsync(address!))!.Headers["permissions-policy"].ShouldContain("geolocation=(self)");
        await Expect(phone.GetByRole(AriaRole.Button, new() { Name = "附上当前位置" })).ToBeHiddenAsync();
        await phone.GetByLabel("地点").FillAsync("村委会");
        await phone.GetByLabel("做了什么，结果如何").FillAsync("讲了一课");
        await ChooseSubjectAsync(phone);
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交登记" }).ClickAsync();
        await Expect(phone.GetByText("服务已登记。")).ToBeVisibleAsync();
        await phone.GotoAsync("/think-tank/visits");
        await phone.Locator(".services a").First.ClickAsync();
        await Expect(phone.GetByText("讲了一课")).ToBeVisibleAsync();
        await Expect(phone.GetByText("登记时定位")).ToHaveCountAsync(0);
    }

    // Of several needs none is taken by silence.
    private static async Task ChooseSubjectAsync(IPage phone)
    {
        var subject = phone.Locator("#subject");
        if (await subject.InputValueAsync() == "")
            await subject.SelectOptionAsync(new SelectOptionValue { Index = 1 });
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
        // The first is none.
        await first.GetByLabel("结对期").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await first.GetByRole(AriaRole.Button, new() { Name = "求解", Exact = true }).ClickAsync();
        await Expect(first.GetByText("求解完成")).ToBeVisibleAsync();
        await Expect(first.Locator("#pairs .pair")).ToHaveCountAsync(100);
        await Expect(first.Locator("[data-pairing] svg")).ToBeVisibleAsync();
        await Expect(first.Locator("#pairs .pair").First).ToContainTextAsync("公里");
        await AccessibilityTests.CheckAsync(first);
        await RunningSystem.KeepAsync(first, "office-proposal");

        // One's own proposal is not one's own to adopt.
        await Expect(first.GetByText("须由另一位工作人员采用或退回")).ToBeVisibleAsync();
        await Expect(first.GetByRole(AriaRole.Link, new() { Name = "采用" })).ToHaveCountAsync(0);

        await first.GetByRole(AriaRole.Link, new() { Name = "全部展开" }).ClickAsync();
        await first.Locator("#pairs .pair").First.GetByLabel("排除").CheckAsync();
        await first.Locator("#pairs .pair").Nth(1).GetByLabel("锁定").CheckAsync();
        await first.GetByLabel("新方案名称").FillAsync("第二案");
        await first.GetByRole(AriaRole.Button, new() { Name = "按锁定和排除再次求解" }).ClickAsync();
        await Expect(first.GetByText("求解完成")).ToBeVisibleAsync();
        await Expect(first.GetByText("由人才办锁定")).ToHaveCountAsync(1);
        await Expect(first.GetByText("已排除的结对")).ToBeVisibleAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "比较" }).ClickAsync();
        await Expect(first.GetByText("个村相同")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(first);
        await RunningSystem.KeepAsync(first, "office-comparison");

        var second = await system.SignInAsync("office2", "/office/think-tank/pairing");
        await second.GetByRole(AriaRole.Link, new() { Name = "第二案" }).ClickAsync();
        // On a phone too: nothing wider than the screen, an expert opens at a touch, and the picture's dots lead on.
        await second.SetViewportSizeAsync(320, 740);
        (await second.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
        await second.Locator(".pair-group summary").First.ClickAsync();
        await Expect(second.Locator("#pairs .pair").First).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(second);
        await RunningSystem.KeepAsync(second, "office-proposal-phone");
        var dot = second.Locator("[data-pairing] svg path[fill='#b07a00']").First;
        await dot.ScrollIntoViewIfNeededAsync();
        var box = (await dot.BoundingBoxAsync())!;
        await second.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Expect(second.GetByText("的结对和理由")).ToBeVisibleAsync();
        await second.SetViewportSizeAsync(1280, 800);
        await second.GetByRole(AriaRole.Link, new() { Name = "显示全部专家" }).ClickAsync();
        await second.Locator(".load-bars a").First.ClickAsync();
        await Expect(second.GetByText("的结对和理由")).ToBeVisibleAsync();
        await Expect(second.Locator("#pairs .pair").First).ToBeVisibleAsync();
        await second.GetByRole(AriaRole.Link, new() { Name = "采用" }).ClickAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "采用" }).ClickAsync();
        await Expect(second.GetByText("已采用，")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_office_sends_the_best_expert_to_a_request_and_takes_the_villages_word()
    {
        var page = await system.SignInAsync("office1", "/office/think-tank/requests?state=open");
        await page.Locator("tbody tr a").First.ClickAsync();
        await AccessibilityTests.CheckAsync(page);
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
        await AccessibilityTests.CheckAsync(page);
        await RunningSystem.KeepAsync(page, "office-visit");
    }

    [Fact]
    public async Task The_office_sets_a_rule_and_looks_at_an_expert_and_a_village()
    {
        var page = await system.SignInAsync("office1", "/office/think-tank/rules", width: 375);
        await page.GetByLabel("生效日期").FillAsync("2160-01-01");
        await page.GetByLabel("距离", new() { Exact = true }).FillAsync("20");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存新规则" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("合计须为 100");
        await Expect(page.GetByLabel("距离", new() { Exact = true })).ToHaveValueAsync("20");
        await page.GetByLabel("会说方言").FillAsync("10");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存新规则" }).ClickAsync();
        await Expect(page.GetByText("新规则已保存。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "2160" }).ClickAsync();
        await Expect(page.GetByLabel("距离", new() { Exact = true })).ToHaveValueAsync("20");
        await AccessibilityTests.CheckAsync(page);
        await RunningSystem.KeepAsync(page, "office-think-tank-rules");

        await page.GotoAsync("/office/think-tank/scores?year=2022");
        await page.Locator("tbody a").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "结对记录" })).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(375);
        await RunningSystem.KeepAsync(page, "office-expert");
        await page.Locator("a[href^='/office/think-tank/advisees/']").First.ClickAsync();
        await Expect(page.GetByText("重点村")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page);
        await RunningSystem.KeepAsync(page, "office-village");
        await page.GetByRole(AriaRole.Link, new() { Name = "修改" }).ClickAsync();
        await page.GetByLabel("产业").FillAsync("小麦、大豆");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("小麦、大豆")).ToBeVisibleAsync();
        await Expect(page.GetByText("修改村或企业").First).ToBeVisibleAsync();
    }

    private async Task<(double Latitude, double Longitude)> PositionOfAsync(string advisee)
    {
        await using var command = system.Database.CreateCommand("select latitude, longitude from advisees where id = $1");
        command.Parameters.AddWithValue(Guid.Parse(advisee));
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        return (reader.GetDouble(0), reader.GetDouble(1));
    }
}
