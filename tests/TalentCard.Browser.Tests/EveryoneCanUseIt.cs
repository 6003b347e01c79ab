using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TalentCard.Testing;

namespace TalentCard.Browser.Tests;

/// <summary>axe-core finds no violation of WCAG 2.2 A and AA.</summary>
public sealed class EveryoneCanUseIt(RunningSystem system)
{
    private static readonly string Axe = File.ReadAllText(Repository.PathOf("node_modules/axe-core/axe.min.js"));

    [Theory]
    [InlineData("/", 360)]
    [InlineData("/", 1280)]
    [InlineData("/sign-in", 360)]
    [InlineData("/sign-in", 1280)]
    [InlineData("/no-such-page", 1280)]
    public async Task Without_signing_in(string path, int width)
    {
        var page = await system.OpenAsync(width);
        await page.GotoAsync(path);
        await CheckAsync(page);
    }

    [Theory]
    [InlineData("talent1", "/card", 360)]
    [InlineData("talent3", "/card", 360)]
    [InlineData("desk1", "/desk", 360)]
    [InlineData("desk1", "/desk", 1280)]
    [InlineData("office1", "/office", 1280)]
    [InlineData("office1", "/office", 360)]
    [InlineData("office1", "/office/talents", 1280)]
    [InlineData("office1", "/office/search?q=%E5%8C%BB%E9%99%A2", 360)]
    [InlineData("office1", "/office/bookings", 360)]
    [InlineData("office1", "/office/cards/bulk?all=true", 1280)]
    [InlineData("office1", "/office/benefits/new", 360)]
    [InlineData("office1", "/office/imports", 360)]
    [InlineData("office1", "/office/batches", 1280)]
    [InlineData("office1", "/office/cards", 1280)]
    [InlineData("office1", "/office/cards", 360)]
    [InlineData("office1", "/office/benefits", 360)]
    [InlineData("office1", "/office/benefits/medical_green_channel/rule", 1280)]
    [InlineData("office1", "/office/partners", 1280)]
    [InlineData("office1", "/office/partners/new", 360)]
    [InlineData("office1", "/office/redemptions", 1280)]
    [InlineData("office1", "/office/redemptions", 360)]
    [InlineData("office1", "/office/stations", 320)]
    [InlineData("office1", "/office/stations/postdocs", 1280)]
    [InlineData("office1", "/office/stations/due", 320)]
    [InlineData("office1", "/office/stations/figures", 320)]
    [InlineData("office1", "/office/stations/rules", 320)]
    [InlineData("office1", "/office/stations/new", 320)]
    [InlineData("office1", "/office/stations/requests", 320)]
    [InlineData("office1", "/office/stations/import-stations", 320)]
    [InlineData("office1", "/office/think-tank/rules", 320)]
    [InlineData("station1", "/stations", 320)]
    [InlineData("station1", "/stations/figures", 1280)]
    [InlineData("station1", "/stations/postdocs", 320)]
    [InlineData("station1", "/stations/postdocs/new", 320)]
    [InlineData("station1", "/stations/import", 320)]
    [InlineData("office1", "/office/statistics?from=2022-01-01&to=2022-12-31", 320)]
    [InlineData("office1", "/office/statistics/work?from=2022-01-01&to=2022-12-31", 320)]
    [InlineData("office1", "/office/reports", 320)]
    [InlineData("office1", "/office/screen?year=2022", 1920)]
    [InlineData("office1", "/office/screen?year=2022", 320)]
    [InlineData("auditor1", "/office/audit", 1280)]
    [InlineData("expert1", "/think-tank", 320)]
    [InlineData("expert1", "/think-tank/visits", 320)]
    [InlineData("office1", "/office/think-tank/pairing", 320)]
    [InlineData("office1", "/office/think-tank/pairing", 1280)]
    [InlineData("office1", "/office/think-tank/experts", 1280)]
    [InlineData("office1", "/office/think-tank/experts/new", 320)]
    [InlineData("office1", "/office/think-tank/advisees", 320)]
    [InlineData("office1", "/office/think-tank/advisees/new", 1280)]
    [InlineData("office1", "/office/think-tank/requests", 320)]
    [InlineData("office1", "/office/think-tank/visits", 1280)]
    [InlineData("office1", "/office/think-tank/scores?year=2022", 320)]
    [InlineData("agent1", "/hotline", 1280)]
    [InlineData("agent1", "/hotline", 320)]
    [InlineData("agent1", "/hotline/tickets", 1280)]
    [InlineData("handler1", "/hotline/tickets", 320)]
    [InlineData("agent1", "/hotline/knowledge", 360)]
    [InlineData("agent1", "/hotline/knowledge/new", 360)]
    [InlineData("agent1", "/hotline/rates", 320)]
    [InlineData("office1", "/hotline/working-time", 320)]
    [InlineData("office1", "/hotline/working-time?do=hours", 1280)]
    [InlineData("talent2", "/card/hotline", 320)]
    [InlineData("talent2", "/card/hotline/new", 320)]
    [InlineData("talent2", "/card/hotline/knowledge", 320)]
    [InlineData("admin1", "/office/jobs", 1280)]
    [InlineData("admin1", "/office/messages", 320)]
    [InlineData("talent1", "/notifications", 320)]
    [InlineData("station1", "/notifications/preferences", 320)]
    [InlineData("admin1", "/office/jobs", 320)]
    [InlineData("admin1", "/office/jobs/lapse-reservations", 1280)]
    [InlineData("admin1", "/office/jobs/lapse-reservations", 320)]
    public async Task Signed_in(string account, string path, int width)
    {
        var page = await system.SignInAsync(account, path, width);
        await CheckAsync(page);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?do=review")]
    [InlineData("?do=attach")]
    public async Task A_postdoc(string form)
    {
        var page = await system.SignInAsync("station1", "/stations", 320);
        await page.GotoAsync(await page.Locator("table a[href*='/postdocs/']").First.GetAttributeAsync("href") + form);
        await CheckAsync(page);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
    }

    [Theory]
    [InlineData("expert1", "/think-tank", "a[href*='/visits/new']")]
    [InlineData("expert1", "/think-tank/visits", ".services a")]
    [InlineData("office1", "/office/stations", "#stations a[href^='/office/stations/']")]
    [InlineData("office1", "/office/think-tank/pairing", "tbody a")]
    [InlineData("office1", "/office/think-tank/experts", "tbody a")]
    [InlineData("office1", "/office/think-tank/advisees", "tbody a")]
    [InlineData("office1", "/office/think-tank/requests", "tbody a")]
    [InlineData("office1", "/office/think-tank/visits", "tbody a")]
    public async Task The_first_of_a_list(string account, string list, string link)
    {
        var page = await system.SignInAsync(account, list, 320);
        await page.GotoAsync((await page.Locator(link).First.GetAttributeAsync("href"))!);
        await CheckAsync(page);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
    }

    [Fact]
    public async Task The_answer_at_the_desk()
    {
        var phone = await system.SignInAsync("talent1", "/card", width: 360);
        var desk = await system.SignInAsync("desk1", "/desk");
        await desk.Locator("#code").FillAsync(await phone.ReadCodeAsync());
        await desk.Keyboard.PressAsync("Enter");
        await desk.GetByRole(AriaRole.Heading, new() { Name = "可以办理" }).WaitForAsync();
        await CheckAsync(desk);
    }

    /// <summary>Fails where axe-core finds something on the page.</summary>
    internal static async Task CheckAsync(IPage page)
    {
        // Colours are looked at when they have settled.
        var toast = page.Locator(".toast-note").First;
        if (await toast.IsVisibleAsync()) await Assertions.Expect(toast).ToHaveCSSAsync("opacity", new Regex("^[01]$"));
        await page.EvaluateAsync(
            "Promise.allSettled(document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < 2000).map(one => one.finished))");
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }))
                .violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
            """);
        found.ShouldBeEmpty();
    }
}
