using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>A call, a handler's work on it and the follow-up, as the three of them see it.</summary>
public sealed partial class TheHotlinesDay(RunningSystem system)
{
    // That of handler1.
    internal const string Department = "市发展和改革委员会";

    [Fact]
    public async Task A_call_is_taken_by_keyboard_and_recorded_once()
    {
        var page = await system.SignInAsync("agent1", "/hotline");
        await page.Locator("#phone").FillAsync("055412340001");
        await Expect(page.Locator("#caller")).ToContainTextAsync("不是持卡人登记的号码");
        await page.GetByLabel("来电人称呼").FillAsync("来电的王女士");
        await page.Keyboard.PressAsync("Alt+1");
        await page.GetByLabel("事由").FillAsync("键盘登记的咨询");
        await page.GetByLabel("来电内容").FillAsync("想了解人才公寓怎么申请。");
        await page.Keyboard.PressAsync("Alt+5");
        await page.GetByLabel("答复内容").FillAsync("请在人才服务网提交申请，五个工作日内答复。");
        await RunningSystem.KeepAsync(page, "hotline-call");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByText("已登记 来电的王女士 的来电")).ToBeVisibleAsync();
        await Expect(page.Locator(".alert-success")).ToContainTextAsync("已办结");
        await page.GotoAsync("/hotline/tickets?queue=all&q=键盘登记的咨询");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_typed_stays_when_a_field_is_wrong_and_without_script()
    {
        var page = await system.SignInAsync("agent1", "/hotline", script: false);
        await page.Locator("#phone").FillAsync("055412340002");
        await page.GetByLabel("事由").FillAsync("购房补贴何时发放");
        await page.GetByLabel("来电内容").FillAsync("去年申请的，一直没有到账。");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Finding() }).ClickAsync();
        await Expect(page.GetByLabel("事由")).ToHaveValueAsync("购房补贴何时发放");
        await Expect(page.Locator("#similar-0")).Not.ToBeEmptyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "再加一个事项" }).ClickAsync();
        await Expect(page.Locator("[data-matter]")).ToHaveCountAsync(2);
        await Expect(page.GetByLabel("来电内容").First).ToHaveValueAsync("去年申请的，一直没有到账。");
        await page.GetByRole(AriaRole.Button, new() { Name = "去掉最后一个事项" }).ClickAsync();
        // Nobody of that number is known, and no name was asked for.
        await page.GetByLabel("政策兑现").CheckAsync(new() { Force = true });
        await page.GetByLabel("先登记，稍后派单").CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Recording() }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.GetByLabel("来电内容")).ToHaveValueAsync("去年申请的，一直没有到账。");
        await RunningSystem.KeepAsync(page, "hotline-call-refused");
    }

    [Fact]
    public async Task A_matter_for_a_department_is_not_recorded_without_one()
    {
        var page = await system.SignInAsync("agent1", "/hotline");
        await FillAsync(page, "055412340009", "安家补贴未到账", "政策兑现");
        await page.Locator("input[value=dispatch]").CheckAsync(new() { Force = true });
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByText("请选择主办单位，或改选“先登记，稍后派单”")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("来电内容")).ToHaveValueAsync("安家补贴未到账，请尽快处理。");
        await Expect(page.Locator(".alert-success")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_ticket_goes_to_a_department_and_back_to_the_caller()
    {
        var agent = await system.SignInAsync("agent1", "/hotline");
        var ticket = await DispatchedAsync(agent, "055412340003", "子女转学的诉求", "人才诉求");

        var handler = await system.SignInAsync("handler1", "/hotline/tickets", width: 360);
        await handler.GetByRole(AriaRole.Link, new() { Name = "子女转学的诉求" }).ClickAsync();
        await RunningSystem.KeepAsync(handler, "hotline-ticket-phone");
        await handler.GetByRole(AriaRole.Link, new() { Name = "受理工单" }).ClickAsync();
        await handler.GetByRole(AriaRole.Button, new() { Name = "确认受理工单" }).ClickAsync();
        await handler.GetByRole(AriaRole.Link, new() { Name = "答复", Exact = true }).ClickAsync();
        await handler.GetByLabel("答复内容").FillAsync("已与学校联系，下周一到校办理。");
        await handler.GetByRole(AriaRole.Button, new() { Name = "确认答复" }).ClickAsync();
        await Expect(handler.Locator(".history")).ToContainTextAsync("下周一到校办理");

        await agent.GotoAsync(ticket);
        await Expect(agent.GetByRole(AriaRole.Link, new() { Name = "办结", Exact = true })).ToHaveCountAsync(0);
        await agent.GetByRole(AriaRole.Link, new() { Name = "回访" }).ClickAsync();
        await agent.Locator("input[name=reached][value=yes]").CheckAsync(new() { Force = true });
        await agent.Locator("input[name=solved][value=yes]").CheckAsync(new() { Force = true });
        await agent.Locator("input[name=satisfied][value=yes]").CheckAsync(new() { Force = true });
        await RunningSystem.KeepAsync(agent, "hotline-follow-up");
        await agent.GetByRole(AriaRole.Button, new() { Name = "确认回访" }).ClickAsync();
        await Expect(agent.GetByText("对结果满意")).ToBeVisibleAsync();
        await agent.GetByRole(AriaRole.Link, new() { Name = "办结", Exact = true }).ClickAsync();
        await agent.GetByLabel("原因").FillAsync("来电人满意");
        await agent.GetByRole(AriaRole.Button, new() { Name = "确认办结" }).ClickAsync();
        await Expect(agent.Locator("#facts")).ToContainTextAsync("已办结");
        await RunningSystem.KeepAsync(agent, "hotline-ticket");
    }

    [Fact]
    public async Task Who_comes_second_sees_who_was_first_and_keeps_the_words()
    {
        var agent = await system.SignInAsync("agent1", "/hotline");
        await FillAsync(agent, "055412340004", "两人同时处理的工单", "政策咨询");
        var ticket = await RecordedAsync(agent, "later");
        await agent.GotoAsync($"{ticket}?do=dispatch");
        var office = await system.SignInAsync("office1", $"{ticket}?do=answer");
        await Expect(office.GetByText("专线坐席 也在看这张工单")).ToBeVisibleAsync();
        await office.GetByLabel("答复内容").FillAsync("请携带合同到窗口办理。");
        await agent.GetByLabel("主办单位").SelectOptionAsync(new SelectOptionValue { Label = Department });
        await agent.GetByRole(AriaRole.Button, new() { Name = "确认派单" }).ClickAsync();
        await Expect(agent.GetByText("已完成：派单。")).ToBeVisibleAsync();
        await Expect(office.Locator("[data-moved]")).ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "确认当场答复" }).ClickAsync();
        await Expect(office.GetByText("已有人先办了这张工单")).ToBeVisibleAsync();
        await Expect(office.GetByText("专线坐席 已于")).ToBeVisibleAsync();
        await Expect(office.GetByLabel("答复内容")).ToHaveValueAsync("请携带合同到窗口办理。");
        await RunningSystem.KeepAsync(office, "hotline-second");
        await office.GetByRole(AriaRole.Button, new() { Name = "改存为内部备注" }).ClickAsync();
        await Expect(office.Locator(".history .internal")).ToHaveTextAsync("请携带合同到窗口办理。");
    }

    [Fact]
    public async Task Who_loses_the_ticket_while_writing_sees_who_took_it_and_keeps_the_words()
    {
        var agent = await system.SignInAsync("agent1", "/hotline");
        var ticket = await DispatchedAsync(agent, "055412340008", "写到一半被改派的工单", "政策咨询");
        var handler = await system.SignInAsync("handler1", $"{ticket}?do=accept");
        await handler.GetByRole(AriaRole.Button, new() { Name = "确认受理工单" }).ClickAsync();
        await handler.GetByRole(AriaRole.Link, new() { Name = "答复", Exact = true }).ClickAsync();
        await Expect(handler.Locator("[data-watching]")).ToHaveCountAsync(1);
        await handler.GetByLabel("答复内容").FillAsync("请于下周携带材料到我委窗口办理。");
        await agent.GotoAsync($"{ticket}?do=reassign");
        await agent.GetByLabel("主办单位").SelectOptionAsync(new SelectOptionValue { Label = "市教育体育局" });
        await agent.GetByLabel("原因").FillAsync("属于教育部门职责");
        await agent.GetByRole(AriaRole.Button, new() { Name = "确认改派" }).ClickAsync();
        await Expect(agent.GetByText("已完成：改派。")).ToBeVisibleAsync();
        await Expect(handler.Locator("[data-left]")).ToBeVisibleAsync();
        await handler.GetByRole(AriaRole.Button, new() { Name = "确认答复" }).ClickAsync();
        await Expect(handler.GetByText("这张工单已不由贵单位办理")).ToBeVisibleAsync();
        await Expect(handler.GetByText("专线坐席 已于")).ToContainTextAsync("改派");
        await Expect(handler.GetByLabel("您填写的内容")).ToHaveValueAsync("请于下周携带材料到我委窗口办理。");
        await RunningSystem.KeepAsync(handler, "hotline-left");
    }

    [Fact]
    public async Task The_queue_changes_by_itself()
    {
        var queue = await system.SignInAsync("office2", "/hotline/tickets?queue=unassigned");
        await Expect(queue.Locator("[data-watching]")).ToHaveCountAsync(1);
        var agent = await system.SignInAsync("agent1", "/hotline");
        await FillAsync(agent, "055412340005", "自动出现的工单", "意见建议");
        await RecordedAsync(agent, "later");
        await Expect(queue.GetByRole(AriaRole.Link, new() { Name = "自动出现的工单" })).ToBeVisibleAsync();
        await queue
            .GetByRole(AriaRole.Row)
            .Filter(new() { HasText = "自动出现的工单" })
            .GetByRole(AriaRole.Checkbox)
            .CheckAsync();
        await queue.GetByLabel("派给承办单位").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await RunningSystem.KeepAsync(queue, "hotline-queue");
        await queue.GetByRole(AriaRole.Button, new() { Name = "为选中的工单派单" }).ClickAsync();
        await Expect(queue.GetByText("已派单 1 张")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_callers_number_is_shown_for_a_reason_only()
    {
        var agent = await system.SignInAsync("agent1", "/hotline");
        var ticket = await DispatchedAsync(agent, "055412340006", "查看号码的工单", "政策咨询");
        await agent.GotoAsync(ticket);
        await Expect(agent.Locator("body")).Not.ToContainTextAsync("055412340006");
        await agent.GetByRole(AriaRole.Link, new() { Name = "查看完整号码" }).ClickAsync();
        await agent.GetByLabel("原因").FillAsync("电话回访");
        await agent.GetByRole(AriaRole.Button, new() { Name = "查看", Exact = true }).ClickAsync();
        await Expect(agent.Locator("[data-revealed]")).ToHaveTextAsync("055412340006");
    }

    [Fact]
    public async Task A_talent_asks_is_asked_back_and_reads_the_answer()
    {
        var talent = await system.SignInAsync("talent1", "/card/hotline", width: 360);
        await talent.GetByRole(AriaRole.Link, new() { Name = "我要提问" }).ClickAsync();
        await talent.GetByLabel("一句话概括").FillAsync("手机上问的科研经费");
        await talent.GetByLabel("属于哪一类").SelectOptionAsync("policy_question");
        await talent.GetByLabel("详细说明").FillAsync("科研启动经费怎么申请？");
        await talent.GetByRole(AriaRole.Button, new() { Name = "提交提问" }).DblClickAsync();
        await Expect(talent.GetByText("已提交")).ToBeVisibleAsync();
        var question = talent.Url;

        var agent = await system.SignInAsync("agent1", "/hotline/tickets?queue=unassigned");
        await Expect(agent.GetByRole(AriaRole.Link, new() { Name = "手机上问的科研经费" })).ToHaveCountAsync(1);
        await agent.GetByRole(AriaRole.Link, new() { Name = "手机上问的科研经费" }).ClickAsync();
        await agent.GetByRole(AriaRole.Link, new() { Name = "派单", Exact = true }).ClickAsync();
        await agent.GetByLabel("主办单位").SelectOptionAsync(new SelectOptionValue { Label = Department });
        await agent.GetByRole(AriaRole.Button, new() { Name = "确认派单" }).ClickAsync();
        var ticket = new Uri(agent.Url).AbsolutePath;

        var handler = await system.SignInAsync("handler1", ticket);
        await handler.GetByRole(AriaRole.Link, new() { Name = "受理工单" }).ClickAsync();
        await handler.GetByRole(AriaRole.Button, new() { Name = "确认受理工单" }).ClickAsync();
        await handler.GetByRole(AriaRole.Link, new() { Name = "请来电人补充" }).ClickAsync();
        await handler.GetByLabel("原因").FillAsync("请说明项目名称。");
        await handler.GetByRole(AriaRole.Button, new() { Name = "确认请来电人补充" }).ClickAsync();
        await Expect(handler.GetByText("计时暂停")).ToBeVisibleAsync();

        await talent.GotoAsync(question);
        await Expect(talent.GetByText("请说明项目名称。").First).ToBeVisibleAsync();
        await talent.GetByLabel("补充的内容").FillAsync("量子测量项目。");
        await RunningSystem.KeepAsync(talent, "hotline-talent");
        await talent.GetByRole(AriaRole.Button, new() { Name = "提交补充" }).ClickAsync();
        await Expect(talent.GetByText("已补充")).ToBeVisibleAsync();
        await Expect(talent.Locator("body")).Not.ToContainTextAsync("承办人");
    }

    [Fact]
    public async Task An_article_is_published_by_a_second_person_and_answers_a_call()
    {
        var agent = await system.SignInAsync("agent1", "/hotline/knowledge/new");
        await agent.GetByLabel("标题").FillAsync("人才公寓怎样申请入住");
        await agent.GetByLabel("正文").FillAsync("在人才服务网提交申请，审核后五个工作日内通知入住。");
        await agent.GetByLabel("类型").SelectOptionAsync("policy_question");
        await agent.GetByLabel("谁能看到").SelectOptionAsync("yes");
        await agent.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        var article = new Uri(agent.Url).AbsolutePath;
        await agent.GetByRole(AriaRole.Link, new() { Name = "提交审核" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "确认提交审核" }).ClickAsync();
        await Expect(agent.GetByText("由另一位同事审核")).ToBeVisibleAsync();
        await Expect(agent.GetByRole(AriaRole.Link, new() { Name = "审核通过" })).ToHaveCountAsync(0);

        var office = await system.SignInAsync("office1", article);
        await office.GetByRole(AriaRole.Link, new() { Name = "审核通过" }).ClickAsync();
        await office.GetByLabel("原因").FillAsync("与文件一致");
        await office.GetByRole(AriaRole.Button, new() { Name = "确认审核通过" }).ClickAsync();
        await Expect(office.GetByText("已发布").First).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(office, "hotline-article");

        await agent.GotoAsync("/hotline");
        await agent.Locator("#phone").FillAsync("055412340007");
        await agent.GetByLabel("来电人称呼").FillAsync("来电的赵博士");
        await agent.GetByLabel("事由").PressSequentiallyAsync("人才公寓怎样申请");
        await agent.GetByText("人才公寓怎样申请入住").First.WaitForAsync();
        await agent.GetByLabel("来电内容").FillAsync("想住人才公寓。");
        await agent.Keyboard.PressAsync("Alt+K");
        await Expect(agent.GetByLabel("答复内容")).ToHaveValueAsync("在人才服务网提交申请，审核后五个工作日内通知入住。");
        await Expect(agent.GetByLabel("来电内容")).ToHaveValueAsync("想住人才公寓。");
        await RunningSystem.KeepAsync(agent, "hotline-knowledge");
        await agent.Keyboard.PressAsync("Alt+1");
        await agent.Keyboard.PressAsync("Control+Enter");
        await Expect(agent.GetByText("已登记 来电的赵博士 的来电")).ToBeVisibleAsync();

        var talent = await system.SignInAsync("talent2", "/card/hotline/knowledge", width: 360);
        await Expect(talent.GetByText("人才公寓怎样申请入住")).ToBeVisibleAsync();
        await agent.GotoAsync("/hotline/rates?by=kind");
        await RunningSystem.KeepAsync(agent, "hotline-rates");
        await agent.GetByRole(AriaRole.Row).Filter(new() { HasText = "政策咨询" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(agent.Locator("tbody tr").First).ToBeVisibleAsync();
    }

    internal static async Task FillAsync(IPage page, string phone, string title, string kind)
    {
        await page.Locator("#phone").FillAsync(phone);
        await page.GetByLabel("来电人称呼").FillAsync("来电的李先生");
        await page.GetByLabel(kind).CheckAsync(new() { Force = true });
        await page.GetByLabel("事由").FillAsync(title);
        await page.GetByLabel("来电内容").FillAsync($"{title}，请尽快处理。");
    }

    internal static async Task<string> DispatchedAsync(IPage agent, string phone, string title, string kind)
    {
        await FillAsync(agent, phone, title, kind);
        return await RecordedAsync(agent, "dispatch");
    }

    // The address of the ticket.
    internal static async Task<string> RecordedAsync(IPage agent, string outcome)
    {
        await agent.Locator($"input[value={outcome}]").CheckAsync(new() { Force = true });
        if (outcome == "dispatch")
            await agent.GetByLabel("主办单位").SelectOptionAsync(new SelectOptionValue { Label = Department });
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = Recording() }).ClickAsync();
        return (await agent.Locator(".alert-success a").First.GetAttributeAsync("href"))!;
    }

    [GeneratedRegex("^登记")]
    private static partial Regex Recording();

    [GeneratedRegex("^查找相近的答复")]
    private static partial Regex Finding();
}
