using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

public sealed class ScanningWithTheCamera(RunningSystem system)
{
    [Fact]
    public async Task A_code_in_front_of_the_desks_camera_is_read_by_the_page()
    {
        var video = Path.Combine(Path.GetTempPath(), $"talentcard-{Guid.NewGuid():N}.y4m");
        try
        {
            var phone = await system.SignInAsync("talent1", "/card", width: 360);
            await phone.FilmCodeAsync(video);
            var (chromium, desk) = await system.OpenWithCameraAsync(video, "desk1");
            await using (chromium)
            {
                await desk.GotoAsync("/desk");
                await desk.GetByRole(AriaRole.Button, new() { Name = "摄像头" }).ClickAsync();
                await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "可以办理" })).ToBeVisibleAsync();
                await Expect(desk.Locator("section").GetByText("沈**")).ToBeVisibleAsync();
            }
        }
        finally
        {
            File.Delete(video);
        }
    }
}
