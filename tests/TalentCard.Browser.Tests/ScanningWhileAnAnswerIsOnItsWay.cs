using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>
/// The network takes its time, and the next holder's code comes meanwhile. An answer is let through when its time is over and the
/// test has done what happens before it, so that no test hangs on how fast the machine is.
/// </summary>
[Collection("Services of talent1 at the counter of desk2")]
public sealed class ScanningWhileAnAnswerIsOnItsWay(RunningSystem system)
{
    // No card's, and long enough for a scanner's.
    private const string Next = "YC1:THE NEXT HOLDER IS HERE";

    public static TheoryData<double> Seconds => [0.2, 1.2, 6];

    [Theory]
    [MemberData(nameof(Seconds))]
    public async Task The_next_code_waits_and_the_holders_answer_stays(double seconds)
    {
        var (desk, code) = await OpenAsync();
        var scanned = await HoldAsync(desk, "**/desk/scan", seconds);
        await ScanAsync(desk, code);
        await Expect(desk.Locator("body.desk-sending")).ToHaveCountAsync(1);
        // A scanner that reads the same phone twice, and then the next one.
        await ScanAsync(desk, code);
        await ScanAsync(desk, Next);
        await Expect(Waiting(desk)).ToHaveTextAsync("1");
        scanned.SetResult();
        await Expect(Answer(desk)).ToContainTextAsync("沈**");
        await Expect(Waiting(desk)).ToBeVisibleAsync();
        await Expect(desk.Locator("#code")).ToHaveValueAsync("");

        // The holder is served first: the record is on its way when the third code comes.
        var recorded = await HoldAsync(desk, "**/desk/record", seconds);
        await desk.GetByText("已核对：本人与照片一致").ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "记录服务" }).ClickAsync();
        await Expect(desk.Locator("body.desk-sending")).ToHaveCountAsync(1);
        await ScanAsync(desk, Next + " AND ONE MORE");
        await Expect(Waiting(desk)).ToHaveTextAsync("2");
        recorded.SetResult();
        await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();

        await desk.GetByRole(AriaRole.Button, new() { Name = "核验下一位" }).ClickAsync();
        await Expect(desk.Locator("[data-verdict=malformed]")).ToBeVisibleAsync();
        await Expect(Waiting(desk)).ToHaveTextAsync("1");
        await desk.GetByRole(AriaRole.Button, new() { Name = "不再核验" }).ClickAsync();
        await Expect(Waiting(desk)).ToBeHiddenAsync();
    }

    [Theory]
    [MemberData(nameof(Seconds))]
    public async Task A_code_that_is_cut_by_an_answer_is_typed_on_and_waits(double seconds)
    {
        var (desk, code) = await OpenAsync();
        var scanned = await HoldAsync(desk, "**/desk/scan", seconds);
        await ScanAsync(desk, code);
        await Expect(desk.Locator("body.desk-sending")).ToHaveCountAsync(1);
        await desk.Keyboard.TypeAsync(Next[..9]);
        scanned.SetResult();
        await Expect(Answer(desk)).ToContainTextAsync("沈**");
        await desk.Keyboard.TypeAsync(Next[9..]);
        await desk.Keyboard.PressAsync("Enter");
        await Expect(Waiting(desk)).ToHaveTextAsync("1");
        await Expect(Answer(desk)).ToContainTextAsync("沈**");
        await desk.GetByRole(AriaRole.Button, new() { Name = "核验下一位" }).ClickAsync();
        await Expect(desk.Locator("[data-verdict=malformed]")).ToBeVisibleAsync();
        // Whole, as it was typed: what is no code stays to be mended.
        await Expect(desk.Locator("#code")).ToHaveValueAsync(Next);
    }

    [Fact]
    public async Task A_scanner_without_Enter_is_heard_after_a_pause_and_a_few_letters_are_not()
    {
        var (desk, code) = await OpenAsync();
        await desk.Keyboard.InsertTextAsync(code);
        await Expect(Answer(desk)).ToContainTextAsync("沈**");
        await desk.Keyboard.InsertTextAsync("YC1:TOO SHORT");
        // The island's own timer is over when one that was set later is.
        await desk.EvaluateAsync("() => new Promise(resume => setTimeout(resume, 400))");
        await Expect(desk.Locator("#code")).ToHaveValueAsync("YC1:TOO SHORT");
        await Expect(Answer(desk)).ToContainTextAsync("沈**");
    }

    [Fact]
    public async Task A_code_whose_sending_is_stopped_can_be_sent_again()
    {
        var (desk, code) = await OpenAsync();
        await desk.RouteAsync("**/desk/scan", route => route.AbortAsync("internetdisconnected"));
        await ScanAsync(desk, code);
        await Expect(desk.GetByText("二维码内容已保留")).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "停止重试" }).ClickAsync();
        await Expect(desk.Locator("#code")).ToHaveValueAsync(code);
        await desk.UnrouteAsync("**/desk/scan");
        await desk.GetByRole(AriaRole.Button, new() { Name = "核验", Exact = true }).ClickAsync();
        await Expect(Answer(desk)).ToContainTextAsync("沈**");
    }

    [Fact]
    public async Task Nothing_at_the_desk_breaks_its_security_policy()
    {
        var (desk, code) = await OpenAsync();
        List<string> complaints = [];
        desk.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        await ScanAsync(desk, code);
        await Expect(Answer(desk)).ToContainTextAsync("沈**");
        await desk.GetByText("已核对：本人与照片一致").ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "记录服务" }).ClickAsync();
        await Expect(desk.GetByText("已记录：")).ToBeVisibleAsync();
        complaints.ShouldBeEmpty();
    }

    private async Task<(IPage Desk, string Code)> OpenAsync()
    {
        var phone = await system.SignInAsync("talent1", "/card", width: 360);
        var code = await phone.ReadCodeAsync();
        return (await system.SignInAsync("desk2", "/desk"), code);
    }

    // Holds the next answer at an address for a network's seconds, and until the test says so.
    private static async Task<TaskCompletionSource> HoldAsync(IPage desk, string address, double seconds)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await desk.RouteAsync(
            address,
            async route =>
            {
                await Task.WhenAll(go.Task, Task.Delay(TimeSpan.FromSeconds(seconds)));
                await route.ContinueAsync();
            },
            new() { Times = 1 }
        );
        return go;
    }

    private static ILocator Waiting(IPage desk) => desk.Locator("[data-waiting] output");

    private static ILocator Answer(IPage desk) => desk.Locator(".answer-good");

    private static async Task ScanAsync(IPage desk, string code)
    {
        await desk.Keyboard.InsertTextAsync(code);
        await desk.Keyboard.PressAsync("Enter");
    }
}
