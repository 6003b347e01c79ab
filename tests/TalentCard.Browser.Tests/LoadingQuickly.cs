using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using TalentCard.Testing;

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
        var page = await system.OpenAsync(360, account: account);
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        var begun = new ConcurrentDictionary<string, bool>();
        var bytes = new ConcurrentDictionary<string, double>();
        network.Event("Network.responseReceived").OnEvent += (_, answer) => begun[Id(answer)] = true;
        network.Event("Network.loadingFinished").OnEvent += (_, loaded) =>
            bytes[Id(loaded)] = loaded!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        // A browser without windows shows no icon; with them it asks for it too.
        await page.EvaluateAsync("() => fetch(document.querySelector('link[rel=icon]').href)");
        // The page has loaded; the word of it comes by another way.
        await Eventually.ShouldComeAsync<bool?>(
            () => Task.FromResult<bool?>(begun.Count > 2 && begun.Keys.All(bytes.ContainsKey)),
            "the end of every answer"
        );
        bytes.Values.Sum().ShouldBeLessThan(MostBytes);
    }

    private static string Id(JsonElement? about) => about!.Value.GetProperty("requestId").GetString()!;
}
