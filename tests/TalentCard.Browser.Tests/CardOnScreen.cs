using System.Diagnostics;
using Microsoft.Playwright;
using TalentCard.Testing;

namespace TalentCard.Browser.Tests;

/// <summary>Reads the code as a scanner does: from the picture on the screen.</summary>
internal static class CardOnScreen
{
    public static async Task<string> ReadCodeAsync(this IPage page)
    {
        var picture = Path.GetTempFileName();
        try
        {
            await page.Locator("img.code").ScreenshotAsync(new() { Path = picture });
            using var reader = Process.Start(new ProcessStartInfo("node", ["tests/TalentCard.Browser.Tests/read-code.mjs", picture])
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
            })!;
            var text = await reader.StandardOutput.ReadToEndAsync();
            await reader.WaitForExitAsync();
            reader.ExitCode.ShouldBe(0, "no code can be read on the screen");
            return text;
        }
        finally
        {
            File.Delete(picture);
        }
    }
}
