using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts;
using TalentCard.Contracts.Reference;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Reference;

/// <summary>What an administrator does instead of SQL when a city has its own counties, tiers, kinds and departments.</summary>
public sealed class EditingReferenceLists(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private const string Path = "/api/v1/reference";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Admin => field ??= api.As(Person.Admin());

    public static TheoryData<string, object, object> Entries =>
        new()
        {
            {
                "divisions",
                new Division("349001", "云岭县", "Yunling", "county"),
                new Division("349001", "云岭新区", "New Yunling", "park")
            },
            {
                "tiers",
                new Tier("Y", "杰出人才", "Outstanding", "#102030", "QY", 5),
                new Tier("Y", "顶尖人才", "Top", "#405060", "QZ", 3)
            },
            {
                "service-point-kinds",
                new ServicePointKind("cable_car", "索道", "Cable car"),
                new ServicePointKind("cable_car", "景区索道", "Cable car at sights")
            },
            { "departments", new DepartmentEntry("901", "市数据局"), new DepartmentEntry("901", "市数据资源管理局") },
        };

    [Theory, MemberData(nameof(Entries))]
    public async Task An_entry_is_added_once_changed_by_version_and_removed_and_the_trail_has_both_sides(
        string list,
        object entry,
        object changed
    )
    {
        var one = $"{Path}/{list}/{((IReferenceEntry)entry).Code}";
        var added = await PostAsync(list, entry);
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        added.Headers.Location!.ToString().ShouldBe(one);
        // A second press; then another entry under the same code.
        (await PostAsync(list, entry)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await (await PostAsync(list, changed)).ShouldRefuseAsync(HttpStatusCode.Conflict, "code_taken");

        await (await SendAsync(HttpMethod.Put, one, changed)).ShouldRefuseAsync((HttpStatusCode)428, "precondition_required");
        var edited = await SendAsync(HttpMethod.Put, one, changed, "\"1\"");
        edited.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((IVersioned)(await edited.Content.ReadFromJsonAsync(entry.GetType(), Cancel))!).Version.ShouldBe(2);
        await (await SendAsync(HttpMethod.Put, one, entry, "\"1\"")).ShouldRefuseAsync(
            HttpStatusCode.PreconditionFailed,
            "stale"
        );
        await (await SendAsync(HttpMethod.Put, $"{Path}/{list}/{Other(list)}", entry, "\"1\"")).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );

        await (await SendAsync(HttpMethod.Delete, one, null, "\"1\"")).ShouldRefuseAsync(
            HttpStatusCode.PreconditionFailed,
            "stale"
        );
        (await SendAsync(HttpMethod.Delete, one, null, "\"2\"")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await SendAsync(HttpMethod.Delete, one, null, "\"2\"")).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>(
                """
                select concat_ws(' ', action, details #>> '{before,version}', details #>> '{after,version}')
                from audit_events where subject_kind = @Kind and subject_id = @Code order by action
                """,
                new { Kind = list.Replace('-', '_'), ((IReferenceEntry)entry).Code }
            )
        ).ShouldBe(["reference.add 1", "reference.edit 1 2", "reference.remove 2"]);
    }

    [Theory]
    [InlineData("divisions", "340403")]
    [InlineData("tiers", "A")]
    [InlineData("service-point-kinds", "hospital")]
    public async Task What_rows_name_is_counted_and_cannot_be_removed(string list, string code)
    {
        await TestData.ReferenceAsync(api.Database.DataSource);
        await TestData.ServicePointAsync(api.Database.DataSource);
        await TestData.BenefitAsync(api.Database.DataSource);
        await TestData.TalentAsync(api.Database.DataSource);
        var uses = (await Admin.GetFromJsonAsync<ReferenceUse[]>($"{Path}/uses", Cancel))!;
        uses.Single(use => use.List == list.Replace('-', '_') && use.Code == code).Uses.ShouldBeGreaterThan(0);
        await (await SendAsync(HttpMethod.Delete, $"{Path}/{list}/{code}", null, "\"1\"")).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "entry_in_use"
        );
    }

    [Fact]
    public async Task An_entry_that_a_rules_list_alone_names_is_in_use()
    {
        await TestData.ReferenceAsync(api.Database.DataSource);
        (
            await PostAsync("service-point-kinds", new ServicePointKind("tea_house", "茶馆", "Tea house"))
        ).EnsureSuccessStatusCode();
        await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Kinds = ["tea_house"] });
        await (await SendAsync(HttpMethod.Delete, $"{Path}/service-point-kinds/tea_house", null, "\"1\"")).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "entry_in_use"
        );
    }

    [Fact]
    public async Task A_partner_that_comes_in_while_its_kind_is_removed_either_has_it_or_is_refused()
    {
        await TestData.ReferenceAsync(api.Database.DataSource);
        for (var round = 0; round < 8; round++)
        {
            var kind = $"kind_{(char)('a' + round)}";
            (await PostAsync("service-point-kinds", new ServicePointKind(kind, kind, kind))).EnsureSuccessStatusCode();
            var named = InsertPartnerAsync(kind);
            var removed = SendAsync(HttpMethod.Delete, $"{Path}/service-point-kinds/{kind}", null, "\"1\"");
            (await named).ShouldBe((await removed).StatusCode == HttpStatusCode.Conflict);
        }
    }

    [Fact]
    public async Task Two_entries_have_no_name_and_no_prefix_in_common_and_bad_ones_name_their_fields()
    {
        await TestData.ReferenceAsync(api.Database.DataSource);
        await (await PostAsync("divisions", new Division("999999", "田家庵区", "Tianjia'an", "county"))).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "entry_taken"
        );
        var tier = new Tier("Z", "其他", "Other", "#000000", "QQ", 6);
        (await PostAsync("tiers", tier)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("tiers", tier with { ValidYears = 1, Color = "red" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("divisions", new Division("1", " ", "", "city"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string Other(string list) => list is "tiers" ? "X" : "other";

    private Task<HttpResponseMessage> PostAsync(string list, object entry) => SendAsync(HttpMethod.Post, $"{Path}/{list}", entry);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType());
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        return Admin.SendAsync(request, Cancel);
    }

    private async Task<bool> InsertPartnerAsync(string kind)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        try
        {
            return await connection.ExecuteAsync(
                    """
                    insert into partners (id, name, kind, division_code, created_at)
                    values (gen_random_uuid(), @kind, @kind, '340403', now())
                    """,
                    new { kind }
                ) == 1;
        }
        catch (Npgsql.PostgresException exception) when (exception.ConstraintName == "partners_kind_fkey")
        {
            return false;
        }
    }
}
