using System.Net;

namespace TalentCard.Web.Tests;

public sealed class MistypingAnAddress(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/office/redemptions", "from=abc", "zh-CN", "网址中的“from”有误：无法识别", "清除筛选，回到列表")]
    [InlineData(
        "/office/redemptions",
        "from=abc",
        "en",
        "“from” in the address is wrong: This cannot be read.",
        "back to the list"
    )]
    [InlineData(
        "/office/stations/postdocs",
        "enteredFrom=2026-02-30",
        "zh-CN",
        "网址中的“enteredFrom”有误",
        "清除筛选，回到列表"
    )]
    public async Task Names_the_field_and_leads_back_to_the_list(
        string path,
        string query,
        string language,
        string words,
        string button
    )
    {
        await using var sample = SampleApi.Before(web);
        using var client = sample.CreateClient(new() { BaseAddress = new Uri("https://card.test") });
        client.DefaultRequestHeaders.Add("X-Role", "office");
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        using var answer = await client.GetAsync($"{path}?{query}", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        page.ShouldContain(words);
        page.ShouldContain($"href=\"{path}\"");
        page.ShouldContain(button);
        (await client.GetAsync(path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
