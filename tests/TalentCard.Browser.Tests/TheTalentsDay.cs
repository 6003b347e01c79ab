using Dapper;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>A talent's own phone, with talents of their own: what they book and stop is nobody else's.</summary>
public sealed class TheTalentsDay(RunningSystem system)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everyone_can_use_the_calendar_on_a_narrow_phone()
    {
        var (page, _) = await ArriveAsync("reader");
        await OpenCalendarAsync(page);
        await page.SetViewportSizeAsync(320, 720);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
        await AccessibilityTests.CheckAsync(page);
    }

    [Fact]
    public async Task Books_once_by_a_double_click_and_cancels()
    {
        var (page, _) = await ArriveAsync("booker");
        await OpenCalendarAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "确认预约" }).ClickAsync();
        (await page.Locator("input[name=day]:invalid").CountAsync()).ShouldBeGreaterThan(0, "the browser asks for a day");
        // By the keyboard: the page may still scroll to what the browser asks for.
        await page.Locator("details[open] input[name=day]").First.PressAsync("Space");
        var day = await page.Locator("input[name=day]:checked").GetAttributeAsync("value");
        await page.GetByLabel("大概几点到").SelectOptionAsync("10:00");
        await page.GetByLabel("陪同人员 1").SelectOptionAsync("spouse");
        await page.GetByLabel("给服务点的话").FillAsync("需要轮椅");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认预约" }).DblClickAsync();
        await Expect(page.GetByText("预约成功")).ToBeVisibleAsync();
        await Expect(page.Locator(".booking")).ToHaveCountAsync(1);
        await Expect(page.Locator(".booking")).ToContainTextAsync("10:00");
        await Expect(page.Locator(".booking")).ToContainTextAsync("需要轮椅");
        await RunningSystem.KeepAsync(page, "talent-booked-375");

        // Back to the form: the day is taken now, and nothing is sent again.
        await page.GoBackAsync();
        await Expect(page.Locator($"input[name=day][value='{day}']")).ToHaveCountAsync(0);

        await page.GotoAsync("/card");
        await Expect(page.Locator(".next-booking")).ToContainTextAsync("健康体检");

        await page.GetByRole(AriaRole.Link, new() { Name = "预约", Exact = true }).ClickAsync();
        await page.GetByText("取消预约").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认取消" }).ClickAsync();
        await Expect(page.GetByText("预约已取消，次数已退回。")).ToBeVisibleAsync();
        await Expect(page.Locator(".booking")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_booking_that_is_refused_keeps_what_was_typed_and_points_at_the_field()
    {
        var (page, _) = await ArriveAsync("refused");
        await OpenCalendarAsync(page);
        await page.Locator("details[open] input[name=day]").Last.CheckAsync(new() { Force = true });
        await page.GetByLabel("给服务点的话").FillAsync("请留意");
        // A time that the list does not offer: what an old page might send.
        await page.EvaluateAsync("document.querySelector('[name=arrivesAt]').add(new Option('23:00', '23:00', true, true))");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认预约" }).ClickAsync();
        await Expect(page.GetByText("请选择开放时间内、现在以后的时间")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("给服务点的话")).ToHaveValueAsync("请留意");
        await Expect(page.Locator("input[name=day]:checked")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_session_that_ends_before_the_form_is_sent_leads_back_to_the_form()
    {
        var (page, _) = await ArriveAsync("sleeper");
        await OpenCalendarAsync(page);
        var form = page.Url;
        await page.Locator("details[open] input[name=day]").First.CheckAsync(new() { Force = true });
        await page.Context.ClearCookiesAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认预约" }).ClickAsync();
        await page.Locator("#user_name").FillAsync("sleeper");
        await page.Locator("#password").FillAsync(TestData.Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync(form);
        await Expect(page.Locator("fieldset.calendar")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Finds_the_nearest_place_from_another_county()
    {
        var (page, _) = await ArriveAsync("finder");
        await page.GotoAsync("/card/places");
        await page.GetByLabel("从哪里出发").SelectOptionAsync("340422");
        await page.GetByLabel("服务事项").SelectOptionAsync("medical_green_channel");
        await page.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        await Expect(page.Locator(".places > li").First).ToContainTextAsync("寿春杏园医院");
        (await page.Locator(".places a[href^='geo:']").First.GetAttributeAsync("href"))!.ShouldStartWith("geo:32.");
    }

    [Fact]
    public async Task Reads_names_of_places_in_English_and_one_without_as_the_Chinese_that_it_is()
    {
        await using (var connection = await system.Database.OpenConnectionAsync(Cancel))
        {
            await connection.ExecuteAsync(
                """
                with partner as (
                    insert into partners (id, name, kind, division_code, created_at)
                    values (gen_random_uuid(), '未译名驿站', 'venue', '340403', now()) returning id)
                insert into service_points (id, partner_id, name, kind, division_code, address, created_at)
                select gen_random_uuid(), id, '未译名入口', 'venue', '340403', '未译名路', now() from partner
                """
            );
        }
        var (page, _) = await ArriveAsync("reader-of-names", locale: "en");
        await page.GotoAsync("/card/places");
        await Expect(page.GetByText("Xingyu Hospital, Huainan · Outpatient Service Desk")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "talent-places-named");
        await Expect(page.Locator(".place-line", new() { HasText = "未译名" }).Locator("[lang=zh-CN]"))
            .ToHaveTextAsync(["未译名驿站", "未译名入口", "未译名路"]);
        foreach (var path in new[] { "/card/places", "/card/services", "/card/bookings/new?benefit=venues" })
        {
            await page.GotoAsync(path);
            var chinese = await page.Locator(".place-line, .service-place")
                .EvaluateAllAsync<string[]>(
                    "all => all.map(one => { one.querySelectorAll('[lang]').forEach(part => part.remove()); return one.textContent; }).filter(text => /[\\u4e00-\\u9fff]/.test(text))"
                );
            chinese.ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task Rates_a_service_and_the_office_reads_it()
    {
        var (page, service) = await ArriveAsync("rater");
        await page.GotoAsync("/card/services");
        await page.GetByRole(AriaRole.Link, new() { Name = "评价" }).First.ClickAsync();
        await page.GetByText("4 星，满意").ClickAsync(new() { Force = true });
        await page.GetByLabel("想说的话").FillAsync("等候区很安静");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交评价" }).ClickAsync();
        await Expect(page.GetByText("谢谢您的评价！")).ToBeVisibleAsync();
        await page.GotoAsync($"/card/services/{service}");
        await Expect(page.GetByLabel("想说的话")).ToHaveValueAsync("等候区很安静");
        var office = await system.SignInAsync("office1", "/office/redemptions?tier=C");
        await Expect(office.GetByText("等候区很安静")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reports_the_card_lost_and_is_told_what_to_do_next()
    {
        var (page, _) = await ArriveAsync("loser");
        await page.GotoAsync("/card/more");
        await page.GetByRole(AriaRole.Link, new() { Name = "挂失优才卡" }).ClickAsync();
        await page.GetByLabel("我确认挂失").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认挂失" }).ClickAsync();
        await Expect(page.GetByText("此卡已挂失")).ToBeVisibleAsync();
        await Expect(page.GetByText("联系人才办补发新卡")).ToBeVisibleAsync();
        await Expect(page.Locator("img.code")).ToHaveCountAsync(0);
        await RunningSystem.KeepAsync(page, "talent-lost-375");
    }

    [Fact]
    public async Task Takes_the_data_out()
    {
        var (page, _) = await ArriveAsync("exporter");
        await page.GotoAsync("/card/data/all");
        await Expect(page.GetByText("证件号码")).ToBeVisibleAsync();
        await page.GetByText("谁看过或改过").ClickAsync();
        await page.GotoAsync("/card/data");
        foreach (var (link, extension) in new[] { ("下载 Excel", ".xlsx"), ("下载 JSON", ".json") })
        {
            var file = await page.RunAndWaitForDownloadAsync(() =>
                page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync()
            );
            file.SuggestedFilename.ShouldEndWith(extension);
            new FileInfo(await file.PathAsync()).Length.ShouldBeGreaterThan(1000);
        }
    }

    [Fact]
    public async Task Without_network_the_app_says_so_and_has_kept_nothing_of_the_talent()
    {
        var (page, _) = await ArriveAsync("traveller");
        await page.EvaluateAsync("navigator.serviceWorker.ready");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/card/bookings");
        await Expect(page.GetByText("现在没有网络")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "talent-offline-375");
        var kept = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const paths = [];
              for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
              return paths;
            }
            """
        );
        kept.ShouldAllBe(path => path == "/card/offline" || path.StartsWith("/assets/"));
        await page.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Link, new() { Name = "重试" }).ClickAsync();
        await Expect(page.Locator("img.code")).ToBeVisibleAsync();
        var manifest = await page.EvaluateAsync<string>(
            "fetch(document.querySelector('link[rel=manifest]').href).then(a => a.json()).then(m => m.name + m.start_url)"
        );
        manifest.ShouldBe("优才卡/card");
    }

    [Fact]
    public async Task Without_script_everything_but_the_renewal_works()
    {
        var (page, _) = await ArriveAsync("plain", script: false);
        (await page.ReadCodeAsync()).ShouldStartWith("YC1:");
        await page.GetByText("全屏出示").ClickAsync();
        (await page.ReadCodeAsync()).ShouldStartWith("YC1:");
        await OpenCalendarAsync(page);
        await page.Locator("details[open] input[name=day]").First.CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "确认预约" }).ClickAsync();
        await Expect(page.GetByText("预约成功")).ToBeVisibleAsync();
        await page.GetByText("取消预约").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认取消" }).ClickAsync();
        await Expect(page.Locator(".booking")).ToHaveCountAsync(0);
        await page.GotoAsync("/card/services");
        await page.GetByRole(AriaRole.Link, new() { Name = "评价" }).First.ClickAsync();
        await page.GetByText("5 星，非常满意").ClickAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "提交评价" }).ClickAsync();
        await Expect(page.GetByText("谢谢您的评价！")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Days_when_nobody_is_there_cannot_be_chosen_and_say_why()
    {
        var (page, _) = await ArriveAsync("client", locale: "en");
        await OpenCalendarAsync(page, "legal_aid", at: "Mon–Fri 08:30–12:00");
        var open = await page.Locator("input[name=day]")
            .EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('aria-label'))");
        open.ShouldNotBeEmpty();
        open.ShouldAllBe(day => !day.StartsWith("Sat") && !day.StartsWith("Sun"));
        // No 90 days are without a public holiday.
        (await page.Locator("[data-closed]").AllTextContentsAsync()).ShouldContain(text => text.Contains("public holiday"));
        await Expect(page.GetByText("Mon–Fri 08:30–12:00, 14:00–17:30").First).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "talent-booking-shut-days");
    }

    // The nearest place whose line has the words.
    private static async Task OpenCalendarAsync(IPage page, string benefit = "health_checkup", string at = "")
    {
        await page.GotoAsync($"/card/bookings/new?benefit={benefit}");
        await page.Locator(".place-choice").Filter(new() { HasText = at }).First.ClickAsync();
        await page.Locator("fieldset.calendar").WaitForAsync();
    }

    // A talent of tier C who had a service yesterday, signed in on a phone, on the card's page.
    private async Task<(IPage Page, Guid Service)> ArriveAsync(string userName, bool script = true, string locale = "zh-CN")
    {
        var talent = await TestData.TalentAsync(system.Database, "秦观澜", contractEnd: new DateOnly(2035, 12, 31));
        var card = await TestData.CardAsync(system.Database, talent);
        await system.UserAsync(userName, "talent", talent);
        var service = Guid.CreateVersion7();
        await using (var connection = await system.Database.OpenConnectionAsync(Cancel))
        {
            await connection.ExecuteAsync(
                """
                insert into redemptions
                    (card_id, redeemed_at, id, benefit_code, period, period_start, service_point_id, partner_id, talent_id,
                     tier_code, division_code, operator_id, operator_name, companions, checks, level, verification_id)
                select @Card, now() - interval '1 day', @service, 'venues', 'month', date_trunc('month', now())::date, s.id,
                       s.partner_id, @talent, 'C', '340403', 'test', '核验员', 1, '{}', 1, gen_random_uuid()
                from service_points s where s.kind = 'venue' order by s.id limit 1
                """,
                new
                {
                    Card = card.Id,
                    talent,
                    service,
                }
            );
        }
        var page = await system.OpenAsync(375, script, locale);
        await page.GotoAsync("/card");
        await page.Locator("#user_name").FillAsync(userName);
        await page.Locator("#password").FillAsync(TestData.Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync($"{system.Web}/card");
        return (page, service);
    }
}
