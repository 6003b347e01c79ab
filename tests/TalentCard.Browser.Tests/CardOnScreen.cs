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
        using var reader = Process.Start(
            new ProcessStartInfo("node", ["tests/TalentCard.Browser.Tests/read-code.mjs"])
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        await reader.StandardInput.BaseStream.WriteAsync(picture);
        reader.StandardInput.Close();
        var text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        reader.ExitCode.ShouldBe(0, "no code can be read on the screen");
        return text;
    }

    /// <summary>Films the code: a still video (YUV4MPEG2, 640 × 480) such as a camera in front of the phone would give.</summary>
    public static async Task FilmCodeAsync(this IPage page, string file)
    {
        const int Width = 640;
        const int Height = 480;
        var picture = Convert.ToBase64String(await page.Locator("img.code").ScreenshotAsync());
        var luma = Convert.FromBase64String(
            await page.EvaluateAsync<string>(
                """
                async ([picture, width, height]) => {
                  const image = new Image();
                  image.src = `data:image/png;base64,${picture}`;
                  await image.decode();
                  const canvas = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
                  canvas.fillStyle = "#fff";
                  canvas.fillRect(0, 0, width, height);
                  canvas.drawImage(image, (width - height) / 2 + 30, 30, height - 60, height - 60);
                  const pixels = canvas.getImageData(0, 0, width, height).data;
                  let luma = "";
                  for (let i = 0; i < pixels.length; i += 4) luma += String.fromCharCode(16 + Math.round(0.859 * pixels[i + 1]));
                  return btoa(luma);
                }
                """,
                new object[] { picture, Width, Height }
            )
        );
        await using var video = File.Create(file);
        await video.WriteAsync("YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420\nFRAME\n"u8.ToArray());
        await video.WriteAsync(luma);
        await video.WriteAsync(Enumerable.Repeat((byte)128, Width * Height / 2).ToArray());
    }
}
