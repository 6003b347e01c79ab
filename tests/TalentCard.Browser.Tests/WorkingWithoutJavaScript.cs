using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>
/// What people write, with JavaScript off, where the way differs from the one with it: search, ticks, steps that ask again, what
/// a script would fill in.
/// </summary>
public sealed partial class WorkingWithoutJavaScript(RunningSystem system)
{
    [Fact]
    public async Task The_office_finds_suspends_resumes_many_and_edits()
    {
        var talent = await TestData.TalentAsync(system.Database, "平原君");
        await TestData.CardAsync(system.Database, talent);
        var page = await system.SignInAsync("office1", "/office", script: false);
        await page.Locator("#search").FillAsync("平原君");
        await RunningSystem.KeepAsync(page, "plain-office");
        await page.GetByRole(AriaRole.Button, new() { Name = "搜索" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "平原君" }).First).ToBeVisibleAsync();

        await page.GotoAsync("/office/cards?q=平原君");
        await page.Locator("tbody a[href^='/office/cards/']").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "挂失" }).ClickAsync();
        await page.GetByLabel("原因").FillAsync("持卡人来电报失");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认挂失" }).ClickAsync();
        await Expect(page.GetByText("已完成：挂失。")).ToBeVisibleAsync();

        await page.GotoAsync("/office/cards?q=平原君&state=suspended");
        await page.Locator("input[name=card]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "批量办理选中的卡" }).ClickAsync();
        await page.GetByLabel("办理").SelectOptionAsync("resume");
        await page.GetByLabel("原因").FillAsync("卡已找回");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Confirming() }).ClickAsync();
        await Expect(page.GetByText("已办理 1 张卡")).ToBeVisibleAsync();

        await page.GotoAsync($"/office/talents/{talent}/edit");
        await page.GetByLabel("工作单位").FillAsync("邯郸研究院");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("邯郸研究院").First).ToBeVisibleAsync();

        await page.GotoAsync("/hotline/working-time?do=rule");
        await page.GetByLabel("类型").SelectOptionAsync("suggestion");
        await page.GetByLabel("紧急程度").SelectOptionAsync("normal");
        await page.GetByLabel("时间单位").SelectOptionAsync("day");
        await page.GetByLabel("从这一天起").FillAsync("2161-01-01");
        await page.GetByLabel("多长时间内答复").FillAsync("4");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("已保存，从生效日期起执行")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_list_becomes_a_card_by_the_hands_of_two()
    {
        var first = await system.SignInAsync("office1", "/office/imports", script: false);
        await first
            .Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "one.csv",
                    MimeType = "text/csv",
                    Buffer = List("信陵君"),
                }
            );
        await first.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "确认导入 1 人" }).ClickAsync();
        await first.GetByRole(AriaRole.Link, new() { Name = "为这批人提交发卡批次" }).ClickAsync();
        await first.GetByLabel("批次名称").FillAsync("不用脚本的批次");
        await first.GetByRole(AriaRole.Button, new() { Name = "提交审批" }).ClickAsync();
        await Expect(first.GetByText("所以这里没有审批按钮")).ToBeVisibleAsync();

        var second = await system.SignInAsync("office2", new Uri(first.Url).AbsolutePath, script: false);
        await second.GetByRole(AriaRole.Link, new() { Name = "审批通过" }).ClickAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "通过并发卡" }).ClickAsync();
        await Expect(second.GetByText("1 张优才卡已发出")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_hotline_answers_by_an_article_dispatches_to_two_departments_and_writes_down_what_it_learned()
    {
        var agent = await system.SignInAsync("agent1", "/hotline", script: false);
        await TheHotlinesDay.FillAsync(agent, "055412340031", "购房补贴何时发放", "政策咨询");
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = Finding() }).ClickAsync();
        await agent.Locator(".similar details summary").First.ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "用它答复" }).First.ClickAsync();
        await Expect(agent.GetByLabel("答复内容")).Not.ToHaveValueAsync("");
        await TheHotlinesDay.RecordedAsync(agent, "close");

        await TheHotlinesDay.FillAsync(agent, "055412340032", "两家一起办的诉求", "人才诉求");
        await agent.Locator("input[value=dispatch]").CheckAsync(new() { Force = true });
        await agent.GetByText("协办单位（选填）").ClickAsync();
        await agent.GetByRole(AriaRole.Group, new() { Name = "协办单位" }).GetByLabel("市教育体育局").CheckAsync();
        await agent.GotoAsync(await TheHotlinesDay.RecordedAsync(agent, "dispatch"));
        await Expect(agent.Locator("#facts")).ToContainTextAsync("市教育体育局");
        await RunningSystem.KeepAsync(agent, "plain-ticket");

        var handler = await system.SignInAsync("handler1", new Uri(agent.Url).AbsolutePath, width: 360, script: false);
        await handler.GetByRole(AriaRole.Link, new() { Name = "受理工单" }).ClickAsync();
        await handler.GetByRole(AriaRole.Button, new() { Name = "确认受理工单" }).ClickAsync();
        await agent.GetByRole(AriaRole.Link, new() { Name = "刷新" }).ClickAsync();
        await Expect(agent.Locator(".history")).ToContainTextAsync("受理");

        await agent.GotoAsync("/hotline/knowledge/new");
        await agent.GetByLabel("标题").FillAsync("两家一起办的事怎么答");
        await agent.GetByLabel("类型").SelectOptionAsync("policy_question");
        await agent.GetByLabel("正文").FillAsync("由主办单位答复，协办单位提供意见。");
        await agent.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await agent.GetByRole(AriaRole.Link, new() { Name = "提交审核" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "确认提交审核" }).ClickAsync();
        await Expect(agent.GetByText("由另一位同事审核")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_service_is_undone_at_the_desk_and_the_card_reported_lost()
    {
        var talent = await TestData.TalentAsync(system.Database, "春申君");
        await TestData.CardAsync(system.Database, talent);
        await system.UserAsync("chunshen", "talent", talent);
        var phone = await system.OpenAsync(360, script: false);
        await phone.GotoAsync("/card");
        await RunningSystem.GiveAsync(phone, "chunshen", TestData.Password);
        var desk = await system.SignInAsync("desk2", "/desk", script: false);
        await desk.Locator("#code").FillAsync(await phone.ReadCodeAsync());
        await desk.GetByRole(AriaRole.Button, new() { Name = "核验" }).ClickAsync();
        await desk.Locator("[name=Face]").CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "记录服务" }).ClickAsync();
        await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();
        var row = desk.Locator("[data-redemption]").First;
        await row.GetByText("撤销", new() { Exact = true }).ClickAsync();
        await row.GetByLabel("撤销原因").SelectOptionAsync("操作失误");
        await row.GetByRole(AriaRole.Button, new() { Name = "确认撤销" }).ClickAsync();
        await Expect(desk.GetByText("次数已退回持卡人")).ToBeVisibleAsync();

        await phone.GotoAsync("/card/lost");
        await phone.GetByLabel("我确认挂失").CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "确认挂失" }).ClickAsync();
        await Expect(phone.GetByText("此卡已挂失")).ToBeVisibleAsync();
    }

    internal static byte[] List(string name) =>
        Encoding.UTF8.GetBytes(
            $"姓名,身份证号,手机号,电子邮箱,人才类别,工作单位,所属县区,合同截止日期\n{name},{TestData.NewIdNumber()},{TestData.NewPhone()},,C,大梁学院,谢家集区,2035-08-08\n"
        );

    [GeneratedRegex("^确认")]
    private static partial Regex Confirming();

    [GeneratedRegex("^查找相近的答复")]
    private static partial Regex Finding();
}
