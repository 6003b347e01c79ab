using System.IO.Compression;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>A station manager's day and the office's decisions about it.</summary>
public sealed class LookingAfterAStation(RunningSystem system)
{
    private static string Day(int days) =>
        DateTimeOffset
            .UtcNow.ToOffset(TimeSpan.FromHours(8))
            .AddDays(days)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_manager_proposes_an_entry_and_the_office_approves_it()
    {
        var manager = await system.SignInAsync("station1", "/stations");
        await Expect(manager.GetByRole(AriaRole.Heading, new() { Name = "星榆医院博士后科研工作站" })).ToBeVisibleAsync();
        await Expect(manager.Locator("#in-residence")).ToHaveTextAsync("9");
        await RunningSystem.KeepAsync(manager, "station-start");
        await manager.GetByRole(AriaRole.Link, new() { Name = "申请进站" }).First.ClickAsync();
        await manager.GetByLabel("姓名").FillAsync("温如言");
        await manager.GetByLabel("研究领域").SelectOptionAsync("1002");
        await manager.GetByLabel("博士毕业院校").FillAsync("南塘理工学院");
        await manager.GetByLabel("站内导师").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await manager.GetByLabel("协议编号").FillAsync("BSH-2026-9");
        await manager.GetByLabel("进站日期").FillAsync(Day(10));
        await manager.GetByLabel("期满日期").FillAsync(Day(300));
        await manager.GetByRole(AriaRole.Button, new() { Name = "提交审批" }).ClickAsync();
        await Expect(manager.GetByRole(AriaRole.Alert)).ToContainTextAsync("在站时间不得少于 2 年");
        await Expect(manager.GetByLabel("姓名")).ToHaveValueAsync("温如言");
        await RunningSystem.KeepAsync(manager, "station-refused");
        await manager.GetByLabel("期满日期").FillAsync(Day(10 + 800));
        await manager.GetByRole(AriaRole.Button, new() { Name = "提交审批" }).ClickAsync();
        await Expect(manager.GetByText("待审批：进站")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(manager);
        var path = new Uri(manager.Url).AbsolutePath;

        var office = await system.SignInAsync("office2", "/office/stations");
        await RunningSystem.KeepAsync(office, "stations-office");
        await office.GotoAsync("/office" + path);
        await office.GetByRole(AriaRole.Link, new() { Name = "审批通过" }).ClickAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "确认通过" }).ClickAsync();
        await Expect(office.GetByText("已审批通过。")).ToBeVisibleAsync();

