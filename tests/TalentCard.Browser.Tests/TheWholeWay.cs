using System.Globalization;
using Dapper;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>From the approved list to the office's figures, through the hands of everybody, in one go.</summary>
public sealed class TheWholeWay(RunningSystem system)
{
    private const string Person = "程映川";

    [Fact]
    public async Task A_person_on_a_list_gets_a_card_uses_it_before_a_camera_rates_it_and_is_counted()
    {
        var office = await system.SignInAsync("office1", "/office");
        var before = await ServicesAsync(office);
        await ImportAsync(office);
        var second = await system.SignInAsync("office2", new Uri(office.Url).AbsolutePath);
        await second.GetByRole(AriaRole.Link, new() { Name = "审批通过" }).ClickAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "通过并发卡" }).ClickAsync();
        await Expect(second.GetByText("1 张优才卡已发出")).ToBeVisibleAsync();

        var phone = await PhoneAsync();
        var video = Path.Combine(Path.GetTempPath(), $"talentcard-{Guid.NewGuid():N}.y4m");
        try
        {
            await phone.FilmCodeAsync(video);
            await ServeAsync(video);
        }
        finally
        {
            File.Delete(video);
        }

        await phone.GotoAsync("/card/services");
        await phone.GetByRole(AriaRole.Link, new() { Name = "评价" }).First.ClickAsync();
        await phone.GetByText("5 星，非常满意").ClickAsync(new() { Force = true });
        await phone.GetByLabel("想说的话").FillAsync("一路都有人带着走");
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交评价" }).ClickAsync();
        await Expect(phone.GetByText("谢谢您的评价！")).ToBeVisibleAsync();

        await office.GotoAsync("/office");
        (await ServicesAsync(office)).ShouldBeGreaterThan(before);
        await office.GotoAsync("/office/redemptions?tier=E");
        await Expect(office.GetByText("一路都有人带着走")).ToBeVisibleAsync();
    }

    private static async Task ImportAsync(IPage office)
    {
        await office.GotoAsync("/office/imports");
        await office
            .Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "一人名单.csv",
                    MimeType = "text/csv",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(
                        "\uFEFF姓名,身份证号,手机号,电子邮箱,人才类别,工作单位,所属县区,合同截止日期\r\n"
                            + $"{Person},199999199308087713,15409930808,,E,沄溪制药有限公司,谢家集区,2034-08-08\r\n"
                    ),
                }
            );
        await office.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "确认导入 1 人" }).ClickAsync();
        await office.GetByRole(AriaRole.Link, new() { Name = "为这批人提交发卡批次" }).ClickAsync();
        await office.GetByLabel("批次名称").FillAsync("从头走到尾");
        await office.GetByRole(AriaRole.Button, new() { Name = "提交审批" }).ClickAsync();
        await Expect(office.GetByText("所以这里没有审批按钮")).ToBeVisibleAsync();
    }

    // The account is the administrator's to make, which no page of theirs does.
    private async Task<IPage> PhoneAsync()
    {
        await using (var connection = await system.OpenDatabaseAsync())
        {
            var talent = await connection.ExecuteScalarAsync<Guid>("select id from talents where name = @Person", new { Person });
            await system.UserAsync("whole-way", "talent", talent);
        }
        var phone = await system.OpenAsync(375);
        await phone.GotoAsync("/card");
        await RunningSystem.GiveAsync(phone, "whole-way", TestData.Password);
        await phone.WaitForURLAsync($"{system.Web}/card");
        return phone;
    }

    private async Task ServeAsync(string video)
    {
        var (chromium, desk) = await system.OpenWithCameraAsync(video, "desk2");
        await using (chromium)
        {
            await desk.GotoAsync("/desk");
            await desk.GetByRole(AriaRole.Button, new() { Name = "摄像头" }).ClickAsync();
            await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "可以办理" })).ToBeVisibleAsync();
            await Expect(desk.Locator("section").GetByText("程**")).ToBeVisibleAsync();
            var form = desk.Locator("form[data-key='1']");
            foreach (var box in await form.Locator("input[type=checkbox][required]").AllAsync())
                await box.CheckAsync();
            await form.Locator("button").ClickAsync();
            await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();
        }
    }

    private static async Task<int> ServicesAsync(IPage office) =>
        int.Parse(
            await office.Locator(".week-figures tr").Filter(new() { HasText = "服务人次" }).Locator("td").First.InnerTextAsync(),
            NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture
        );
}
