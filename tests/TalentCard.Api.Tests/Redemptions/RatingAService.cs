using System.Net;
using System.Net.Http.Json;
using TalentCard.Contracts;
using TalentCard.Contracts.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

public sealed class RatingAService(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_has_one_rating_which_its_holder_changes_and_the_office_reads()
    {
        var desk = await Desk.OpenAsync(api);
        var made = await ServeAsync(desk);
        (await (await RateAsync(desk, made, 3, " 排队有点久 ")).ShouldBeAsync<MyRedemption>(HttpStatusCode.OK)).Comment.ShouldBe(
            "排队有点久"
        );
        (await (await RateAsync(desk, made, 5)).ShouldBeAsync<MyRedemption>(HttpStatusCode.OK)).Score.ShouldBe(5);
        var mine = await api.As(desk.Talent).GetFromJsonAsync<Page<MyRedemption>>("/api/v1/me/redemptions", Cancel);
        (mine!.Items.ShouldHaveSingleItem() is { Score: 5, Comment: "" }).ShouldBeTrue();
        (await LedgerAsync(desk, api.As(Person.Office()))).Score.ShouldBe(5);
        (await LedgerAsync(desk, desk.Http)).Score.ShouldBeNull("the counter does not learn who gave which rating");
    }

    [Fact]
    public async Task A_point_sees_its_average_once_three_have_rated_and_a_reversed_service_does_not_count()
    {
        var desk = await Desk.OpenAsync(api);
        foreach (var score in new[] { 5, 4 })
            await RateAsync(desk, await ServeAsync(desk), score);
        (await AverageAsync(desk.Http)).ShouldBe((2, null));
        (await AverageAsync(api.As(Person.Office()), desk)).ShouldBe((2, 4.5));
        var third = await ServeAsync(desk);
        await RateAsync(desk, third, 1);
        (await AverageAsync(desk.Http)).ShouldBe((3, 3.3));
        (await desk.ReverseAsync(third)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await AverageAsync(desk.Http)).ShouldBe((2, null));
        (
            await (await Desk.OpenAsync(api)).Http.GetFromJsonAsync<PointRating[]>("/api/v1/redemptions/ratings", Cancel)
        )!.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_rated_is_refused_with_its_reason()
    {
        await using var later = new LaterClock(api);
        var (desk, other) = (await Desk.OpenAsync(api), await Desk.OpenAsync(api));
        var made = await ServeAsync(desk);
        await (await RateAsync(other, made, 1)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await (await api.As(other.Talent).GetAsync($"/api/v1/me/redemptions/{made}", Cancel)).ShouldRefuseAsync(
            HttpStatusCode.NotFound,
            "not_found"
        );
        foreach (var score in new[] { 0, 6 })
            await (await RateAsync(desk, made, score)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await RateAsync(desk, made, 5, new string('好', 501))).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        var reversed = await ServeAsync(desk);
        await desk.ReverseAsync(reversed);
        await (await RateAsync(desk, reversed, 5)).ShouldRefuseAsync(HttpStatusCode.Conflict, "rating_of_reversed");
        later.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        (await RateAsync(desk, made, 5)).StatusCode.ShouldBe(HttpStatusCode.OK);
        later.Advance(TimeSpan.FromMinutes(1));
        await (await RateAsync(desk, made, 4)).ShouldRefuseAsync(HttpStatusCode.Conflict, "rating_window_over");
    }

    private async Task<Guid> ServeAsync(Desk desk) =>
        (await desk.RedeemedAsync(await TestData.BenefitAsync(api.Database.DataSource))).Id;

    private Task<HttpResponseMessage> RateAsync(Desk desk, Guid redemption, int score, string? comment = null) =>
        api.As(desk.Talent).PutAsJsonAsync($"/api/v1/me/redemptions/{redemption}/rating", new { score, comment }, Cancel);

    private static async Task<RedemptionItem> LedgerAsync(Desk desk, HttpClient http) =>
        (
            await http.GetFromJsonAsync<Page<RedemptionItem>>($"/api/v1/redemptions?servicePoint={desk.Point.Id}", Cancel)
        )!.Items.ShouldHaveSingleItem();

    private static async Task<(int, double?)> AverageAsync(HttpClient http, Desk? desk = null)
    {
        var all = (await http.GetFromJsonAsync<PointRating[]>("/api/v1/redemptions/ratings", Cancel))!;
        var one = desk is null ? all.ShouldHaveSingleItem() : all.Single(rating => rating.ServicePoint == desk.Point.Id);
        return (one.Ratings, one.Average);
    }
}
