using Microsoft.Playwright;
using TalentCard.Core.Accounts;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>A person's own password and second factor, without an administrator.</summary>
public sealed class LookingAfterOnesAccount(RunningSystem system)
{
    private const string NewPassword = "Another-2026!";

    [Fact]
    public async Task Changes_the_password_enrols_a_second_factor_and_replaces_it()
    {
        const string Name = "own-account";
        await system.UserAsync(Name, "expert");
        var page = await system.OpenAsync(375, script: false);
        await SignInAsync(page, Name, TestData.Password);
        await page.Locator("a.app-person").ClickAsync();
        await ChangePasswordAsync(page, "Wrong-2022!", NewPassword);
        await Expect(page.GetByText("当前密码不正确")).ToBeVisibleAsync();
        await ChangePasswordAsync(page, TestData.Password, "weak-password");
        await Expect(page.GetByText("新密码不符合要求")).ToBeVisibleAsync();
        await ChangePasswordAsync(page, TestData.Password, NewPassword);
        await Expect(page.GetByText("密码已修改")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "启用两步验证" }).ClickAsync();
        var first = await KeyAsync(page);
        await page.GetByLabel("6 位验证码").FillAsync("000000");
        await page.GetByLabel("当前密码").FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "继续" }).ClickAsync();
        await Expect(page.GetByText("密码或验证码不正确")).ToBeVisibleAsync();
        (await KeyAsync(page)).ShouldBe(first, "the app that has scanned it need not scan again");
        await EnrolAsync(page, first, null);
        var codes = await page.Locator(".codes code").AllTextContentsAsync();
        codes.Count.ShouldBe(10);
        await RunningSystem.KeepAsync(page, "account-recovery-codes");
        await page.GetByRole(AriaRole.Link, new() { Name = "已保存" }).ClickAsync();
        await Expect(page.GetByText("还剩 10 个恢复码")).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "account-security");

        await page.GetByRole(AriaRole.Link, new() { Name = "更换身份验证器" }).ClickAsync();
        await RunningSystem.KeepAsync(page, "account-second-factor");
        await EnrolAsync(page, await KeyAsync(page), codes[0]);
        var others = await page.Locator(".codes code").AllTextContentsAsync();
        others.Intersect(codes).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Link, new() { Name = "已保存" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "返回系统" }).ClickAsync();

        var elsewhere = await system.OpenAsync();
        await SignInAsync(elsewhere, Name, NewPassword);
        await elsewhere.GetByLabel("验证码").FillAsync(codes[1]);
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "继续" }).ClickAsync();
        await Expect(elsewhere.GetByText("验证码不正确")).ToBeVisibleAsync();
        await elsewhere.GetByLabel("验证码").FillAsync(others[0]);
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "继续" }).ClickAsync();
        await elsewhere.WaitForURLAsync($"{system.Web}/think-tank");
    }

    [Fact]
    public async Task Adds_a_passkey_and_signs_in_by_it_alone()
    {
        const string Name = "own-passkey";
        await system.UserAsync(Name, "expert");
        var page = await system.OpenAsync(375);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                },
            }
        );
        await SignInAsync(page, Name, TestData.Password);
        await page.Locator("a.app-person").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "通行密钥" }).ClickAsync();
        var add = page.GetByRole(AriaRole.Button, new() { Name = "添加通行密钥" });
        await page.GetByLabel("名称").FillAsync("我的手机");
        await page.GetByLabel("当前密码").FillAsync("Wrong-2022!");
        await add.ClickAsync();
        await Expect(page.GetByText("当前密码不正确")).ToBeVisibleAsync();
        await page.GetByLabel("当前密码").FillAsync(TestData.Password);
        await add.ClickAsync();
        await Expect(page.GetByText("通行密钥已添加")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "我的手机" })).ToBeVisibleAsync();
        await RunningSystem.KeepAsync(page, "account-passkeys");

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await page.WaitForURLAsync($"{system.Web}/think-tank");
    }

    [Fact]
    public async Task Without_script_nothing_is_said_of_passkeys_at_the_door()
    {
        var page = await system.OpenAsync(375, script: false);
        await page.GotoAsync("/sign-in");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" })).ToHaveCountAsync(0);
    }

    private static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.GotoAsync("/sign-in");
        await RunningSystem.GiveAsync(page, name, password);
    }

    private static async Task ChangePasswordAsync(IPage page, string current, string wanted)
    {
        await page.GetByLabel("当前密码").FillAsync(current);
        await page.GetByLabel("新密码", new() { Exact = true }).FillAsync(wanted);
        await page.GetByLabel("再输一次新密码").FillAsync(wanted);
        await page.GetByRole(AriaRole.Button, new() { Name = "修改密码" }).ClickAsync();
    }

    private static async Task EnrolAsync(IPage page, string key, string? recoveryCode)
    {
        await page.GetByLabel("6 位验证码").FillAsync(Totp.CodeAt(Bytes(key), DateTimeOffset.UtcNow));
        if (recoveryCode is not null)
            await page.GetByLabel("或一个恢复码").FillAsync(recoveryCode);
        await page.GetByLabel("当前密码").FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "继续" }).ClickAsync();
    }

    private static async Task<string> KeyAsync(IPage page) => await page.Locator("p.aside code").InnerTextAsync();

    private static byte[] Bytes(string key)
    {
        var bits = string.Concat(
            key.Select(c =>
                Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')
            )
        );
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }
}
