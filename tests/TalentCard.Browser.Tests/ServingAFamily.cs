using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

[Collection("Services of talent1 at the counter of desk2")]
public sealed class ServingAFamily(RunningSystem system)
{
    [Fact]
    public async Task A_parent_is_filed_checked_shown_and_served_on_the_shared_quota()
    {
        var phone = await system.SignInAsync("talent1", "/card/family/new", width: 390);
        await phone.GetByLabel("关系", new() { Exact = true }).SelectOptionAsync("parent");
        await phone.GetByLabel("姓名").FillAsync("沈静言");
        await phone.GetByLabel("证件类型").SelectOptionAsync("passport");
        await phone.GetByLabel("证件号码").FillAsync("E90817263");
        await phone.GetByLabel("出生日期").FillAsync("1952-04-05");
        await phone.GetByLabel("证明编号").FillAsync("户 340403-1952");
        await phone.GetByRole(AriaRole.Button, new() { Name = "提交登记" }).ClickAsync();
        await Expect(phone.GetByText("已提交，人才办核对后会通知您。")).ToBeVisibleAsync();

        var office = await system.SignInAsync("office1", "/office/dependants?state=filed");
        var row = office.GetByRole(AriaRole.Row).Filter(new() { HasText = "沈静言" });
        await row.GetByRole(AriaRole.Link, new() { Name = "确认" }).ClickAsync();
        await Expect(office.GetByText("编号 户340403-1952")).ToBeVisibleAsync();
        await office.GetByLabel("原因").FillAsync("已核对户口簿原件");
        await office.GetByRole(AriaRole.Button, new() { Name = "确认" }).ClickAsync();
        await Expect(office.GetByText("已办理，持卡人将收到通知。")).ToBeVisibleAsync();

        await phone.GotoAsync("/card/family");
        await phone.GetByRole(AriaRole.Link, new() { Name = "沈静言" }).ClickAsync();
        var desk = await system.SignInAsync("desk1", "/desk");
        await desk.Locator("#code").FillAsync(await phone.ReadCodeAsync());
        await desk.GetByRole(AriaRole.Button, new() { Name = "核验" }).ClickAsync();
        await Expect(desk.GetByText("家属：父母，持卡人为 B 类人才")).ToBeVisibleAsync();
        await Expect(desk.GetByText("可以办理，请核对家属本人。")).ToBeVisibleAsync();
        await desk.GetByText("已核对：本人与照片一致").ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "记录服务" }).ClickAsync();
        await Expect(desk.GetByText("已记录：就医绿色通道")).ToBeVisibleAsync();

        await phone.GetByLabel("结束登记的原因").SelectOptionAsync("withdrawn");
        await phone.GetByRole(AriaRole.Button, new() { Name = "结束登记" }).ClickAsync();
        await Expect(phone.GetByText("登记已结束，家属码不能再使用。")).ToBeVisibleAsync();
    }
}
