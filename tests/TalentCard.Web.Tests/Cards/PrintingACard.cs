namespace TalentCard.Web.Tests.Cards;

public sealed class PrintingACard(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    [Theory]
    [InlineData("active", true)]
    [InlineData("suspended", false)]
    [InlineData("revoked", false)]
    [InlineData("expired", false)]
    public async Task Shows_its_code_where_it_has_one_and_says_why_where_it_has_none(string state, bool has)
    {
        using var client = SampleApi.Client(SampleApi.Before(web, new SampleApi(state)));
        client.DefaultRequestHeaders.Add("X-Role", "office");
        var page = await client.GetStringAsync($"/office/cards/{Guid.Empty}/print", TestContext.Current.CancellationToken);
        page.Contains("printed-code.svg", StringComparison.Ordinal).ShouldBe(has);
        page.Contains("卡码已停用，不能打印", StringComparison.Ordinal).ShouldBe(!has);
    }
}
