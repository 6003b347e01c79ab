using System.Globalization;
using Dapper;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>
/// The same form sent twice, as by a double click without script: it is done once, and both times the same page says so.
/// </summary>
public sealed class SendingTwice(RunningSystem system)
{
    private const string Village = """
        select '/think-tank/visits/new?advisee=' || p.advisee_id
        from pairings p join experts e on e.id = p.expert_id join users u on u.id = e.user_id
        where u.user_name = 'expert1' and p.ends_on >= current_date limit 1
        """;

    // Who, where (an address, or SQL that finds one), what is typed, and how often it is there then.
    private static readonly (string Account, string Page, (string Name, string Text)[] Fields, string Count)[] Forms =
    [
        ("office1", "/office/partners/new", [("name", "两次提交的单位")], "partners where name = '两次提交的单位'"),
        (
            "office1",
            "select '/office/partners/' || id || '/points/new' from partners order by id limit 1",
            [("name", "两次提交的窗口")],
            "service_points where name = '两次提交的窗口'"
        ),
        (
            "office1",
            "select '/office/partners/' || id || '/edit' from partners order by id desc limit 1",
            [("contact", "两次提交的联系人")],
            "audit_events where action = 'partner.edit' and details::text like '%两次提交的联系人%'"
        ),
        (
            "office1",
            "select '/office/think-tank/requests/new?advisee=' || id from advisees order by id limit 1",
            [("text", "两次提交的求助")],
            "help_requests where text = '两次提交的求助'"
        ),
        (
            "office1",
            "select '/office/cards/' || id || '?do=suspend' from cards where state = 'active' and tier_code = 'D' order by id limit 1",
            [("reason", "两次提交的挂失")],
            "card_events where reason = '两次提交的挂失'"
        ),
        (
            "office1",
            "/office/benefits/new",
            [("name", "两次提交的事项"), ("nameEn", "Twice"), ("code", "sent_twice")],
            "benefits where code = 'sent_twice'"
        ),
        (
            "agent1",
            "/hotline/knowledge/new",
            [("title", "两次提交的条目"), ("body", "只应有一条。")],
            "knowledge_versions where title = '两次提交的条目'"
        ),
        (
            "expert1",
            Village,
            [("visitedOn", DaysAgo(3)), ("place", "村口"), ("result", "两次提交的服务")],
            "service_logs where result = '两次提交的服务'"
        ),
    ];

