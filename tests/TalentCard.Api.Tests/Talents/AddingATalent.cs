using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts.Search;
using TalentCard.Contracts.Talents;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Talents;

/// <summary>One talent is added without a list, with whatever document they have.</summary>
public sealed class AddingATalent(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private const string Talents = "/api/v1/talents";
    private const string Own = "340403";
    private const string Foreign = "340421";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private HttpClient City => api.As(Person.Office());
    private HttpClient County => api.As(Person.CountyOffice(Own));

    public async ValueTask InitializeAsync() => await TestData.ReferenceAsync(api.Database.DataSource);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_same_request_twice_adds_them_once()
    {
        var request = New(TestData.NewIdNumber());
        var first = await AddAsync(City, request, "once").ShouldGiveAsync<TalentDetail>(HttpStatusCode.Created);
        var second = await AddAsync(City, request, "once").ShouldGiveAsync<TalentDetail>(HttpStatusCode.Created);
        second.Id.ShouldBe(first.Id);
        (first.DocumentKind, first.BirthDate).ShouldBe(("id_card", Core.Talents.IdNumber.BirthDate(request.IdNumber)));
        await AddAsync(City, request with { Employer = "别处" }, "once")
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "idempotency_conflict");
        await AddAsync(City, request, null).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_passport_with_a_long_name_is_kept_masked_found_and_never_in_clear()
    {
        var number = $"e{Random.Shared.Next(10_000_000, 99_999_999)}";
        var name = $"Maria-José O’Connor · {new string('n', 90)}";
        var request = New(number) with
        {
            Name = name,
            Phone = "+65 9123 4567",
            DocumentKind = "passport",
            DocumentCountry = "SGP",
            BirthDate = new DateOnly(1961, 1, 9),
        };
        var added = await AddAsync(City, request).ShouldGiveAsync<TalentDetail>(HttpStatusCode.Created);
        (added.DocumentKind, added.DocumentCountry, added.BirthDate).ShouldBe(("passport", "SGP", new DateOnly(1961, 1, 9)));
        added.IdNumber.ShouldBe("**************" + number[^4..]);
        added.Name.Length.ShouldBe(name.Length);
        var hits = await City.GetAsync($"/api/v1/search?q={number}", Cancel).ShouldGiveAsync<SearchAnswer>();
        hits.Hits.ShouldContain(hit => hit.Id == added.Id);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var row = await connection.QuerySingleAsync<string>(
            "select (t::text || (select string_agg(a::text, '') from audit_events a)) from talents t where id = @Id",
            new { added.Id }
        );
        row.ShouldNotContain(number, Case.Insensitive);

        // The same number of another country is another passport.
        await AddAsync(City, request).ShouldRefuseAsync(HttpStatusCode.Conflict, "already_a_talent");
        await AddAsync(City, request with { DocumentCountry = "JPN" }).ShouldGiveAsync<TalentDetail>(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_document_is_put_right_by_two_with_its_kind()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var number = $"{Random.Shared.Next(10_000_000, 99_999_999)}";
        var request = new TalentCorrectionRequest(null, number, "证件类型录错", "taiwan_permit");
        var waiting = await City.PostAsJsonAsync($"{Talents}/{talent}/corrections", request, Cancel)
            .ShouldGiveAsync<TalentDetail>();
        waiting.DocumentKind.ShouldBe("id_card");
        (
            await api.As(Person.Office("office2"))
                .PostAsync($"{Talents}/corrections/{waiting.Correction!.Id}/approve", null, Cancel)
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var now = await City.GetAsync($"{Talents}/{talent}", Cancel).ShouldGiveAsync<TalentDetail>();
        (now.DocumentKind, now.IdNumber[^4..], now.BirthDate).ShouldBe(("taiwan_permit", number[^4..], waiting.BirthDate));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_in_both_languages()
    {
        var problem = await AddAsync(
                City,
                New("110105194912310021") with
                {
                    Name = "12345",
                    Phone = "1",
                    Email = "a@b",
                    Tier = "Z",
                    Division = "无",
                    ContractEnd = new DateOnly(2001, 1, 1),
                }
            )
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var errors = problem.GetProperty("errors");
        foreach (var field in new[] { "idNumber", "phone", "email", "tier", "division", "contractEnd" })
            errors.GetProperty(field).GetArrayLength().ShouldBe(2);
        var passport = await AddAsync(City, New("E12345678")).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        passport.GetProperty("errors").GetProperty("documentCountry").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_county_adds_its_own_and_is_not_told_who_anothers_is()
    {
        await AddAsync(County, New(TestData.NewIdNumber()) with { Division = Foreign })
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "other_division");
        var mine = New(TestData.NewIdNumber());
        var added = await AddAsync(County, mine).ShouldGiveAsync<TalentDetail>(HttpStatusCode.Created);
        var known = await AddAsync(County, mine).ShouldRefuseAsync(HttpStatusCode.Conflict, "already_a_talent");
        known.GetProperty("errors").GetProperty("talent")[0].GetString().ShouldBe(added.Id.ToString());

        var number = TestData.NewIdNumber();
        await TestData.TalentAsync(api.Database.DataSource, division: Foreign, idNumber: number);
        var hidden = await AddAsync(County, New(number)).ShouldRefuseAsync(HttpStatusCode.Conflict, "already_a_talent");
        hidden.TryGetProperty("errors", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Eight_at_once_add_one()
    {
        var request = New(TestData.NewIdNumber());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AddAsync(City, request)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]
    public async Task Nobody_and_other_roles_add_no_one()
    {
        var request = New(TestData.NewIdNumber());
        (await AddAsync(api.AsNobody(), request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await AddAsync(api.As(Person.Agent()), request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static TalentRequest New(string number) =>
        new("卓试新", number, TestData.NewPhone(), "C", "淮南市某研究院", Own, new DateOnly(2035, 12, 31));

    private static Task<HttpResponseMessage> AddAsync(HttpClient client, TalentRequest request) =>
        AddAsync(client, request, Guid.NewGuid().ToString());

    private static Task<HttpResponseMessage> AddAsync(HttpClient client, TalentRequest request, string? key)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Talents) { Content = JsonContent.Create(request) };
        if (key is not null)
            message.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(message, Cancel);
    }
}
