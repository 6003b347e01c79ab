using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using TalentCard.Contracts;

namespace TalentCard.Web.Tests;

/// <summary>A period whose end lies before its beginning is refused at its field, on every page that filters by one.</summary>
public sealed class FilteringBackwards(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/office/redemptions", "from", "to")]
    [InlineData("/office/statistics", "from", "to")]
    [InlineData("/office/statistics/work", "from", "to")]
    [InlineData("/office/audit", "from", "to")]
    [InlineData("/office/security", "from", "to")]
    [InlineData("/office/think-tank/visits", "from", "to")]
    [InlineData("/office/stations/postdocs", "enteredFrom", "enteredTo")]
    [InlineData("/office/stations/postdocs", "leftFrom", "leftTo")]
    [InlineData("/hotline/rates", "from", "to")]
    public async Task Says_so_at_the_last_day_and_shows_no_rows(string page, string first, string last)
    {
        var client = SampleApi.Before(web).CreateClient(new() { BaseAddress = new Uri("https://card.test") });
        client.DefaultRequestHeaders.Add("X-Role", page is "/office/audit" or "/office/security" ? "auditor" : "office");
        client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        using var answer = await client.GetAsync($"{page}?{first}=2026-03-02&{last}=2026-03-01", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Hint(html, last).ShouldContain("不能早于起始日期");
        Hint(html, first).ShouldNotContain("起始日期");
        // What was asked for is still there, to be put right.
        html.ShouldContain("value=\"2026-03-02\"");
        html.ShouldContain("value=\"2026-03-01\"");
        html.ShouldNotContain("<tbody");
        // One day is a period. (The sample's figures are of no days that a line could be drawn through.)
        if (page != "/office/statistics")
            Hint(await client.GetStringAsync($"{page}?{first}=2026-03-01&{last}=2026-03-01", Cancel), last)
                .ShouldNotContain("不能");
    }

    [Fact]
    public void Is_refused_by_every_query_with_a_first_and_a_last_day()
    {
        var ends = typeof(ListQuery)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Query", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties())
            .Where(end =>
                end.Name.EndsWith("To", StringComparison.Ordinal)
                && end.DeclaringType!.GetProperty(end.Name[..^2] + "From")?.PropertyType == end.PropertyType
            )
            .ToList();
        ends.Count.ShouldBeGreaterThan(7);
        foreach (var end in ends)
            end.GetCustomAttribute<NotBeforeAttribute>()
                ?.First.ShouldBe(end.Name[..^2] + "From", $"{end.DeclaringType}.{end.Name}");
        ends.ShouldAllBe(end => end.GetCustomAttribute<NotBeforeAttribute>() != null);
    }

    private static string Hint(string html, string field) =>
        Regex.Match(html, $"<div id=\"{field}-hint\">(.*?)</div>\\s*</div>", RegexOptions.Singleline).Groups[1].Value;
}
