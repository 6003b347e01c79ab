using System.Net;

namespace TalentCard.Api.Tests;

public sealed class AnsweringForItself(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task Anyone_may_ask_how_it_is(string path) =>
        (await api.AsNobody().GetAsync(path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task An_unknown_address_is_a_problem_with_a_code()
    {
        var answer = await api.As(Person.Office()).GetAsync("/api/v1/nothing", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("\"code\":\"not_found\"");
    }
}
