using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TalentCard.Testing;

namespace TalentCard.Browser.Tests;

/// <summary>axe-core finds no violation of WCAG 2.2 A and AA.</summary>
public sealed class AccessibilityTests(RunningSystem system)
{
    /// <summary>The source of axe-core.</summary>
    internal static readonly string Axe = File.ReadAllText(Repository.PathOf("node_modules/axe-core/axe.min.js"));

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_sign_in_page(ColorScheme scheme)
    {
        var page = await system.OpenAsync(360);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GotoAsync("/sign-in");
        await CheckAsync(page);
    }

    [Fact]
    public async Task A_suspended_card() => await CheckAsync(await system.SignInAsync("talent3", "/card", 360));

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

    [Fact]
    public async Task The_question_what_another_system_may_learn()
    {
        var page = await system.OpenAsync(375);
        var request =
            $"{system.Api}/connect/authorize?response_type=code&client_id=hospital&redirect_uri={system.Web}/"
            + "&scope=openid+profile+offline_access+card&code_challenge_method=S256"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&ui_locales=";
        await page.GotoAsync($"{request}zh-CN");
        await RunningSystem.GiveAsync(page, "talent1", "Demo-2022!");
        foreach (var language in (string[])["zh-CN", "en"])
        {
            await page.GotoAsync(request + language);
            await Assertions.Expect(page.Locator(".scopes li")).ToHaveCountAsync(4);
            await RunningSystem.KeepAsync(page, $"consent-{language}-375");
            await CheckAsync(page);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            (await FindAsync(page, "color-contrast")).ShouldBeEmpty();
            await page.SetViewportSizeAsync(320, 740);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
            await page.SetViewportSizeAsync(1366, 812);
            await RunningSystem.KeepAsync(page, $"consent-{language}-1366");
            await page.SetViewportSizeAsync(375, 740);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }
    }

    /// <summary>Fails where axe-core finds something on the page.</summary>
    internal static async Task CheckAsync(IPage page) => (await FindAsync(page)).ShouldBeEmpty();

    /// <summary>What axe-core finds on the page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="rules">The rules to look at; none: all of WCAG 2.2 A and AA and its best practices.</param>
    internal static async Task<string[]> FindAsync(IPage page, params string[] rules)
    {
        // Colours are looked at when they have settled.
        var toast = page.Locator(".toast-note").First;
        if (await toast.IsVisibleAsync())
            await Assertions.Expect(toast).ToHaveCSSAsync("opacity", new Regex("^[01]$"));
        await page.EvaluateAsync(
            "Promise.allSettled(document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < 2000).map(one => one.finished))"
        );
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(
            """
            async (rules) => (await axe.run({ resultTypes: ["violations"],
                runOnly: rules.length > 0 ? { type: "rule", values: rules } : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }))
                .violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
            """,
            rules
        );
    }
}
