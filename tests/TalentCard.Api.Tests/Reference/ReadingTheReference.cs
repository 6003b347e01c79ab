using System.Net;
using System.Net.Http.Json;
using TalentCard.Contracts.Reference;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Reference;

public sealed class ReadingTheReference(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anyone_signed_in_reads_the_lists()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        await TestData.CardAsync(api.Database.DataSource, talent);
        var reference = (await api.As(Person.Talent(talent)).GetFromJsonAsync<ReferenceData>("/api/v1/reference", Cancel))!;
        reference.Tiers.Select(tier => tier.Code).ShouldBe(["A", "B", "C", "D", "E", "F"]);
        reference.Divisions.ShouldContain(division => division.Name == "田家庵区");
        reference.ServicePointKinds.ShouldContain(kind => kind.Code == "hospital");
    }

    [Fact]
    public async Task Nobody_else_does() =>
        (await api.AsNobody().GetAsync("/api/v1/reference", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
}