        await manager.GotoAsync(path);
        await manager.GetByRole(AriaRole.Link, new() { Name = "上传材料" }).ClickAsync();
        await manager.GetByLabel("对应事项").SelectOptionAsync("agreement");
        await manager
            .Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "协议.pdf",
                    MimeType = "application/pdf",
                    Buffer = "<html></html>"u8.ToArray(),
                }
            );
        await manager.GetByRole(AriaRole.Button, new() { Name = "上传", Exact = true }).ClickAsync();
        await Expect(manager.GetByRole(AriaRole.Alert)).ToContainTextAsync("仅支持 PDF、JPG 或 PNG");
        await manager
            .Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "协议.pdf",
                    MimeType = "application/pdf",
                    Buffer = TestDocuments.Pdf,
                }
            );
        await manager.GetByRole(AriaRole.Button, new() { Name = "上传", Exact = true }).ClickAsync();
        var download = await manager.RunAndWaitForDownloadAsync(() =>
            manager.GetByRole(AriaRole.Link, new() { Name = "协议.pdf" }).ClickAsync()
        );
        (await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe(
            TestDocuments.Pdf
        );
        await RunningSystem.KeepAsync(manager, "station-postdoc");
    }

    [Fact]
    public async Task A_manager_records_an_overdue_proposal_and_has_to_say_why_it_was_late()
    {
        var page = await system.SignInAsync("station1", "/stations/due");
        await page.Locator("tbody tr").Filter(new() { HasText = "已逾期" }).Locator("a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "登记开题" }).ClickAsync();
        await page.GetByLabel("完成日期").FillAsync(Day(0));
        await page.GetByLabel("开题题目").FillAsync("基于影像的早期筛查");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("开题应在进站后 3 个月内");
        await Expect(page.GetByLabel("开题题目")).ToHaveValueAsync("基于影像的早期筛查");
        await page.GetByLabel("逾期原因").FillAsync("伦理审查延后");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator(".history").GetByText("逾期完成")).ToBeVisibleAsync();
        await Expect(page.Locator(".history").GetByText("伦理审查延后")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "登记经费" }).ClickAsync();
        await page.GetByLabel("拨付日期").FillAsync(Day(1));
        await page.GetByLabel("类别").SelectOptionAsync("living");
        await page.GetByLabel("金额").FillAsync("80000");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("该日期还没有到");
        await page.GetByLabel("拨付日期").FillAsync(Day(0));
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator("tbody").GetByText("80,000.00").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_manager_sees_no_other_station()
    {
        var office = await system.SignInAsync("office1", "/office/stations/requests?state=pending");
        var foreign = await office
            .Locator("tbody tr")
            .Filter(new() { HasNotText = "星榆医院" })
            .Locator("a")
            .First.GetAttributeAsync("href");
        var manager = await system.SignInAsync("station1", "/stations");
        (await manager.GotoAsync(foreign!.Replace("/office", "", StringComparison.Ordinal)))!.Status.ShouldBe(404);
        (await manager.GotoAsync("/office/stations/rules"))!.Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_office_follows_a_figure_to_its_rows_and_takes_them_as_a_workbook()
    {
        var page = await system.SignInAsync("office1", "/office/stations/figures");
        await RunningSystem.KeepAsync(page, "stations-figures");
        var figure = page.GetByRole(AriaRole.Link, new() { NameRegex = new("^衡石矿山安全") });
        var count = int.Parse(await figure.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await figure.ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(count);
        await RunningSystem.KeepAsync(page, "stations-postdocs");
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "导出 Excel" }).ClickAsync()
        );
        using var workbook = ZipFile.OpenRead(await download.PathAsync());
        using var sheet = workbook
            .Entries.Single(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal))
            .Open();
        System.Xml.Linq.XDocument.Load(sheet).Descendants().Count(element => element.Name.LocalName == "row").ShouldBe(count + 1);

        // Of each group of figures one is followed to its rows.
        foreach (
            var filter in new[]
            {
                "discipline",
                "enteredIn",
                "destination",
                "proposalOnTime=false",
                "midtermOnTime=false",
                "completionOnTime=false",
            }
        )
        {
            await page.GotoAsync("/office/stations/figures");
            var link = page.Locator($"a[href*='{filter}']").Last;
            var told = int.Parse(
                new string([.. (await link.InnerTextAsync()).Where(char.IsAsciiDigit)]),
                System.Globalization.CultureInfo.InvariantCulture
            );
            await page.GotoAsync((await link.GetAttributeAsync("href"))!);
            await Expect(page.Locator("tbody tr")).ToHaveCountAsync(told);
        }
        await page.GotoAsync("/office/stations/due");
        await Expect(page.GetByText("已逾期").First).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "stations-due");
    }

    [Fact]
    public async Task A_list_with_a_wrong_date_says_which_rule()
    {
        var page = await system.SignInAsync("station1", "/stations/import", script: false);
        var station = "星榆医院博士后科研工作站";
        await page.Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "博士后.csv",
                    MimeType = "text/csv",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(
                        $"姓名,站点,研究领域,博士毕业院校,站内导师,高校导师,协议编号,进站日期,期满日期\r\n温九思,{station},临床医学,南塘理工学院,无此人,,B-1,2026-03-01,2027-03-01\r\n"
                    ),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        await Expect(page.GetByText("2028-02-29")).ToBeVisibleAsync();
        await Expect(page.GetByText("该站没有这位在招导师")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("确认导入") })).ToHaveCountAsync(0);
        await RunningSystem.KeepAsync(page, "station-import");
    }

    [Fact]
    public async Task The_office_takes_the_stations_out_and_brings_a_list_of_new_ones_in()
    {
        var page = await system.SignInAsync("office1", "/office/stations");
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "导出 Excel" }).ClickAsync()
        );
        using (var workbook = ZipFile.OpenRead(await download.PathAsync()))
        {
            using var sheet = workbook
                .Entries.Single(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal))
                .Open();
            System
                .Xml.Linq.XDocument.Load(sheet)
                .Descendants()
                .Count(element => element.Name.LocalName == "row")
                .ShouldBeGreaterThanOrEqualTo(20);
        }

        // What was taken out is here already, and says so row by row.
        await page.GetByRole(AriaRole.Link, new() { Name = "导入站点" }).ClickAsync();
        await page.Locator("#file").SetInputFilesAsync(await download.PathAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        await Expect(page.GetByText("已有同名的站点").First).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page);
        await RunningSystem.KeepAsync(page, "stations-import-refused");
        await page.GetByRole(AriaRole.Button, new() { Name = "作废这份名单" }).ClickAsync();

        await page.GotoAsync("/office/stations/import-stations");
        await page.Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "站点.csv",
                    MimeType = "text/csv",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(
                        "站点名称,类型,批准日期,批准文号,设站单位,所属县区,研究领域,联系人\r\n云岭测试工作站,科研工作站,2026-01-05,皖人社〔2026〕1号,云岭公司,田家庵区,矿业工程、安全科学与工程,\r\n"
                    ),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认导入 1 个站点" }).ClickAsync();
        await Expect(page.GetByText("已导入 1 个站点")).ToBeVisibleAsync();
        await page.GotoAsync("/office/stations");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "云岭测试工作站" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_list_of_a_manager_is_approved_together_from_a_preview()
    {
        var manager = await system.SignInAsync("station1", "/stations");
        await using var command = system.Database.CreateCommand(
            "select m.name from station_mentors m join stations s on s.id = m.station_id where s.name = '星榆医院博士后科研工作站' and m.place = 'station' and m.active"
        );
        var mentor = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        await manager.GotoAsync("/stations/import");
        await manager
            .Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "新进站.csv",
                    MimeType = "text/csv",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(
                        "姓名,研究领域,博士毕业院校,站内导师,协议编号,进站日期,期满日期\r\n"
                            + string.Concat(
                                new[] { "祝一禾", "祝二禾", "祝三禾" }.Select(name =>
                                    $"{name},临床医学,南塘理工学院,{mentor},B-9,{Day(20)},{Day(820)}\r\n"
                                )
                            )
                    ),
                }
            );
        await manager.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        await manager.GetByRole(AriaRole.Button, new() { Name = "确认导入 3 人" }).ClickAsync();
        await Expect(manager.GetByText("已提交 3 项进站申请")).ToBeVisibleAsync();

        var office = await system.SignInAsync("office2", "/office/stations/requests?state=pending", width: 375);
        await office.GetByRole(AriaRole.Link, new() { Name = "批量审批" }).First.ClickAsync();
        await Expect(office.GetByText("您可以审批其中 3 项")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(office);
        (await office.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(375);
        await RunningSystem.KeepAsync(office, "stations-entries");
        await office.GetByLabel("祝二禾").UncheckAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "通过勾选的申请" }).ClickAsync();
        await Expect(office.GetByText("已审批通过 2 项进站申请。")).ToBeVisibleAsync();
        await Expect(office.GetByLabel("祝二禾")).ToBeVisibleAsync();
        await office.GotoAsync("/office/stations/postdocs?q=祝一禾");
        await Expect(office.Locator("tbody")).ToContainTextAsync("待进站");
    }
}
