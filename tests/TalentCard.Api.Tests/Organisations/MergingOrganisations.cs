using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts;
using TalentCard.Contracts.Organisations;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Organisations;

public sealed class MergingOrganisations(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Office => api.As(Person.Office());

    public async ValueTask InitializeAsync() => await TestData.ReferenceAsync(api.Database.DataSource);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_link_and_name_follows_and_the_old_id_says_where_it_went()
    {
        var (goes, stays, last) = (await CreateAsync(), await CreateAsync(), await CreateAsync());
        var talent = await TalentAsync(goes.Name);
        (await (await MergeAsync(goes.Id, stays.Id)).ShouldBeAsync<Organisation>(HttpStatusCode.OK)).Talents.ShouldBe(1);
        (await MergeAsync(goes.Id, stays.Id)).StatusCode.ShouldBe(HttpStatusCode.OK, "the same again is the same answer");
        await (await MergeAsync(goes.Id, last.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "organisation_merged");
        await (await MergeAsync(last.Id, goes.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "organisation_merged");
        await (await MergeAsync(last.Id, last.Id)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await MergeAsync(last.Id, stays.Id, "\"7\"")).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");

        (await MergeAsync(stays.Id, last.Id, "\"2\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var old = await ReadAsync(goes.Id);
        (old.Organisation.State, old.Organisation.MergedInto).ShouldBe(("merged", last.Id));
        (await LinkAsync(talent)).ShouldBe(last.Id);
        (await LinkAsync(await TalentAsync(goes.Name))).ShouldBe(last.Id, "its name leads to the one that stays");
        (await ReadAsync(last.Id)).FormerNames.ShouldBe([goes.Name, stays.Name], ignoreOrder: true);
        var page = await Office.GetFromJsonAsync<Page<Organisation>>($"/api/v1/organisations?q={goes.Name}", Cancel);
        page!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_merges_the_other_way_round_one_is_made()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, two) = (await CreateAsync(), await CreateAsync());
            var answers = await Task.WhenAll(MergeAsync(one.Id, two.Id), MergeAsync(two.Id, one.Id));
            answers.Select(answer => answer.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
            string[] states = [(await ReadAsync(one.Id)).Organisation.State, (await ReadAsync(two.Id)).Organisation.State];
            states.ShouldBe(["active", "merged"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task What_is_imported_during_a_merge_is_linked_to_the_one_that_stays()
    {
        for (var round = 0; round < 5; round++)
        {
            var (goes, stays) = (await CreateAsync(), await CreateAsync());
            var imported = Task.WhenAll(Enumerable.Range(0, 6).Select(n => TalentAsync(n % 2 == 0 ? goes.Name : stays.Name)));
            (await MergeAsync(goes.Id, stays.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
            foreach (var talent in await imported)
                (await LinkAsync(talent)).ShouldBe(stays.Id);
        }
    }

    private async Task<Organisation> CreateAsync()
    {
        var body = new OrganisationRequest($"合并{Guid.NewGuid():N}公司", "enterprise", "340403");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/organisations") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await (await Office.SendAsync(request, Cancel)).ShouldBeAsync<Organisation>(HttpStatusCode.Created);
    }

    private Task<HttpResponseMessage> MergeAsync(Guid id, Guid into, string version = "\"1\"")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/organisations/{id}/merge")
        {
            Content = JsonContent.Create(new MergeRequest(into)),
        };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return Office.SendAsync(request, Cancel);
    }

    private async Task<OrganisationDetail> ReadAsync(Guid id) =>
        (await Office.GetFromJsonAsync<OrganisationDetail>($"/api/v1/organisations/{id}", Cancel))!;

    private Task<Guid> TalentAsync(string employer) => TestData.TalentAsync(api.Database.DataSource, employer: employer);

    private async Task<Guid?> LinkAsync(Guid talent)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<Guid?>(
            "select organisation_id from talents where id = @talent",
            new { talent }
        );
    }
}
