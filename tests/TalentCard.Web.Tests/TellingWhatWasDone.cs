using System.Net;
using System.Text.RegularExpressions;
using TalentCard.Contracts.Access;

namespace TalentCard.Web.Tests;

/// <summary>What a form has done is said once, on the page that it leads to.</summary>
public sealed partial class TellingWhatWasDone(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private const string Saved = "已保存。";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_said_once_and_not_by_the_address()
    {
        using var client = Client();
        using var answer = await SaveAsync(client);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var address = answer.Headers.Location!.ToString();
        address.ShouldEndWith("/notifications/preferences");
        (await client.GetStringAsync(address, Cancel)).ShouldContain(Saved);
        (await client.GetStringAsync(address, Cancel)).ShouldNotContain(Saved);
        (await client.GetStringAsync(address + "?done=saved", Cancel)).ShouldNotContain(Saved);
    }

    [Fact]
    public async Task Waits_for_its_own_page()
    {
        using var client = Client();
        using var answer = await SaveAsync(client);
        (await client.GetStringAsync("/notifications", Cancel)).ShouldNotContain(Saved);
        (await client.GetStringAsync(answer.Headers.Location, Cancel)).ShouldContain(Saved);
    }

    [Fact]
    public async Task Is_said_to_whoever_clicks_twice_too()
    {
        using var client = Client();
        var form = await FormAsync(client);
        using var first = await client.PostAsync("/notifications/preferences", new FormUrlEncodedContent(form), Cancel);
        // The browser has left the first answer for the second.
        (await client.GetStringAsync(first.Headers.Location, Cancel)).ShouldContain(Saved);
        using var second = await client.PostAsync("/notifications/preferences", new FormUrlEncodedContent(form), Cancel);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await client.GetStringAsync(second.Headers.Location, Cancel)).ShouldContain(Saved);
    }

    private HttpClient Client()
    {
        var client = SampleApi
            .Before(web)
            .CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://card.test") });
        client.DefaultRequestHeaders.Add("X-Role", Roles.Office);
        client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        return client;
    }

    private static async Task<HttpResponseMessage> SaveAsync(HttpClient client) =>
        await client.PostAsync("/notifications/preferences", new FormUrlEncodedContent(await FormAsync(client)), Cancel);

    private static async Task<Dictionary<string, string>> FormAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/notifications/preferences", Cancel);
        var form = Form()
            .Matches(page)
            .Select(match => match.Groups[1].Value)
            .Single(one => one.Contains("_handler", StringComparison.Ordinal));
        return Hidden().Matches(form).ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Value);
    }

    [GeneratedRegex("<form(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
