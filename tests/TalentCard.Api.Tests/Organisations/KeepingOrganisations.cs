using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts;
using TalentCard.Contracts.Organisations;
using TalentCard.Contracts.Search;
using TalentCard.Core.Organisations;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Organisations;

public sealed class KeepingOrganisations(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private static int codes;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Office => api.As(Person.Office());

    public async ValueTask InitializeAsync() => await TestData.ReferenceAsync(api.Database.DataSource);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_credit_code_is_brought_to_one_form_and_a_wrong_one_refused()
    {
        var code = NewCode();
        var wide = string.Concat(code.ToLowerInvariant().Select(c => (char)(c + 0xFEE0)));
        var made = await CreateAsync(New(NewName()) with { CreditCode = $" {wide} " });
        made.CreditCode.ShouldBe(code);
        var wrong = code[..17] + (code[17] == '0' ? '1' : '0');
        foreach (var bad in (string[])[wrong, code[..17], code.Replace('X', 'I')])
            await (await PostAsync(New(NewName()) with { CreditCode = bad })).ShouldRefuseAsync(
                HttpStatusCode.UnprocessableEntity,
                "credit_code_wrong"
            );
    }

    [Fact]
    public async Task Two_offices_never_take_one_credit_code_twice()
    {
        var request = New(NewName()) with { CreditCode = NewCode() };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(request)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await refused.ShouldRefuseAsync(HttpStatusCode.Conflict, "credit_code_taken");
    }

    [Fact]
    public async Task Rows_are_linked_by_their_exact_name_before_and_after()
    {
        var name = NewName();
        var before = await TalentAsync(name);
        var organisation = await CreateAsync(New(name));
        organisation.Talents.ShouldBe(1);
        var after = await TalentAsync($" {name.Replace('（', '(').Replace('）', ')')}");
        (await LinkAsync(before)).ShouldBe(organisation.Id);
        (await LinkAsync(after)).ShouldBe(organisation.Id);
        (await LinkAsync(await TalentAsync(name + "分公司"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_renamed_one_still_matches_old_lists()
    {
        var (old, now) = (NewName(), NewName());
        var organisation = await CreateAsync(New(old));
        var path = $"/api/v1/organisations/{organisation.Id}";
        await (await PutAsync(path, New(now), "\"9\"")).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        (await (await PutAsync(path, New(now), "\"1\"")).ShouldBeAsync<Organisation>(HttpStatusCode.OK)).Name.ShouldBe(now);
        (await LinkAsync(await TalentAsync(old))).ShouldBe(organisation.Id);
        (await LinkAsync(await TalentAsync(now))).ShouldBe(organisation.Id);
        var detail = (await Office.GetFromJsonAsync<OrganisationDetail>(path, Cancel))!;
        (detail.FormerNames.ShouldHaveSingleItem(), detail.Organisation.Talents).ShouldBe((old, 2));
    }

    [Fact]
    public async Task Of_two_with_one_name_none_is_taken_silently_until_a_person_says_which()
    {
        var name = NewName();
        var here = await CreateAsync(New(name));
        await CreateAsync(New(name) with { Division = "340421" });
        var talent = await TalentAsync(name);
        (await LinkAsync(talent)).ShouldBeNull();
        var waiting = await UnmatchedAsync(Office, name);
        waiting.Talents.ShouldBe(1);
        waiting.Candidates.Count(candidate => candidate.Name == name).ShouldBe(2);
        var answer = await Office.PostAsJsonAsync("/api/v1/organisations/unmatched", new MatchRequest(name, here.Id), Cancel);
        (await answer.ShouldBeAsync<MatchAnswer>(HttpStatusCode.OK)).Linked.ShouldBe(1);
        (await LinkAsync(talent)).ShouldBe(here.Id);
        (await LinkAsync(await TalentAsync(name))).ShouldBeNull("both still bear the name");
    }

    [Fact]
    public async Task What_the_city_says_once_is_known_to_the_next_list()
    {
        var name = NewName();
        var organisation = await CreateAsync(New(name));
        var written = name + "（本部）";
        await TalentAsync(written);
        (await UnmatchedAsync(Office, written)).Candidates.ShouldContain(candidate => candidate.Id == organisation.Id);
        var request = new MatchRequest(written, organisation.Id);
        var answer = await Office.PostAsJsonAsync("/api/v1/organisations/unmatched", request, Cancel);
        (await answer.ShouldBeAsync<MatchAnswer>(HttpStatusCode.OK)).Linked.ShouldBe(1);
        (await LinkAsync(await TalentAsync(written))).ShouldBe(organisation.Id);
    }

    [Fact]
    public async Task A_county_keeps_its_own_alone()
    {
        var county = api.As(Person.CountyOffice("340421"));
        var foreign = await CreateAsync(New(NewName()));
        var path = $"/api/v1/organisations/{foreign.Id}";
        await (await county.GetAsync(path, Cancel)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await (await PutAsync(path, New(NewName()) with { Division = "340421" }, "\"1\"", county)).ShouldRefuseAsync(
            HttpStatusCode.NotFound,
            "not_found"
        );
        await (await PostAsync(New(NewName()), county)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "other_division");
        await (await PostAsync(New(NewName()) with { Kind = "outside", Division = null }, county)).ShouldRefuseAsync(
            HttpStatusCode.Forbidden,
            "other_division"
        );
        var own = await (await PostAsync(New(NewName()) with { Division = "340421" }, county)).ShouldBeAsync<Organisation>(
            HttpStatusCode.Created
        );
        await (await MergeAsync(own.Id, foreign.Id, county)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        var written = NewName();
        var theirs = await TalentAsync(written);
        var answer = await county.PostAsJsonAsync("/api/v1/organisations/unmatched", new MatchRequest(written, own.Id), Cancel);
        (await answer.ShouldBeAsync<MatchAnswer>(HttpStatusCode.OK)).Linked.ShouldBe(0);
        (await LinkAsync(theirs)).ShouldBeNull();
    }

    [Fact]
    public async Task One_from_abroad_needs_no_code_and_no_county()
    {
        var made = await CreateAsync(New(NewName()) with { Kind = "outside", Division = null, NameEn = "Tokyo Works" });
        (made.CreditCode, made.Division).ShouldBe((null, null));
        await (await PostAsync(New(NewName()) with { Kind = "outside" })).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        var found = (await Office.GetFromJsonAsync<SearchAnswer>("/api/v1/search?q=tokyo", Cancel))!;
        found.Hits.ShouldHaveSingleItem().Id.ShouldBe(made.Id);
    }

    [Fact]
    public async Task The_contact_is_kept_encrypted_and_in_no_trail()
    {
        var made = await CreateAsync(New(NewName()) with { Contact = "陈默言 13900001234" });
        (await Office.GetFromJsonAsync<OrganisationDetail>($"/api/v1/organisations/{made.Id}", Cancel))!.Contact.ShouldBe(
            "陈默言 13900001234"
        );
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var trail = await connection.QueryAsync<string>(
            "select action || coalesce(details::text, '') from audit_events where subject_id = @id",
            new { id = made.Id.ToString() }
        );
        trail.ShouldNotBeEmpty();
        trail.ShouldAllBe(entry => !entry.Contains("13900001234"));
    }

    private static string NewName() => $"舜耕{Guid.NewGuid():N}（淮南）公司";

    private static string NewCode()
    {
        var first = $"X9340403{Interlocked.Increment(ref codes):000000000}";
        return first + CreditCode.Check(first);
    }

    private static OrganisationRequest New(string name) => new(name, "enterprise", "340403");

    private async Task<Organisation> CreateAsync(OrganisationRequest request) =>
        await (await PostAsync(request)).ShouldBeAsync<Organisation>(HttpStatusCode.Created);

    private Task<HttpResponseMessage> PostAsync(OrganisationRequest body, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/organisations") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return (client ?? Office).SendAsync(request, Cancel);
    }

    private Task<HttpResponseMessage> PutAsync(string path, OrganisationRequest body, string version, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return (client ?? Office).SendAsync(request, Cancel);
    }

    private static Task<HttpResponseMessage> MergeAsync(Guid id, Guid into, HttpClient client)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/organisations/{id}/merge")
        {
            Content = JsonContent.Create(new MergeRequest(into)),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        return client.SendAsync(request, Cancel);
    }

    private Task<Guid> TalentAsync(string employer) => TestData.TalentAsync(api.Database.DataSource, employer: employer);

    private async Task<Guid?> LinkAsync(Guid talent)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<Guid?>(
            "select organisation_id from talents where id = @talent",
            new { talent }
        );
    }

    private static async Task<UnmatchedName> UnmatchedAsync(HttpClient client, string name)
    {
        var page = await client.GetFromJsonAsync<Page<UnmatchedName>>("/api/v1/organisations/unmatched?limit=200", Cancel);
        return page!.Items.Single(one => one.Name == name);
    }
}
