using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>
/// What stands beside a ticket's straight course: a ringing call, filters, returns, extensions, merges, articles, working time.
/// </summary>
public sealed partial class TheHotlinesDesk(RunningSystem system)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ringing_call_opens_itself_on_the_agents_page_once_and_never_over_what_is_typed()
    {
        const string agent = "ringing-agent";
        var phone = TestData.NewPhone();
        await TestData.TalentAsync(system.Database, "秦望舒", phone: phone);
        await system.UserAsync(agent, "agent");
        var page = await system.OpenAsync();
        await page.GotoAsync("/hotline");
        await RunningSystem.GiveAsync(page, agent, TestData.Password);
        await Expect(page.Locator("[data-watching]")).ToHaveCountAsync(1);

        var call = await RingAsync(phone, agent, "first", "first");
        await page.WaitForURLAsync($"{system.Web}/hotline?call={call}");
        await Expect(page.Locator("#caller")).ToContainTextAsync("秦望舒");
        await Expect(page.Locator("body")).Not.ToContainTextAsync(phone);
        await RunningSystem.KeepAsync(page, "hotline-ringing");
        await page.GetByLabel("事由").FillAsync("振铃来电的咨询");
        await page.GetByLabel("来电内容").FillAsync("想了解人才公寓怎么申请。");
        await page.Keyboard.PressAsync("Alt+1");
        await page.Keyboard.PressAsync("Alt+8");

        await Expect(page.Locator("[data-watching]")).ToHaveCountAsync(1);
        var second = await RingAsync(TestData.NewPhone(), agent, "second");
        await Expect(page.Locator(".ringing")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("事由")).ToHaveValueAsync("振铃来电的咨询");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByText("已登记 秦望舒 的来电")).ToBeVisibleAsync();

        await page.GotoAsync($"/hotline?call={call}");
        await Expect(page.GetByText("这个来电已有同事接听登记")).ToBeVisibleAsync();
        await page.GotoAsync($"/hotline?call={second}");
        await Expect(page.Locator("#caller")).ToContainTextAsync("不是持卡人登记的号码");
        await using var connection = await system.OpenDatabaseAsync();
        (
            await connection.ExecuteScalarAsync<int>("select count(*)::int from calls where agent = @agent", new { agent })
        ).ShouldBe(2);
    }

    [Fact]
    public async Task A_saved_filter_opens_the_same_list_again()
    {
        var page = await system.SignInAsync("agent1", "/hotline/tickets?queue=all&kind=appeal&urgency=urgent");
        await page.GetByLabel("筛选名称").FillAsync("紧急的诉求");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.GetByText("筛选已保存。")).ToBeVisibleAsync();
        await page.GotoAsync("/hotline/tickets");
        await page.GetByRole(AriaRole.Link, new() { Name = "紧急的诉求" }).ClickAsync();
        await page.WaitForURLAsync("**/hotline/tickets?queue=all&kind=appeal&urgency=urgent");
        await Expect(page.Locator("#kind")).ToHaveValueAsync("appeal");
        foreach (var row in await page.Locator("#queue tbody tr").AllInnerTextsAsync())
            row.ShouldContain("人才诉求");
        await page.GetByRole(AriaRole.Button, new() { Name = "删除筛选 紧急的诉求" }).ClickAsync();
        await Expect(page.GetByText("筛选已删除。")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "紧急的诉求" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_ticket_gets_more_time_and_another_of_the_same_caller_is_returned_corrected_linked_and_merged()
    {
        var agent = await system.SignInAsync("agent1", "/hotline");
        var first = await TheHotlinesDay.DispatchedAsync(agent, "055412340021", "要延期的工单", "政策兑现");
        await agent.GotoAsync("/hotline");
        var second = await TheHotlinesDay.DispatchedAsync(agent, "055412340021", "要退回的工单", "政策兑现");

        var handler = await system.SignInAsync("handler1", $"{first}?do=accept");
        await StepAsync(handler, "受理工单", null);
        await handler.GetByRole(AriaRole.Link, new() { Name = "申请延期" }).ClickAsync();
        await handler.GetByLabel("延长多少个工作日").FillAsync("2");
        await StepAsync(handler, "申请延期", "需要省厅核实");
        await Expect(handler.Locator("#extras")).ToContainTextAsync("申请延长 2 个工作日");
        await handler.GotoAsync($"{second}?do=return");
        await StepAsync(handler, "退单", "属于市科技局职责");
        await Expect(handler.GetByText("工单已退回坐席。")).ToBeVisibleAsync();

        var office = await system.SignInAsync("office1", $"{first}?do=approve_extension");
        await StepAsync(office, "同意延期", "同意");
        await Expect(office.Locator("#facts")).ToContainTextAsync("（原定");
        await agent.GotoAsync(first);
        await Expect(agent.Locator("#facts")).ToContainTextAsync("待告知延期");
        await agent.GetByRole(AriaRole.Link, new() { Name = "告知延期" }).ClickAsync();
        await StepAsync(agent, "告知延期", null);
        await Expect(agent.Locator("#extras")).ToContainTextAsync("告知来电人");
        var number = (await agent.Locator(".page-pretitle").InnerTextAsync())[^13..];

        await agent.GotoAsync($"{second}?do=amend");
        await agent.Locator("#urgency").SelectOptionAsync("urgent");
        await StepAsync(agent, "更正类型和紧急程度", "来电人催办");
        await Expect(agent.Locator(".history")).ToContainTextAsync("改为 政策兑现 · 紧急（原为 政策兑现 · 一般件）");
        foreach (var (step, word) in new[] { ("link", "关联"), ("merge", "合并") })
        {
            await agent.GotoAsync($"{second}?do={step}");
            await agent.GetByLabel("另一张工单的编号").FillAsync(number);
            await StepAsync(agent, word, "同一事项");
        }
        await Expect(agent.Locator("#facts")).ToContainTextAsync("已合并");
        await agent.GotoAsync(first);
        await Expect(agent.Locator("#extras")).ToContainTextAsync("要退回的工单");
        await RunningSystem.KeepAsync(agent, "hotline-joined");
    }

    [Fact]
    public async Task A_policy_document_is_attached_and_a_new_version_takes_over_and_goes_stale()
    {
        var agent = await system.SignInAsync("agent1", "/hotline/knowledge/new");
        await agent.GetByLabel("条目标题").FillAsync("学历补贴发放办法");
        await agent.GetByLabel("类型").SelectOptionAsync("policy_question");
        await agent.GetByLabel("正文").FillAsync("博士每月补贴，连续发放三年。");
        await agent.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        var article = new Uri(agent.Url).AbsolutePath;
        await agent
            .Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "补贴办法.pdf",
                    MimeType = "application/pdf",
                    Buffer = "no pdf"u8.ToArray(),
                }
            );
        await agent.GetByRole(AriaRole.Button, new() { Name = "上传附件" }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await agent
            .Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "补贴办法.pdf",
                    MimeType = "application/pdf",
                    Buffer = TestDocuments.Pdf,
                }
            );
        await agent.GetByRole(AriaRole.Button, new() { Name = "上传附件" }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.Link, new() { Name = "补贴办法.pdf" })).ToBeVisibleAsync();
        await PublishAsync(agent, article);

        await agent.GotoAsync(article);
        await agent.GetByRole(AriaRole.Link, new() { Name = "修订为新版本" }).ClickAsync();
        await agent.GetByLabel("正文").FillAsync("博士每月补贴，连续发放五年。");
        await agent.GetByLabel("复核日期").FillAsync(await agent.GetByLabel("生效日期").InputValueAsync());
        await agent.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await PublishAsync(agent, article);
        await agent.GotoAsync(article);
        await Expect(agent.Locator(".words")).ToContainTextAsync("连续发放五年");
        await Expect(agent.GetByText("内容待复核")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(agent, "hotline-article-versions");
        await agent.GetByRole(AriaRole.Link, new() { Name = "第 1 版" }).ClickAsync();
        await Expect(agent.Locator(".words")).ToContainTextAsync("连续发放三年");
        var document = await agent.GetByRole(AriaRole.Link, new() { Name = "补贴办法.pdf" }).GetAttributeAsync("href");
        (await (await agent.Context.APIRequest.GetAsync(document!)).BodyAsync()).ShouldBe(TestDocuments.Pdf);
        await agent.GotoAsync("/hotline/knowledge?stale=true");
        await Expect(agent.GetByRole(AriaRole.Link, new() { Name = "学历补贴发放办法" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_office_changes_a_day_the_hours_and_the_rules_and_everybody_sees_them()
    {
        var office = await system.SignInAsync("office1", "/hotline/working-time?do=day");
        await office.GetByLabel("日期").FillAsync("2031-05-06");
        await office.GetByLabel("这一天").SelectOptionAsync("no");
        await office.GetByLabel("说明").FillAsync("暴雨停工");
        await SaveAsync(office);
        await Expect(office.GetByRole(AriaRole.Row).Filter(new() { HasText = "暴雨停工" })).ToContainTextAsync("休息");
        await office.GetByRole(AriaRole.Button, new() { NameRegex = Undoing() }).ClickAsync();
        await Expect(office.GetByText("暴雨停工")).ToHaveCountAsync(0);

        await office.GotoAsync("/hotline/working-time?do=hours");
        await office.GetByLabel("从这一天起").FillAsync("2036-06-01");
        await office.GetByLabel("下午上班").FillAsync("07:00");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(office.GetByLabel("从这一天起")).ToHaveValueAsync("2036-06-01");
        await office.GetByLabel("下午上班").FillAsync("15:00");
        await office.GetByLabel("下午下班").FillAsync("18:00");
        await SaveAsync(office);
        await Expect(office.GetByRole(AriaRole.Row).Filter(new() { HasText = "15:00–18:00" })).ToContainTextAsync("将生效");

        foreach (var (form, amount) in new[] { ("rule", "37"), ("escalation", "38") })
        {
            await office.GotoAsync($"/hotline/working-time?do={form}");
            await office.GetByLabel("类型").SelectOptionAsync("suggestion");
            await office.GetByLabel("紧急程度").SelectOptionAsync("normal");
            await office.GetByLabel("时间单位").SelectOptionAsync("day");
            await office.GetByLabel("从这一天起").FillAsync("2036-06-01");
            await office.Locator("#amount").FillAsync(amount);
            await SaveAsync(office);
        }
        await office.GotoAsync("/hotline/working-time?year=2026");
        await RunningSystem.KeepAsync(office, "hotline-working-time");
        var agent = await system.SignInAsync("agent1", "/hotline/working-time?year=2026", width: 375);
        foreach (var amount in new[] { "37", "38" })
            await Expect(agent.GetByRole(AriaRole.Row).Filter(new() { HasText = $"{amount} 个工作日" }))
                .ToContainTextAsync("将生效");
        await Expect(agent.GetByRole(AriaRole.Link, new() { Name = "调整某一天" })).ToHaveCountAsync(0);
        await RunningSystem.KeepAsync(agent, "hotline-working-time-phone");
    }

    private static async Task StepAsync(IPage page, string word, string? reason)
    {
        if (reason is not null)
            await page.GetByLabel("原因").FillAsync(reason);
        await page.GetByRole(AriaRole.Button, new() { Name = $"确认{word}" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = $"确认{word}" })).ToHaveCountAsync(0);
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.GetByText("已保存，从生效日期起执行；已经承诺的期限不变。")).ToBeVisibleAsync();
    }

    private async Task PublishAsync(IPage agent, string article)
    {
        await agent.GetByRole(AriaRole.Link, new() { Name = "提交审核" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "确认提交审核" }).ClickAsync();
        await Expect(agent.GetByText("由另一位同事审核")).ToBeVisibleAsync();
        var office = await system.SignInAsync("office1", new Uri(agent.Url).AbsolutePath);
        await office.GotoAsync($"{article}{new Uri(agent.Url).Query}");
        await office.GetByRole(AriaRole.Link, new() { Name = "审核通过" }).ClickAsync();
        await StepAsync(office, "审核通过", "与文件一致");
    }

    // As the telephone exchange does: once a key; the same key again is the same call.
    private async Task<Guid> RingAsync(string number, string agent, params string[] keys)
    {
        using var exchange = new HttpClient { BaseAddress = new Uri(system.Api) };
        using var signedIn = await exchange.PostAsync(
            "/connect/token",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = "demo-exchange",
                    ["client_secret"] = "demo-exchange-secret",
                    ["scope"] = "calls",
                }
            ),
            Cancel
        );
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("access_token").GetString();
        exchange.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var calls = new HashSet<Guid>();
        foreach (var key in keys)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hotline/calls")
            {
                Content = JsonContent.Create(new { number, agent }),
            };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await exchange.SendAsync(request, Cancel);
            calls.Add((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid());
        }
        return calls.Single();
    }

    [GeneratedRegex("^取消 .* 的调整$")]
    private static partial Regex Undoing();
}
