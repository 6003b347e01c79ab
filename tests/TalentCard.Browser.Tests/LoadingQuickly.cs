namespace TalentCard.Browser.Tests;

/// <summary>What a first load takes over the network, everything together: a phone in a basement has little.</summary>
public sealed class LoadingQuickly(RunningSystem system)
{
    private const int MostBytes = 100 * 1024;

    [Theory]
    [InlineData(null, "/")]
    [InlineData("talent1", "/card")]
    [InlineData("desk1", "/desk")]
    [InlineData("office1", "/office")]
    public async Task A_start_page_is_small(string? account, string path)
    {
        var page = account is null ? await system.OpenAsync(360) : await system.SignInAsync(account, path, 360);
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        var bytes = new System.Collections.Concurrent.ConcurrentBag<double>();
        network.Event("Network.loadingFinished").OnEvent += (_, loaded) => bytes.Add(loaded!.Value.GetProperty("encodedDataLength").GetDouble());
        await page.GotoAsync(path, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
        bytes.Count.ShouldBeGreaterThan(2);
        bytes.Sum().ShouldBeLessThan(MostBytes);
    }
}
