using System.Net;
using System.Net.Http.Json;
using TalentCard.Contracts;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.ThinkTank;

public sealed class KeepingExpertsAndVillages(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private static readonly ExpertRequest SomeExpert = new(
        "沈禾",
        "研究员",
        "市农科院",
        "340403",
        32.65,
        117.0,
        ["A0101", "A0301"],
        6,
        new DateOnly(2026, 1, 1)
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Office => api.As(Person.Office());

    public async ValueTask InitializeAsync() => await TestData.ReferenceAsync(api.Database.DataSource);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_expert_is_taken_in_once_found_and_edited_by_version()
    {
        var key = Guid.NewGuid().ToString();
        var expert = await Office
            .PostAsync("/api/v1/think-tank/experts", SomeExpert, key)
            .ShouldGiveAsync<Expert>(HttpStatusCode.Created);
        (
            await Office.PostAsync("/api/v1/think-tank/experts", SomeExpert, key).ShouldGiveAsync<Expert>(HttpStatusCode.Created)
        ).Id.ShouldBe(expert.Id);
        var found = await Office.GetFromJsonAsync<Page<Expert>>(
            $"/api/v1/think-tank/experts?q={Uri.EscapeDataString("沈禾")}&speciality=A03",
            Cancel
        );
        found!.Items.ShouldContain(other => other.Id == expert.Id);
        var path = $"/api/v1/think-tank/experts/{expert.Id}";
        (await PutAsync(path, SomeExpert with { Capacity = 2 }, 1).ShouldGiveAsync<Expert>()).Capacity.ShouldBe(2);
        await PutAsync(path, SomeExpert, 1).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
    }

    [Fact]
    public async Task What_does_not_hold_of_an_expert_is_refused()
    {
        await RefusedAsync(SomeExpert with { Specialities = ["Z99"] });
        await RefusedAsync(SomeExpert with { Specialities = [] });
        await RefusedAsync(SomeExpert with { Division = "none" });
        await RefusedAsync(SomeExpert with { Latitude = 91 });
        await RefusedAsync(SomeExpert with { Capacity = -1 });
        await RefusedAsync(SomeExpert with { AvailableTo = new DateOnly(2025, 1, 1) });
        await TestData.UserAsync(api.Database, "not-an-expert", ["office"]);
        await Office
            .PostAsync("/api/v1/think-tank/experts", SomeExpert with { UserName = "not-an-expert" })
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "expert_account_taken");
        await TestData.UserAsync(api.Database, "an-expert", ["expert"]);
        await Office
            .PostAsync("/api/v1/think-tank/experts", SomeExpert with { UserName = "an-expert" })
            .ShouldGiveAsync<Expert>(HttpStatusCode.Created);
        await Office
            .PostAsync("/api/v1/think-tank/experts", SomeExpert with { UserName = "an-expert" })
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "expert_account_taken");
    }

    [Fact]
    public async Task A_village_is_taken_in_once_a_county_and_edited_by_version()
    {
        var request = new AdviseeRequest("village", "瓦埠村", "340421", 32.7, 116.7, ["A0101"], "小麦", IsKey: true);
        var village = await Office
            .PostAsync("/api/v1/think-tank/advisees", request)
            .ShouldGiveAsync<Advisee>(HttpStatusCode.Created);
        await Office
            .PostAsync("/api/v1/think-tank/advisees", request)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "think_tank_name_taken");
        await Office
            .PostAsync("/api/v1/think-tank/advisees", request with { Kind = "town" })
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var path = $"/api/v1/think-tank/advisees/{village.Id}";
        (await PutAsync(path, request with { IsKey = false }, 1).ShouldGiveAsync<Advisee>()).IsKey.ShouldBeFalse();
        await PutAsync(path, request, 1).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        await PutAsync($"/api/v1/think-tank/advisees/{Guid.NewGuid()}", request, 1)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (
            await Office.GetFromJsonAsync<Page<Advisee>>("/api/v1/think-tank/advisees?kind=village&key=false", Cancel)
        )!.Items.ShouldContain(other => other.Id == village.Id);
        (await Office.GetFromJsonAsync<Page<Advisee>>("/api/v1/think-tank/advisees?kind=firm", Cancel))!.Items.ShouldNotContain(
            other => other.Id == village.Id
        );
    }

    private async Task RefusedAsync(ExpertRequest request) =>
        await Office
            .PostAsync("/api/v1/think-tank/experts", request)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");

    private Task<HttpResponseMessage> PutAsync(string path, object body, int version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return Office.SendAsync(request, Cancel);
    }
}
