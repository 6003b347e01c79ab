using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TalentCard.Testing;

namespace TalentCard.Browser.Tests;

/// <summary>
/// Every page, in both languages: axe-core finds nothing, its colours hold in the dark too, nothing overflows from 320 to 2560 px
/// nor in large type, and dates are as the language writes them. <c>./test --pictures</c> keeps it at phone and desktop width in
/// artifacts/pages.
/// </summary>
public sealed partial class SeeingEveryPage(RunningSystem system)
{
    private static readonly int[] Widths = [320, 768, 1366, 2560];

    // The layout is the same in English, whose words are longer.
    private static readonly int[] WidthsInEnglish = [320, 1366];

    private static readonly string[] NormalType = ["normal"];
    private static readonly string[] LargeAndNormalType = ["large", "normal"];

    // High contrast is a handful of colours for all of them: the page that shows every component, and where people start.
    private static readonly string[] InHighContrast =
    [
        "/",
        "/card",
        "/desk",
        "/office",
        "/hotline",
        "/stations",
        "/think-tank",
        "/office/styles",
    ];

    [Fact]
    public void No_page_is_forgotten() => PagesToSee.Unnamed.ShouldBeEmpty("say in PagesToSee which record to look at");

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Everyone_can_use_it_on_every_screen(string language)
    {
        // A window takes so many pages, as most are the office's.
        var windows = (await PagesToSee.ReadAsync(system)).SelectMany(
            reader => reader.Order().Chunk(24),
            (reader, addresses) => (Account: reader.Key, Addresses: addresses)
        );
        var found = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            windows,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (window, _) =>
            {
                var page = await system.OpenAsync(locale: language, account: window.Account);
                // Colours are looked at when they have settled.
                await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
                if (language != "en")
                    await page.AddInitScriptAsync(AccessibilityTests.Axe);
                foreach (var address in window.Addresses)
                foreach (var finding in await LookAsync(page, address, language))
                    found.Add($"{address} ({window.Account}): {finding}");
                await page.Context.CloseAsync();
            }
        );
        found.Order().ShouldBeEmpty();
    }

    // A picture is kept to be looked at and proves nothing; a browser short of its processors may fail at one, and then not
    // again.
    private static async Task TakeAsync(IPage page, string address, string language, int width)
    {
        if (!RunningSystem.KeepsPictures)
            return;
        await page.SetViewportSizeAsync(width, 812);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await page.ScreenshotAsync(Picture(address, language, width));
                return;
            }
            catch (PlaywrightException exception)
                when (tries < 5 && exception.Message.Contains("Unable to capture", StringComparison.Ordinal))
            {
                // Once more.
            }
        }
    }

    private static async Task<List<string>> LookAsync(IPage page, string address, string language)
    {
        List<string> found = [];
        await page.SetViewportSizeAsync(375, 812);
        var answer = await page.GotoAsync(address);
        if (answer!.Status >= 400 != (address == "/no-such-page"))
            return [$"answers {answer.Status}"];
        await DrawChartsAsync(page);
        await TakeAsync(page, address, language, 375);
        if (language == "en")
            found.AddRange(await MixedUpAsync(page));
        else
        {
            // Another language changes words, which neither colours nor names of controls depend on.
            found.AddRange(await AccessibilityTests.FindAsync(page));
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            found.AddRange(await AccessibilityTests.FindAsync(page, "color-contrast"));
            if (InHighContrast.Contains(address))
            {
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, Contrast = Contrast.More });
                found.AddRange(await AccessibilityTests.FindAsync(page, "color-contrast"));
            }
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, Contrast = Contrast.NoPreference });
        }
        foreach (var width in language == "en" ? WidthsInEnglish : Widths)
            found.AddRange(await OverflowAsync(page, width, language != "en" && width == 320 ? LargeAndNormalType : NormalType));
        await TakeAsync(page, address, language, 1366);
        return found;
    }

    // A chart is drawn when it is scrolled to: on a screen so high that it is there at once.
    private static async Task DrawChartsAsync(IPage page)
    {
        if (await page.Locator("[data-chart-area]").CountAsync() == 0)
            return;
        await page.SetViewportSizeAsync(375, 8000);
        await page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('[data-chart-area]')].every(area => area.hidden || area.dataset.drawn)"
        );
        await page.SetViewportSizeAsync(375, 812);
    }

    private static async Task<IEnumerable<string>> OverflowAsync(IPage page, int width, string[] types)
    {
        await page.SetViewportSizeAsync(width, 812);
        var wide = await page.EvaluateAsync<int[]>(
            "types => types.map(type => { document.documentElement.dataset.size = type; return document.documentElement.scrollWidth; })",
            types
        );
        return types
            .Zip(wide)
            .Where(one => one.Second > width)
            .Select(one => $"is {one.Second} px wide in {one.First} type on {width}");
    }

    // Inputs hold dates as ISO 8601 whatever the language is; what is shown follows it.
    private static async Task<List<string>> MixedUpAsync(IPage page)
    {
        List<string> found = [];
        foreach (
            var value in await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('input[type=date]')].map(input => input.getAttribute('value') ?? '')"
            )
        )
            if (value.Length > 0 && !Iso().IsMatch(value))
                found.Add($"an input of a date holds {value}");
        // What says that it is Chinese, as an official document does, is so for every reader.
        var text = await page.EvaluateAsync<string>(
            "() => { const main = document.querySelector('main').cloneNode(true); main.querySelectorAll('[lang^=zh]').forEach(part => part.remove()); return main.textContent; }"
        );
        if (ChineseDate().Match(text) is { Success: true } date)
            found.Add($"shows the date {date.Value} in English");
        return found;
    }

    private static PageScreenshotOptions Picture(string address, string language, int width) =>
        new()
        {
            Path = Repository.PathOf(
                $"artifacts/pages/{Odd().Replace(Id().Replace(address, "one"), "-").Trim('-')}-{language}-{width}.jpg"
            ),
            Type = ScreenshotType.Jpeg,
            FullPage = true,
        };

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex Iso();

    [GeneratedRegex("[0-9]+年[0-9]+月|[0-9]+月[0-9]+日")]
    private static partial Regex ChineseDate();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Odd();
}
