using Dapper;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>
/// Two processes of the Web take turns behind nginx, before one Api. Each is killed in the middle of the work, and nobody is
/// signed out, nothing is lost and nothing done twice.
/// </summary>
[Trait("Speed", "slow")]
public sealed class LosingAWeb(RunningSystem system, LosingAWeb.TwoWebs webs) : IClassFixture<LosingAWeb.TwoWebs>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await webs.StartAsync(0);
        await webs.StartAsync(1);
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task The_desks_day_goes_on()
    {
        var phone = await system.SignInElsewhereAsync(webs.Address, "talent1", "/card");
        var desk = await system.SignInElsewhereAsync(webs.Address, "desk1", "/desk");
        var (redemptions, reversals) = (await webs.CountAsync("redemptions"), await webs.CountAsync("reversals"));

        await desk.Keyboard.InsertTextAsync(await phone.ReadCodeAsync());
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "可以办理" })).ToBeVisibleAsync();
        webs.Kill(0);
        await desk.GetByText("已核对：本人与照片一致").ClickAsync();
        await desk.Locator("#code").FocusAsync();
        await desk.Keyboard.PressAsync("1");
        await Expect(desk.GetByText("已记录：就医绿色通道")).ToBeVisibleAsync();

        await webs.StartAsync(0);
        webs.Kill(1);
        await desk.GotoAsync("/desk");
        var row = desk.Locator("[data-redemption]").First;
        await row.GetByText("撤销", new() { Exact = true }).ClickAsync();
        await row.GetByLabel("撤销原因").SelectOptionAsync("操作失误");
        await row.GetByRole(AriaRole.Button, new() { Name = "确认撤销" }).ClickAsync();
        await Expect(desk.GetByText("次数已退回持卡人")).ToBeVisibleAsync();

        await phone.GotoAsync("/card");
        await Expect(phone.Locator("img.code")).ToBeVisibleAsync();
        (await webs.CountAsync("redemptions")).ShouldBe(redemptions + 1);
        (await webs.CountAsync("reversals")).ShouldBe(reversals + 1);
    }

    [Fact]
    public async Task An_import_is_written_once_though_both_die_in_its_middle()
    {
        var office = await system.SignInElsewhereAsync(webs.Address, "office1", "/office/imports");
        var talents = await webs.CountAsync("talents");
        await office.Locator("#file").SetInputFilesAsync(Repository.PathOf("samples/talents.csv"));
        await office.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        var confirm = office.GetByRole(AriaRole.Button, new() { Name = "确认导入 20 人" });
        await Expect(confirm).ToBeVisibleAsync();

        webs.Kill(0);
        await SendIntoTheVoidAsync(office, confirm);
        await webs.StartAsync(0);
        await webs.StartAsync(1);
        // Whether it was written or not: whoever lost the answer looks again, and sends again what is still asked for.
        await office.GoBackAsync();
        await office.ReloadAsync();
        if (await confirm.IsVisibleAsync())
            await confirm.ClickAsync();
        await Expect(office.GetByRole(AriaRole.Link, new() { Name = "为这批人提交发卡批次" })).ToBeVisibleAsync();
        (await webs.CountAsync("talents")).ShouldBe(talents + 20);
    }

    [Fact]
    public async Task A_call_is_recorded_once_with_all_that_was_typed()
    {
        var agent = await system.SignInElsewhereAsync(webs.Address, "agent1", "/hotline");
        var tickets = await webs.CountAsync("tickets");
        await agent.Locator("#phone").FillAsync("055412340077");
        await agent.GetByLabel("来电人称呼").FillAsync("来电的周女士");
        await agent.Keyboard.PressAsync("Alt+1");
        await agent.GetByLabel("事由").FillAsync("坐席登记到一半");
        webs.Kill(0);
        await agent.GetByLabel("来电内容").FillAsync("想了解人才公寓怎么申请。");
        await agent.GetByRole(AriaRole.Button, new() { Name = "再加一个事项" }).ClickAsync();
        await Expect(agent.Locator("[data-matter]")).ToHaveCountAsync(2);
        await webs.StartAsync(0);
        webs.Kill(1);
        await agent.GetByRole(AriaRole.Button, new() { Name = "去掉最后一个事项" }).ClickAsync();
        await Expect(agent.Locator("[data-matter]")).ToHaveCountAsync(1);
        await Expect(agent.GetByLabel("来电内容")).ToHaveValueAsync("想了解人才公寓怎么申请。");
        await agent.GetByLabel("先登记，稍后派单").CheckAsync(new() { Force = true });
        await agent.Keyboard.PressAsync("Control+Enter");
        await Expect(agent.GetByText("已登记 来电的周女士 的来电")).ToBeVisibleAsync();
        (await webs.CountAsync("tickets")).ShouldBe(tickets + 1);
    }

    // The only Web that is left dies with the form in its hands.
    private async Task SendIntoTheVoidAsync(IPage page, ILocator button)
    {
        var sent = page.WaitForRequestAsync(request => request.Method == "POST");
        await button.ClickAsync();
        await sent;
        webs.Kill(1);
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Two Webs that share their storage and keys, nginx before them, and the Api behind them.</summary>
    public sealed class TwoWebs : IAsyncLifetime
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentcard-two-");
        private readonly string api = $"http://localhost:{Hosts.FreePort()}";
        private readonly int[] ports = [Hosts.FreePort(), Hosts.FreePort()];
        private readonly HostProcess?[] running = new HostProcess?[2];
        private readonly HttpClient http = new();
        private TestDatabase database = null!;
        private Hosts hosts = null!;
        private Nginx nginx = null!;

        /// <summary>The one address of both.</summary>
        public string Address { get; } = $"http://localhost:{Hosts.FreePort()}";

        /// <inheritdoc />
        public async ValueTask InitializeAsync()
        {
            database = await TestDatabase.DemoAsync(TimeProvider.System);
            hosts = new Hosts(database, Address, api, Hosts.WithoutTls);
            hosts.StartApi(api);
            nginx = new Nginx(
                folder.FullName,
                $$"""
                upstream web {
                    server 127.0.0.1:{{ports[0]}} max_fails=0;
                    server 127.0.0.1:{{ports[1]}} max_fails=0;
                }
                server {
                    listen {{new Uri(Address).Port}};
                    client_max_body_size 12m;
                    location / {
                        proxy_pass http://web;
                        proxy_http_version 1.1;
                        proxy_set_header Host $http_host;
                        proxy_set_header Connection "";
                    }
                }
                """
            );
        }

        /// <summary>Ends a Web at once and without a word (SIGKILL).</summary>
        public void Kill(int index)
        {
            hosts.Kill(running[index]!);
            running[index] = null;
        }

        /// <summary>Starts a Web, where it does not run, and waits until it is ready.</summary>
        public async Task StartAsync(int index)
        {
            var address = $"http://127.0.0.1:{ports[index]}";
            running[index] ??= hosts.StartWeb(address, api, more: [("DataProtection__Folder", folder.FullName)]);
            await hosts.BecomeReadyAsync(http, address);
        }

        /// <summary>How many rows a table has.</summary>
        public async Task<long> CountAsync(string table)
        {
            await using var connection = await database.DataSource.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<long>($"select count(*) from {table}");
        }

        /// <inheritdoc />
        public async ValueTask DisposeAsync()
        {
            hosts?.Dispose();
            nginx?.Dispose();
            http.Dispose();
            if (database is not null)
                await database.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
