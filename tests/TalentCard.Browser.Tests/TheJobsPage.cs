using Dapper;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed class TheJobsPage(RunningSystem system)
{
    [Fact]
    public async Task An_administrator_sees_the_dashboard_in_both_languages_and_what_is_pressed_there_is_in_the_trail()
    {
        var page = await system.SignInAsync("admin1", "/office/jobs");
        List<string> refused = [];
        page.Console += (_, message) =>
        {
            if (IsRefused(message.Text))
                refused.Add(message.Text);
        };
        page.PageError += (_, error) => refused.Add(error);
        await page.GotoAsync("/office/jobs");
        await Expect(page.Locator(".navbar")).ToContainTextAsync("周期性作业");
        await RunningSystem.KeepAsync(page, "office-jobs");
        await page.GotoAsync("/office/jobs/recurring");
        var row = page.Locator("tr").Filter(new() { HasText = "prepare-partitions" });
        await Expect(row).ToContainTextAsync("提前建好今后三个月的台账分区");
        await Expect(row).ToContainTextAsync("后");
        await Expect(page.Locator("[data-url$='/recurring/remove']")).ToBeHiddenAsync();
        await RunningSystem.KeepAsync(page, "office-jobs-recurring");
        await row.Locator("input[type=checkbox]").CheckAsync();
        // The dashboard loads its page anew once the press is done.
        var anew = new TaskCompletionSource();
        page.Load += (_, _) => anew.TrySetResult();
        await page.Locator("[data-url$='/recurring/trigger']").ClickAsync();
        await anew.Task;
        await Expect(page.Locator("tr").Filter(new() { HasText = "prepare-partitions" })).ToContainTextAsync("前");
        await RunAsync("prepare-partitions");

        await page.GotoAsync("/office/jobs/jobs/succeeded");
        await page.Locator(".js-jobs-list a.job-method").First.ClickAsync();
        await Expect(page.Locator("body")).ToContainTextAsync("AskedBy");
        await RunningSystem.KeepAsync(page, "office-job");
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "talentcard-language",
                Value = "c=en|uic=en",
                Url = system.Web,
            },
        ]);
        await page.GotoAsync("/office/jobs/recurring");
        await Expect(page.Locator(".navbar")).ToContainTextAsync("Recurring Jobs");
        await Expect(page.Locator("tr").Filter(new() { HasText = "prepare-partitions" })).ToContainTextAsync("ago");
        await page.GetByRole(AriaRole.Link, new() { Name = "Jobs and failures" }).ClickAsync();
        await Expect(page.Locator("#job-prepare-partitions")).ToContainTextAsync("Succeeded");
        await page.Locator("#dashboard").ClickAsync();
        await Expect(page.Locator(".navbar")).ToContainTextAsync("Recurring Jobs");
        refused.ShouldBeEmpty();

        (await PressesAsync("prepare-partitions")).ShouldContain("job.run 系统管理员");
    }

    [Fact]
    public async Task What_no_page_of_this_site_asks_for_is_not_done()
    {
        var page = await system.SignInAsync("admin1", "/office/jobs");
        var form = page.APIRequest.CreateFormData();
        form.Append("jobs[]", "rotate-signing-keys");
        foreach (var from in new[] { null, "cross-site", "same-site", "none" })
        {
            var answer = await page.APIRequest.PostAsync(
                "/office/jobs/recurring/trigger",
                new() { Form = form, Headers = from is null ? null : [new("Sec-Fetch-Site", from)] }
            );
            answer.Status.ShouldBe(403, from);
        }
        // The list of jobs stands in the code.
        (
            await page.EvaluateAsync<int>(
                """
                fetch('/office/jobs/recurring/remove', { method: 'POST', body: new URLSearchParams({ 'jobs[]': 'rotate-signing-keys' }) })
                  .then(r => r.status)
                """
            )
        ).ShouldBe(403);
        (await PressesAsync("rotate-signing-keys")).ShouldNotContain("job.run 系统管理员");
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
                """
            );
        }
        var page = await system.SignInAsync("admin1", "/office/jobs/panel", script: false, width: 375);
        var row = page.Locator("#job-forget-expired");
        await row.GetByRole(AriaRole.Button, new() { Name = "暂停" }).ClickAsync();
        await Expect(row).ToContainTextAsync("已暂停");
        await RunningSystem.KeepAsync(page, "office-jobs-phone");
        await row.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        await Expect(row).Not.ToContainTextAsync("已暂停");
        (await PressesAsync("forget-expired")).ShouldBe(["job.pause 系统管理员", "job.resume 系统管理员"]);

        var failure = page.Locator("#failures tbody tr").Filter(new() { HasText = "签名密钥" });
        await Expect(failure).ToContainTextAsync("尝试 6 次后放弃");
        await failure.GetByRole(AriaRole.Link, new() { Name = "不再处理" }).ClickAsync();
        await page.Locator("form.confirm-card").GetByRole(AriaRole.Button, new() { Name = "不再处理" }).ClickAsync();
        await Expect(page.GetByText("已从失败列表移出。")).ToBeVisibleAsync();
        await Expect(failure).ToHaveCountAsync(0);
        (await PressesAsync("rotate-signing-keys")).ShouldContain("job.drop 系统管理员");
    }

    [Fact]
    public async Task A_failed_job_is_run_again_and_its_outcome_appears_by_itself()
    {
        await using (var connection = await system.OpenDatabaseAsync())
        {
            await connection.ExecuteAsync(
                """
                insert into job_failures (id, job_key, first_failed_at, last_failed_at, attempts, error_code, error_type)
                values (gen_random_uuid(), 'draft-reports', now(), now(), 6, 'database_refused', 'PostgresException 23505')
                """
            );
        }
        var page = await system.SignInAsync("admin1", "/office/jobs/panel");
        await page.Locator("#failures tbody tr")
            .Filter(new() { HasText = "起草" })
            .GetByRole(AriaRole.Button, new() { Name = "再次运行" })
            .ClickAsync();
        await Expect(page.GetByText("已安排，马上开始运行。")).ToBeVisibleAsync();
        await Expect(page.Locator("#job-draft-reports")).ToContainTextAsync("成功");
        await RunningSystem.KeepAsync(page, "office-jobs-panel");
        (await PressesAsync("draft-reports")).ShouldBe(["job.run_again 系统管理员"]);
    }

    [Fact]
    public async Task Others_do_not_see_it()
    {
        var page = await system.SignInAsync("auditor1", "/office/audit");
        foreach (var path in new[] { "/office/jobs", "/office/jobs/recurring", "/office/jobs/panel" })
            (await page.GotoAsync(path))!.Status.ShouldBe(403, path);
    }

    // Its inline styles are left out and missed nowhere; all else has to be within the policy.
    private static bool IsRefused(string message) =>
        message.Contains("Content Security Policy", StringComparison.Ordinal)
        && !message.StartsWith("Applying inline style", StringComparison.Ordinal);

    private async Task RunAsync(string key)
    {
        await using var connection = await system.OpenDatabaseAsync();
        await Eventually.ShouldComeAsync(
            () =>
                connection.ExecuteScalarAsync<bool?>("select last_succeeded is not null from jobs where key = @key", new { key }),
            $"a run of {key}"
        );
    }

    private async Task<List<string>> PressesAsync(string key)
    {
        await using var connection = await system.OpenDatabaseAsync();
        return
        [
            .. await connection.QueryAsync<string>(
                "select action || ' ' || actor_name from audit_events where subject_kind = 'job' and subject_id = @key order by at, id",
                new { key }
            ),
        ];
    }
}