    // A day that no other test logs a visit on.
    private static string DaysAgo(int days) =>
        DateTime.UtcNow.AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("office1")]
    [InlineData("agent1")]
    [InlineData("expert1")]
    public async Task Makes_it_once(string account)
    {
        var page = await SignInAsync(account, "/notifications");
        foreach (var (_, address, fields, count) in Forms.Where(form => form.Account == account))
        {
            await page.GotoAsync(await AddressAsync(address));
            foreach (var (name, text) in fields)
                await page.Locator($"main [name={name}]").FillAsync(text);
            await ChooseAsync(page);
            await SendTwiceAsync(
                page,
                page.Locator("main form[method=post]").Filter(new() { Has = page.Locator($"[name={fields[0].Name}]") })
            );
            (await CountAsync($"select count(*) from {count}")).ShouldBe(1, count);
        }
    }

    [Fact]
    public async Task Takes_a_call_once()
    {
        var page = await SignInAsync("agent1", "/hotline");
        await TheHotlinesDay.FillAsync(page, "055412340041", "两次提交的来电", "意见建议");
        await page.Locator("input[value=later]").CheckAsync(new() { Force = true });
        await SendTwiceAsync(page, page.Locator("form.at-the-phone"), "button[value=record]");
        (await CountAsync("select count(*) from tickets where title = '两次提交的来电'")).ShouldBe(1);
    }

    [Fact]
    public async Task Imports_issues_and_approves_once()
    {
        var first = await SignInAsync("office1", "/office/imports");
        await first
            .Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "one.csv",
                    MimeType = "text/csv",
                    Buffer = WorkingWithoutJavaScript.List("孟尝君"),
                }
            );
        await first.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "确认导入 1 人" }).WaitForAsync();
        await SendTwiceAsync(first, first.Locator("main form").First);
        (await CountAsync("select count(*) from talents where name = '孟尝君'")).ShouldBe(1);

        await first.GetByRole(AriaRole.Link, new() { Name = "为这批人提交发卡批次" }).ClickAsync();
        await first.GetByLabel("批次名称").FillAsync("两次提交的批次");
        await SendTwiceAsync(first, first.Locator("main form"));
        (await CountAsync("select count(*) from card_batches where name = '两次提交的批次'")).ShouldBe(1);

        var second = await SignInAsync("office2", new Uri(first.Url).AbsolutePath + "?do=approve");
        await SendTwiceAsync(second, second.Locator("form.confirm-card"));
        await Expect(second.GetByText("1 张优才卡已发出")).ToBeVisibleAsync();
        (await CountAsync("select count(*) from cards c join talents t on t.id = c.talent_id where t.name = '孟尝君'")).ShouldBe(
            1
        );
    }

    [Fact]
    public async Task Books_records_undoes_and_rates_once()
    {
        var talent = await TestData.TalentAsync(system.Database, "商山四皓");
        await TestData.CardAsync(system.Database, talent);
        await system.UserAsync("shangshan", "talent", talent);
        var phone = await system.OpenAsync(360, script: false);
        await phone.GotoAsync("/card");
        await RunningSystem.GiveAsync(phone, "shangshan", TestData.Password);
        var code = await phone.ReadCodeAsync();
        await phone.GotoAsync("/card/bookings/new?benefit=health_checkup");
        await phone.Locator(".place-choice").First.ClickAsync();
        await phone.Locator("details[open] input[name=day]").First.CheckAsync(new() { Force = true });
        await SendTwiceAsync(phone, phone.Locator("main form"));
        await Expect(phone.Locator(".booking")).ToHaveCountAsync(1);

        var desk = await SignInAsync("desk2", "/desk");
        await desk.Locator("#code").FillAsync(code);
        await desk.GetByRole(AriaRole.Button, new() { Name = "核验" }).ClickAsync();
        await desk.Locator("[name=Face]").CheckAsync();
        await SendTwiceAsync(desk, desk.Locator("form[data-send=record]"));
        await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();
        (await CountAsync($"select count(*) from redemptions where talent_id = '{talent}'")).ShouldBe(1);

        await phone.GotoAsync("/card/services");
        await phone.GetByRole(AriaRole.Link, new() { Name = "评价" }).ClickAsync();
        await phone.GetByText("5 星，非常满意").ClickAsync(new() { Force = true });
        await SendTwiceAsync(phone, phone.Locator("main form"));
        (
            await CountAsync(
                $"select count(*) from redemption_ratings r join redemptions d on d.id = r.redemption_id where d.talent_id = '{talent}'"
            )
        ).ShouldBe(1);

        var undone = desk.Locator("[data-redemption]").First;
        await undone.GetByText("撤销", new() { Exact = true }).ClickAsync();
        await undone.GetByLabel("撤销原因").SelectOptionAsync("操作失误");
        await SendTwiceAsync(desk, undone.Locator("form"));
        await Expect(desk.GetByText("次数已退回持卡人")).ToBeVisibleAsync();
        (
            await CountAsync(
                $"select count(*) from reversals r join redemptions d on d.id = r.redemption_id where d.talent_id = '{talent}'"
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_form_that_was_mended_elsewhere_is_taken_when_it_is_sent_again()
    {
        var page = await SignInAsync("office1", "/office/benefits/new");
        foreach (
            var (field, text) in new[] { ("name", "先拒后收"), ("nameEn", "Taken later"), ("code", "medical_green_channel") }
        )
            await page.Locator($"main [name={field}]").FillAsync(text);
        var refused = await SendAsync(page, await ReadAsync(page, page.Locator("main form"), null));
        refused.ShouldContain("answer=");
        (await SendAsync(page, await ReadAsync(page, page.Locator("main form"), null))).ShouldNotBe(
            refused,
            "each refusal is an answer of its own"
        );
    }

    // Both at the same time, and once more when they are done: each leads to the same page.
    private static async Task SendTwiceAsync(IPage page, ILocator form, string? button = null)
    {
        var sending = await ReadAsync(page, form, button);
        var addresses = await Task.WhenAll(SendAsync(page, sending), SendAsync(page, sending));
        addresses[1].ShouldBe(addresses[0]);
        addresses[0].ShouldNotContain("answer=", customMessage: "it was refused");
        (await SendAsync(page, sending)).ShouldBe(addresses[0]);
        await page.GotoAsync(addresses[0]);
    }

    private static async Task<Sending> ReadAsync(IPage page, ILocator form, string? button)
    {
        (await form.CountAsync()).ShouldBe(1);
        var fields = await form.EvaluateAsync<string[][]>(
            "(form, button) => [...new FormData(form, button ? form.querySelector(button) : null)].filter(([, value]) => typeof value === 'string')",
            button
        );
        return new(
            await form.EvaluateAsync<string>("form => form.action"),
            await form.EvaluateAsync<bool>("form => form.enctype.startsWith('multipart')"),
            fields
        );
    }

    private static async Task<string> SendAsync(IPage page, Sending sending)
    {
        var data = page.Context.APIRequest.CreateFormData();
        foreach (var field in sending.Fields)
            data.Append(field[0], field[1]);
        var options = new APIRequestContextOptions { MaxRedirects = 0 };
        if (sending.Files)
            options.Multipart = data;
        else
            options.Form = data;
        var answer = await page.Context.APIRequest.PostAsync(sending.Address, options);
        answer.Status.ShouldBeInRange(302, 303, await answer.TextAsync());
        return new Uri(new Uri(page.Url), answer.Headers["location"]).ToString();
    }

    // Whatever must be chosen and is not yet.
    private static async Task ChooseAsync(IPage page)
    {
        foreach (var select in await page.Locator("main form[method=post] select[required]").AllAsync())
            if (await select.InputValueAsync() == "")
                await select.SelectOptionAsync(new SelectOptionValue { Index = 1 });
    }

    private Task<IPage> SignInAsync(string account, string path) => system.SignInAsync(account, path, script: false);

    private async Task<string> AddressAsync(string address)
    {
        if (address.StartsWith('/'))
            return address;
        await using var connection = await system.OpenDatabaseAsync();
        return (await connection.ExecuteScalarAsync<string>(address))!;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await system.OpenDatabaseAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    private sealed record Sending(string Address, bool Files, string[][] Fields);
}
