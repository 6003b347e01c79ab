using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Search;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Access;

/// <summary>The Api on the demo data, where every county, partner, station and department has rows.</summary>
public sealed class ApiOnDemoData : TalentCardApi
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.DemoAsync(TimeProvider.System);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var connection = await Database.DataSource.OpenConnectionAsync();
        // What nobody has done in the demo: reports that were sent, a change of many cards, lists of postdocs.
        await connection.ExecuteAsync(
            """
            update reports set state = 'sent', sent_at = approved_at;
            insert into card_bulk_changes (id, action, reason, created_by, created_by_name, created_at)
            values (gen_random_uuid(), 'suspend', 'test', gen_random_uuid(), 'test', now());
            insert into erasure_requests (id, talent_id, state, requested_at)
            select gen_random_uuid(), id, 'pending', now() from talents;
            insert into postdoc_imports
                (id, kind, station_id, file_name, state, row_count, bad_row_count, problems, created_by, created_by_name,
                 created_at)
            select gen_random_uuid(), 'postdoc', id, 'list.xlsx', 'discarded', 1, 0, '[]', 'test', 'test', now() from stations;
            """
        );
    }
}

/// <summary>
/// Every reading route, found by asking the Api, is walked as every role that is limited to its own rows: no list holds a foreign
/// row, and one by its id is a 404, or a 403 where the role has no business with the route.
/// </summary>
public sealed partial class SeeingOnlyOnesOwnRows(ApiOnDemoData api) : IClassFixture<ApiOnDemoData>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Is_asked_of_every_reading_route() =>
        Calls().Select(call => call.Name).Except(ReadRoutes.All.Keys).ShouldBeEmpty("classify them in ReadRoutes");

    [Fact]
    public void Names_no_route_that_there_is_not() =>
        ReadRoutes.All.Keys.Except(Calls().Select(call => call.Name)).ShouldBeEmpty();

    [Theory]
    [InlineData("verifier")]
    [InlineData("partner_system")]
    [InlineData("partner_manager")]
    [InlineData("station_manager")]
    [InlineData("handler")]
    [InlineData("expert")]
    [InlineData("talent")]
    [InlineData("county_office")]
    public async Task Holds_for(string role)
    {
        var (person, owner) = await PersonAsync(role);
        var rows = await OwnedRows.ReadAsync(api.Database.DataSource, Cancel);
        var client = api.As(person);
        var seen = 0;
        foreach (var call in Calls())
        {
            switch (ReadRoutes.All[call.Name])
            {
                case ReadRoute.Closed:
                    call.LetsIn(person).ShouldBeFalse(call.Name);
                    break;
                case ReadRoute.Own:
                    call.Path.ShouldNotContain("{");
                    break;
                case ReadRoute.Rows list when call.LetsIn(person):
                    seen += await WalkAsync(client, call, list, rows, owner);
                    break;
                case ReadRoute.Rows list:
                    (await client.GetAsync(call.Path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, call.Name);
                    break;
                case ReadRoute.One one:
                    await LookAsync(client, call, one, rows, owner, call.LetsIn(person));
                    break;
            }
        }
        seen.ShouldBeGreaterThan(0, "the walk saw nothing of its own");
    }

    [Fact]
    public async Task Holds_for_the_history_of_what_a_county_has()
    {
        var (person, owner) = await PersonAsync(Roles.CountyOffice);
        var rows = await OwnedRows.ReadAsync(api.Database.DataSource, Cancel);
        string[] kinds = ["talent", "card", "card_batch", "station", "expert", "advisee", "help_request", "service_log"];
        foreach (var kind in kinds)
        {
            if (rows.Of(kind, owner).FirstOrDefault() is { } own)
                await ShouldAnswerAsync(own, HttpStatusCode.OK);
            if (rows.Foreign(kind, owner).FirstOrDefault() is { } foreign)
                await ShouldAnswerAsync(foreign, HttpStatusCode.NotFound);

            async Task ShouldAnswerAsync(string id, HttpStatusCode status) =>
                (await api.As(person).GetAsync($"/api/v1/history?kind={kind}&id={id}", Cancel)).StatusCode.ShouldBe(status, kind);
        }
        await api.As(person)
            .GetAsync("/api/v1/history?kind=benefit&id=medical", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Holds_for_what_a_county_searches()
    {
        var (person, owner) = await PersonAsync(Roles.CountyOffice);
        var rows = await OwnedRows.ReadAsync(api.Database.DataSource, Cancel);
        var found = 0;
        foreach (var words in new[] { "医院", "淮南", "HNC", "补贴", "张", "李" })
        {
            var answer = await api.As(person)
                .GetAsync($"/api/v1/search?q={words}&limit=50", Cancel)
                .ShouldGiveAsync<SearchAnswer>();
            foreach (var hit in answer.Hits.Where(hit => hit.Kind is "talent" or "card" or "ticket"))
            {
                rows.Of(hit.Kind, owner).ShouldContain(hit.Id.ToString(), $"{words}: {hit.Kind}");
                found++;
            }
        }
        found.ShouldBeGreaterThan(0);
    }

    private static async Task<int> WalkAsync(HttpClient client, Call call, ReadRoute.Rows list, OwnedRows rows, string owner)
    {
        var own = rows.Of(list.Kind, owner);
        HashSet<string> seen = [];
        for (string? after = null, next = ""; next is not null; after = next)
        {
            var page = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            using var answer = await client.GetAsync($"{call.Path}?{list.Query}{page}", Cancel);
            var body = await answer.Content.ReadAsStringAsync(Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{call.Name}: {body}");
            using var json = JsonDocument.Parse(body);
            var items = list.At is { } member ? json.RootElement.GetProperty(member) : json.RootElement;
            foreach (var item in items.EnumerateArray())
                seen.Add(item.GetProperty(list.Id).GetString()!);
            next = list.At == "items" ? json.RootElement.GetProperty("next").GetString() : null;
        }
        seen.Except(own).ShouldBeEmpty($"{call.Name} shows what is not {owner}'s");
        return seen.Count;
    }

    private static async Task LookAsync(
        HttpClient client,
        Call call,
        ReadRoute.One one,
        OwnedRows rows,
        string owner,
        bool letsIn
    )
    {
        if (rows.Foreign(one.Kind, owner).FirstOrDefault() is { } foreign)
            (await client.GetAsync(Address(foreign), Cancel)).StatusCode.ShouldBe(
                letsIn ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden,
                $"{call.Name} of a foreign {one.Kind}"
            );
        if (letsIn && !one.Optional && rows.Of(one.Kind, owner).FirstOrDefault() is { } own)
            (await client.GetAsync(Address(own), Cancel)).StatusCode.ShouldBe(
                HttpStatusCode.OK,
                $"{call.Name} of an own {one.Kind}"
            );

        string Address(string id) =>
            Parameter()
                .Replace(
                    call.Path,
                    match => match.Value.StartsWith("{id", StringComparison.Ordinal) ? id : Guid.NewGuid().ToString()
                );
    }

    // Somebody of the demo who holds the role, and the key of what is theirs.
    private async Task<(Person Person, string Owner)> PersonAsync(string role)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var user = await connection.QuerySingleAsync<Bindings>(
            """
            select id, partner_id, service_point_id, station_id, department_id, division_code, talent_id
            from users where @role = any (roles) and is_demo order by user_name limit 1
            """,
            new { role = role == Roles.PartnerSystem ? Roles.Verifier : role }
        );
        return role switch
        {
            Roles.Verifier => (
                Person.Verifier(user.PartnerId!.Value, user.ServicePointId!.Value),
                $"point:{user.ServicePointId}"
            ),
            Roles.PartnerSystem => (Person.PartnerSystem(user.PartnerId!.Value), $"partner:{user.PartnerId}"),
            Roles.PartnerManager => (Person.PartnerManager(user.PartnerId!.Value), $"partner:{user.PartnerId}"),
            Roles.StationManager => (Person.StationManager(user.StationId!.Value), $"station:{user.StationId}"),
            Roles.Handler => (Person.Handler(user.DepartmentId!.Value), $"department:{user.DepartmentId}"),
            Roles.Expert => (Person.Expert(user.Id), $"user:{user.Id}"),
            Roles.Talent => (Person.Talent(user.TalentId!.Value), $"talent:{user.TalentId}"),
            _ => (Person.CountyOffice(user.DivisionCode!), $"division:{user.DivisionCode}"),
        };
    }

    private List<Call> Calls() =>
        [
            .. api
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)
                    && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET")
                )
                .Select(endpoint => new Call(
                    endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName,
                    "/" + endpoint.RoutePattern.RawText!.Trim('/'),
                    [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>()]
                )),
        ];

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    private sealed record Call(string Name, string Path, string[] Policies)
    {
        public bool LetsIn(Person person) =>
            Policies
                .Where(policy => policy != Contracts.Access.Policies.SignedIn)
                .All(policy => Contracts.Access.Policies.Allows(policy, person.Roles.Contains, person.Scope.Split(' ').Contains));
    }

    private sealed record Bindings(
        Guid Id,
        Guid? PartnerId,
        Guid? ServicePointId,
        Guid? StationId,
        Guid? DepartmentId,
        string? DivisionCode,
        Guid? TalentId
    );
}
