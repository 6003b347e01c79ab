using Dapper;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed class TheJobsPage(RunningSystem system)
{
    [Fact]
    public async Task A_job_is_run_now_and_its_outcome_appears_by_itself()
    {
        var page = await system.SignInAsync("admin1", "/office/jobs");
        var row = page.Locator("#job-prepare-partitions");
        await Expect(row).ToContainTextAsync("提前建好今后三个月的台账分区");
        await Expect(row).ToContainTextAsync("每天 02:30");
        await Expect(page.Locator("#job-lapse-reservations")).ToContainTextAsync("每 15 分钟");
        await row.GetByRole(AriaRole.Button, new() { Name = "立即运行" }).ClickAsync();
        await Expect(page.GetByText("已安排，几秒内开始运行。")).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync("成功", new() { Timeout = 20_000 });
        await RunningSystem.KeepAsync(page, "office-jobs");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("#list")).ToContainTextAsync("由 系统管理员 人工运行");
        await Expect(page.Locator(".history li").First).ToContainTextAsync("立即运行");
        await RunningSystem.KeepAsync(page, "office-job");
    }

    [Fact]
    public async Task Without_script_a_job_is_paused_and_resumed_and_a_failed_one_dropped()
    {
        await using (var connection = await system.OpenDatabaseAsync())
        {
            await connection.ExecuteAsync(
                """
                insert into job_failures (id, job_key, first_failed_at, last_failed_at, attempts, error_code, error_type)
                values (gen_random_uuid(), 'rotate-signing-keys', now(), now(), 6, 'database_refused', 'PostgresException 23505')
                """);
        }
        var page = await system.SignInAsync("admin1", "/office/jobs", script: false, width: 375);
        var row = page.Locator("#job-forget-expired");
        await row.GetByRole(AriaRole.Button, new() { Name = "暂停" }).ClickAsync();
        await Expect(row).ToContainTextAsync("已暂停");
        await RunningSystem.KeepAsync(page, "office-jobs-phone");
        await row.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        await Expect(row).Not.ToContainTextAsync("已暂停");

        var failure = page.Locator("#failures tbody tr").Filter(new() { HasText = "签名密钥" });
        await Expect(failure).ToContainTextAsync("尝试 6 次后放弃");
        await failure.GetByRole(AriaRole.Link, new() { Name = "不再处理" }).ClickAsync();
        await page.Locator("form.confirm-card").GetByRole(AriaRole.Button, new() { Name = "不再处理" }).ClickAsync();
        await Expect(page.GetByText("已从失败列表移出。")).ToBeVisibleAsync();
        await Expect(failure).ToHaveCountAsync(0);
        await page.GotoAsync("/office/jobs/rotate-signing-keys");
        await Expect(page.Locator(".history li").First).ToContainTextAsync("不再处理");
    }

    [Fact]
    public async Task Others_do_not_see_it()
    {
        var page = await system.SignInAsync("auditor1", "/office/audit");
        (await page.GotoAsync("/office/jobs"))!.Status.ShouldBe(403);
    }
}
