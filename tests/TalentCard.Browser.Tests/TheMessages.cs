using Dapper;
using Microsoft.Playwright;
using TalentCard.Core.Database;
using TalentCard.Core.Notifications;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed class TheMessages(RunningSystem system)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_script_the_bell_leads_to_messages_which_are_read_and_chosen()
    {
        var talent = await TestData.TalentAsync(system.Database, email: "zhang@mail.test");
        await TestData.CardAsync(system.Database, talent);
        var name = $"told-{Guid.NewGuid():N}"[..20];
        await system.UserAsync(name, "talent", talent);
        await using (var session = await new Db(system.Database).OpenAsync(Cancel))
        {
            foreach (var (kind, fact) in new[] { ("card_expires", "a"), ("card_renewed", "b"), ("card_suspended", "c") })
                await Outbox.EnqueueAsync(
                    session,
                    DateTimeOffset.UtcNow,
                    [new NewMessage(kind, talent, fact, new Dictionary<string, string> { ["valid_to"] = "2029-01-04" })]
                );
        }
        var page = await system.OpenAsync(375, script: false);
        await page.GotoAsync("/notifications");
        await RunningSystem.GiveAsync(page, name, TestData.Password);
        await Expect(page.Locator(".app-bell-count")).ToHaveTextAsync("未读 3");
        await RunningSystem.KeepAsync(page, "messages-phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "您的优才卡已挂失" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/card$"));
        await page.Locator(".app-bell").ClickAsync();
        await Expect(page.Locator(".app-bell-count")).ToHaveTextAsync("未读 2");
        await page.GetByRole(AriaRole.Button, new() { Name = "全部标为已读" }).ClickAsync();
        await Expect(page.Locator(".app-bell-count")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "接收设置" }).ClickAsync();
        await RunningSystem.KeepAsync(page, "preferences-phone");
        var expires = page.GetByRole(AriaRole.Group, new() { Name = "优才卡到期提醒" });
        await expires.GetByLabel("短信").UncheckAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "挂失通知" }).GetByLabel("短信")).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("已保存。")).ToBeVisibleAsync();
        await Expect(expires.GetByLabel("短信")).Not.ToBeCheckedAsync();
        await Expect(expires.GetByLabel("邮件")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task An_administrator_sends_again_or_drops_what_could_not_be_sent()
    {
        var (first, second) = (
            await TestData.TalentAsync(system.Database, name: "赵子龙"),
            await TestData.TalentAsync(system.Database, name: "钱多多")
        );
        await using (var connection = await system.OpenDatabaseAsync())
        {
            await connection.ExecuteAsync(
                """
                with message as (
                    insert into messages (id, kind, recipient_id, fact, arguments, created_at, planned_at)
                    select gen_random_uuid(), 'card_suspended', x, 'card:1', '{}', now(), now() from unnest(@People) x
                    returning id, recipient_id),
                delivery as (
                    insert into deliveries (id, channel, recipient_id, urgent, state, created_at, begun_at, attempts,
                        next_attempt_at, last_error, last_status, ended_at)
                    select gen_random_uuid(), 'sms', x, true, 'dead', now(), now(), 12, now(), 'busy', 503, now()
                    from unnest(@People) x
                    returning id, recipient_id)
                insert into delivery_messages select d.id, m.id from delivery d join message m using (recipient_id)
                """,
                new { People = new[] { first, second } }
            );
        }
        var page = await system.SignInAsync("admin1", "/office/messages", width: 1366);
        var rows = page.Locator("#dead-letters tbody tr");
        await Expect(rows.Filter(new() { HasText = "赵**" })).ToContainTextAsync("对方暂时不接收。");
        await RunningSystem.KeepAsync(page, "dead-letters");
        await rows.Filter(new() { HasText = "赵**" }).GetByRole(AriaRole.Button, new() { Name = "重新发送" }).ClickAsync();
        await Expect(page.GetByText("已安排重新发送。")).ToBeVisibleAsync();
        await rows.Filter(new() { HasText = "钱**" }).GetByRole(AriaRole.Link, new() { Name = "不再发送" }).ClickAsync();
        await page.SetViewportSizeAsync(375, 800);
        await RunningSystem.KeepAsync(page, "dead-letters-phone");
        await page.Locator("form.confirm-card").GetByRole(AriaRole.Button, new() { Name = "不再发送" }).ClickAsync();
        await Expect(page.GetByText("已移出列表，不再发送。")).ToBeVisibleAsync();
        await Expect(rows).ToHaveCountAsync(0);
    }
}
