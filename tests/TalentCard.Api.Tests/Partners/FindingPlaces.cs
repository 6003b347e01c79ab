using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts.Partners;
using TalentCard.Testing;
using ServicePoint = TalentCard.Contracts.Partners.ServicePoint;

namespace TalentCard.Api.Tests.Partners;

public sealed class FindingPlaces(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_nearest_place_that_gives_the_benefit_comes_first()
    {
        var desk = await Desk.OpenAsync(api, kind: "bank");
        var database = api.Database.DataSource;
        var benefit = await TestData.BenefitAsync(database, new TestRule { Kinds = ["bank"] });
        await TestData.BenefitAsync(database, new TestRule { Kinds = ["school"], Tiers = ["A"] });
        var far = await TestData.ServicePointAsync(database, "bank", division: "340421");
        await TestData.ServicePointAsync(database, "bank", active: false);
        await TestData.ServicePointAsync(database, "school");
        await using (var connection = await database.OpenConnectionAsync(Cancel))
        {
            await connection.ExecuteAsync(
                """
                update divisions set latitude = 32.6472, longitude = 117.0174 where code = '340403';
                update divisions set latitude = 32.7093, longitude = 116.7111 where code = '340421';
                update service_points set latitude = 32.7093, longitude = 116.7111 where id = @Id
                """,
                new { far.Id }
            );
        }
        var talent = api.As(desk.Talent);
        var places = (await talent.GetFromJsonAsync<Places>("/api/v1/me/places", Cancel))!;
        places.Division.ShouldBe("340403");
        places.Items.Select(place => place.Id).ShouldBe([desk.Point.Id, far.Id]);
        places.Items[0].Kilometres.ShouldBe(0);
        places.Items[1].Kilometres!.Value.ShouldBe(29.5, 0.5);
        places.Items[1].Benefits.ShouldBe([benefit]);
        places.Items[1].Hours.Length.ShouldBe(7);
        places.Items[1].Hours[6].ShouldBe(new OpeningSpan(7, new TimeOnly(8, 0), new TimeOnly(18, 0)));
        (await talent.GetFromJsonAsync<Places>($"/api/v1/me/places?division=340421&benefit={benefit}", Cancel))!
            .Items[0]
            .Id.ShouldBe(far.Id);
        (await talent.GetFromJsonAsync<Places>("/api/v1/me/places?benefit=no_such", Cancel))!.Items.ShouldBeEmpty();
        await (await talent.GetAsync("/api/v1/me/places?division=nowhere", Cancel)).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
    }

    [Fact]
    public async Task The_office_says_where_a_point_is_and_when_it_is_open()
    {
        var point = await TestData.ServicePointAsync(api.Database.DataSource);
        var request = new ServicePointRequest(
            "东门",
            "hospital",
            "340403",
            "国庆路",
            true,
            32.6,
            117.0,
            // Typed in any order, and touching: one span, past midnight in two days.
            [
                new OpeningSpan(2, new TimeOnly(0, 0), new TimeOnly(1, 0)),
                new OpeningSpan(1, new TimeOnly(20, 0), TimeOnly.MinValue),
                new OpeningSpan(1, new TimeOnly(7, 30), new TimeOnly(12, 0)),
                new OpeningSpan(1, new TimeOnly(11, 0), new TimeOnly(13, 0)),
            ],
            true
        );
        var edited = await (await EditAsync(point, request)).ShouldBeAsync<ServicePoint>(HttpStatusCode.OK);
        (edited.Latitude, edited.Longitude, edited.FollowsHolidays).ShouldBe((32.6, 117.0, true));
        edited.Hours.ShouldBe([
            new OpeningSpan(1, new TimeOnly(7, 30), new TimeOnly(13, 0)),
            new OpeningSpan(1, new TimeOnly(20, 0), TimeOnly.MinValue),
            new OpeningSpan(2, new TimeOnly(0, 0), new TimeOnly(1, 0)),
        ]);
        foreach (
            var wrong in new[]
            {
                request with
                {
                    Latitude = null,
                },
                request with
                {
                    Latitude = 91,
                },
                request with
                {
                    Hours = [],
                },
                request with
                {
                    Hours = [new OpeningSpan(1, new TimeOnly(8, 0), new TimeOnly(7, 0))],
                },
                request with
                {
                    Hours = [new OpeningSpan(8, new TimeOnly(8, 0), new TimeOnly(9, 0))],
                },
            }
        )
            await (await EditAsync(point, wrong, 2)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private Task<HttpResponseMessage> EditAsync(TestServicePoint point, ServicePointRequest request, int version = 1)
    {
        var message = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/service-points/{point.Id}")
        {
            Content = JsonContent.Create(request),
        };
        message.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return api.As(Person.Office()).SendAsync(message, Cancel);
    }
}
