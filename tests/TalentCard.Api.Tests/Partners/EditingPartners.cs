using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Search;
using TalentCard.Testing;
using ServicePoint = TalentCard.Contracts.Partners.ServicePoint;

namespace TalentCard.Api.Tests.Partners;

public sealed class EditingPartners(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partner_and_its_point_are_made_once_edited_by_version_and_stopped()
    {
        await TestData.ReferenceAsync(api.Database.DataSource);
        var request = new PartnerRequest("淮南市第一人民医院", "hospital", "340403", "0554-0000000");
        var partner = await (
            await SendAsync(HttpMethod.Post, "/api/v1/partners", request, key: "partner")
        ).ShouldBeAsync<Partner>(HttpStatusCode.Created);
        (
            await (await SendAsync(HttpMethod.Post, "/api/v1/partners", request, key: "partner")).ShouldBeAsync<Partner>(
                HttpStatusCode.Created
            )
        ).ShouldBe(partner);
        await (
            await SendAsync(HttpMethod.Post, "/api/v1/partners", request with { Contact = "x" }, key: "partner")
        ).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "idempotency_conflict");
        await (await SendAsync(HttpMethod.Post, "/api/v1/partners", request, key: "other")).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "name_taken"
        );

        var points = $"/api/v1/partners/{partner.Id}/service-points";
        var point = await (
            await SendAsync(HttpMethod.Post, points, new ServicePointRequest("门诊一楼", "hospital", "340403"), key: "point")
        ).ShouldBeAsync<ServicePoint>(HttpStatusCode.Created);
        var edit = new ServicePointRequest("门诊二楼", "hospital", "340403", "国庆路");
        var path = $"/api/v1/service-points/{point.Id}";
        await (await SendAsync(HttpMethod.Put, path, edit)).ShouldRefuseAsync((HttpStatusCode)428, "precondition_required");
        (
            await (await SendAsync(HttpMethod.Put, path, edit, "\"1\"")).ShouldBeAsync<ServicePoint>(HttpStatusCode.OK)
        ).Name.ShouldBe("门诊二楼");
        await (await SendAsync(HttpMethod.Put, path, edit, "\"1\"")).ShouldRefuseAsync(
            HttpStatusCode.PreconditionFailed,
            "stale"
        );
        var verifier = api.As(Person.Verifier(partner.Id, point.Id));
        (await verifier.GetFromJsonAsync<ServicePoint[]>("/api/v1/me/service-points", Cancel))!
            .ShouldHaveSingleItem()
            .Id.ShouldBe(point.Id);

        var read = await Office.GetAsync($"/api/v1/partners/{partner.Id}", Cancel);
        (await read.ShouldBeAsync<PartnerDetail>(HttpStatusCode.OK)).ServicePoints.ShouldHaveSingleItem();
        var stopped = await SendAsync(
            HttpMethod.Put,
            $"/api/v1/partners/{partner.Id}",
            request with
            {
                Active = false,
            },
            read.Headers.ETag!.ToString()
        );
        (await stopped.ShouldBeAsync<Partner>(HttpStatusCode.OK)).Active.ShouldBeFalse();
        (await verifier.GetFromJsonAsync<ServicePoint[]>("/api/v1/me/service-points", Cancel))!.ShouldBeEmpty();
        (await Office.GetFromJsonAsync<Page<Partner>>("/api/v1/partners?limit=1", Cancel))!.Items.ShouldHaveSingleItem();
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>(
                "select action from audit_events where subject_id in (@Partner, @Point) order by at, id",
                new { Partner = partner.Id.ToString(), Point = point.Id.ToString() }
            )
        ).ShouldBe(["partner.create", "service_point.create", "service_point.edit", "partner.edit"], ignoreOrder: true);
    }

    [Fact]
    public async Task English_names_are_kept_found_and_given_to_talents_beside_the_Chinese()
    {
        var desk = await Desk.OpenAsync(api, kind: "bank");
        await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Kinds = ["bank"] });
        var partner = await (
            await SendAsync(
                HttpMethod.Put,
                $"/api/v1/partners/{desk.Point.PartnerId}",
                new PartnerRequest("舜耕银行", "bank", "340403", NameEn: "Shungeng Bank"),
                "\"1\""
            )
        ).ShouldBeAsync<Partner>(HttpStatusCode.OK);
        partner.NameEn.ShouldBe("Shungeng Bank");
        await (
            await SendAsync(
                HttpMethod.Put,
                $"/api/v1/service-points/{desk.Point.Id}",
                new ServicePointRequest(
                    "营业厅",
                    "bank",
                    "340403",
                    "国庆路 1 号",
                    NameEn: "Main Hall",
                    AddressEn: "1 Guoqing Road"
                ),
                "\"1\""
            )
        ).ShouldBeAsync<ServicePoint>(HttpStatusCode.OK);

        var place = (await api.As(desk.Talent).GetFromJsonAsync<Places>("/api/v1/me/places", Cancel))!.Items.Single(place =>
            place.Id == desk.Point.Id
        );
        (place.PartnerName, place.PartnerNameEn, place.Name, place.NameEn, place.Address, place.AddressEn).ShouldBe(
            ("舜耕银行", "Shungeng Bank", "营业厅", "Main Hall", "国庆路 1 号", "1 Guoqing Road")
        );
        var found = (await Office.GetFromJsonAsync<SearchAnswer>("/api/v1/search?q=shungeng", Cancel))!;
        found.Hits.ShouldHaveSingleItem().Id.ShouldBe(desk.Point.PartnerId);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<string>(
                "select place_en(p, s) from service_points s join partners p on p.id = s.partner_id where s.id = @Id",
                new { desk.Point.Id }
            )
        ).ShouldBe("Shungeng Bank · Main Hall");
        await (
            await SendAsync(
                HttpMethod.Post,
                "/api/v1/partners",
                new PartnerRequest("长名", "bank", "340403", NameEn: new string('x', 101)),
                key: "long"
            )
        ).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task What_is_unknown_or_forbidden_is_turned_away()
    {
        await TestData.ReferenceAsync(api.Database.DataSource);
        var request = new PartnerRequest("甲", "no_kind", "340403");
        await (await SendAsync(HttpMethod.Post, "/api/v1/partners", request, key: "a")).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        await (
            await SendAsync(HttpMethod.Post, "/api/v1/partners", request with { Kind = "hospital", Division = "0" }, key: "b")
        ).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await SendAsync(HttpMethod.Post, "/api/v1/partners", request with { Name = "" }, key: "c")).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        await (
            await SendAsync(
                HttpMethod.Post,
                $"/api/v1/partners/{Guid.NewGuid()}/service-points",
                new ServicePointRequest("乙", "hospital", "340403"),
                key: "d"
            )
        ).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await (
            await SendAsync(HttpMethod.Put, $"/api/v1/partners/{Guid.NewGuid()}", request with { Kind = "hospital" }, "\"1\"")
        ).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await (await api.AsNobody().GetAsync("/api/v1/partners", Cancel)).ShouldRefuseAsync(
            HttpStatusCode.Unauthorized,
            "unauthenticated"
        );
        await (await api.As(Person.PartnerSystem(Guid.NewGuid())).GetAsync("/api/v1/partners", Cancel)).ShouldRefuseAsync(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    private HttpClient Office => api.As(Person.Office());

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        object body,
        string? ifMatch = null,
        string? key = null
    )
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return Office.SendAsync(request, Cancel);
    }
}
