using System.Diagnostics;
using Microsoft.Playwright;
using TalentCard.Testing;

namespace TalentCard.Browser.Tests;

/// <summary>Reads the code as a scanner does: from the picture on the screen.</summary>
internal static class CardOnScreen
{
    public static async Task<string> ReadCodeAsync(this IPage page)
    {
        var picture = await page.Locator("img.code").ScreenshotAsync();
        using var reader = Process.Start(new ProcessStartInfo("node", ["tests/TalentCard.Browser.Tests/read-code.mjs"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await reader.StandardInput.BaseStream.WriteAsync(picture);
        reader.StandardInput.Close();
        var text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        reader.ExitCode.ShouldBe(0, "no code can be read on the screen");
        return text;
    }
}
