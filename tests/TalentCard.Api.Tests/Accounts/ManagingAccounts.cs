using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using TalentCard.Contracts.Accounts;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Accounts;

public sealed class ManagingAccounts(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private readonly HttpClient admin = api.As(Person.Admin());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Makes_an_account_with_a_password_shown_once_and_a_row_in_the_trail()
    {
        var made = await CreateAsync(NewName());
        made.Password.Length.ShouldBe(16);
        made.Account.Roles.ShouldBe(["expert"]);
        var read = await admin.GetAsync($"/api/v1/users/{made.Account.Id}", Cancel);
        read.Headers.ETag!.Tag.ShouldBe($"\"{made.Account.Version}\"");
        (await read.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("assword");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>(
                "select action from audit_events where subject_kind = 'user' and subject_id = @id order by action",
                new { id = made.Account.Id.ToString() }
            )
        ).ShouldBe(["user.create", "user.view"]);
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken_in_any_case()
    {
        var name = NewName();
        await CreateAsync(name);
        await ShouldBeAsync(
            await admin.PostAsJsonAsync(
                "/api/v1/users",
                new
                {
                    userName = name.ToUpperInvariant(),
                    displayName = "x",
                    roles = new[] { "expert" },
                },
                Cancel
            ),
            HttpStatusCode.Conflict,
            "user_name_taken"
        );
    }

    [Theory]
    [InlineData("""{"userName":"有空 格","displayName":"x","roles":["expert"]}""", "userName")]
    [InlineData("""{"userName":"someone-1","displayName":"","roles":["expert"]}""", "displayName")]
    [InlineData("""{"userName":"someone-1","displayName":"x","roles":[]}""", "roles")]
    [InlineData("""{"userName":"someone-1","displayName":"x","roles":["king"]}""", "roles")]
    [InlineData("""{"userName":"someone-1","displayName":"x","roles":["talent"]}""", "talentId")]
    [InlineData("""{"userName":"someone-1","displayName":"x","roles":["verifier"]}""", "partnerId")]
    [InlineData("""{"userName":"someone-1","displayName":"x","roles":["county_office"]}""", "division")]
    [InlineData("""{"userName":"someone-1","displayName":"x","roles":["county_office"],"division":"none"}""", "division")]
    [InlineData(
        """{"userName":"someone-1","displayName":"x","roles":["talent"],"talentId":"01890000-0000-7000-8000-000000000000"}""",
        "talentId"
    )]
    [InlineData(
        """{"userName":"someone-1","displayName":"x","roles":["expert"],"departmentId":"01890000-0000-7000-8000-000000000000"}""",
        "departmentId"
    )]
    public async Task Names_the_field_that_does_not_fit(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var problem = await ShouldBeAsync(
            await admin.PostAsync("/api/v1/users", content, Cancel),
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        problem
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldContain(name => string.Equals(name, field, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Edits_only_what_was_read_last()
    {
        var account = (await CreateAsync(NewName())).Account;
        await ShouldBeAsync(await EditAsync(account.Id, null), HttpStatusCode.PreconditionRequired, "precondition_required");
        await ShouldBeAsync(await EditAsync(account.Id, "another"), HttpStatusCode.PreconditionFailed, "stale");
        await ShouldBeAsync(await EditAsync(Guid.NewGuid(), account.Version), HttpStatusCode.NotFound, "not_found");
        var edited = await (await EditAsync(account.Id, account.Version)).Content.ReadFromJsonAsync<Account>(Cancel);
        edited!.Roles.ShouldBe(["auditor"]);
        await ShouldBeAsync(await EditAsync(account.Id, account.Version), HttpStatusCode.PreconditionFailed, "stale");
    }

    [Theory]
    [InlineData("disable", true)]
    [InlineData("password", true)]
    [InlineData("second-factor/reset", true)]
    [InlineData("enable", false)]
    public async Task Ends_the_sessions_that_must_end_and_keeps_the_reason(string action, bool ends)
    {
        var account = (await CreateAsync(NewName())).Account;
        var before = await StampAsync(account.Id);
        var answer = await admin.PostAsJsonAsync($"/api/v1/users/{account.Id}/{action}", new AccountReason("忘记密码"), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StampAsync(account.Id) != before).ShouldBe(ends);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<string>(
                "select reason from audit_events where subject_id = @id and action <> 'user.create'",
                new { id = account.Id.ToString() }
            )
        ).ShouldBe("忘记密码");
        await ShouldBeAsync(
            await admin.PostAsJsonAsync($"/api/v1/users/{Guid.NewGuid()}/{action}", new AccountReason("忘记密码"), Cancel),
            HttpStatusCode.NotFound,
            "not_found"
        );
    }

    [Fact]
    public async Task Never_locks_the_administrator_out()
    {
        var id = (await CreateAsync(NewName())).Account.Id;
        var self = api.As(Person.Admin() with { Id = id.ToString() });
        await ShouldBeAsync(
            await self.PostAsJsonAsync($"/api/v1/users/{id}/disable", new AccountReason("试一试"), Cancel),
            HttpStatusCode.Conflict,
            "own_account"
        );
        await ShouldBeAsync(
            await self.PostAsJsonAsync($"/api/v1/users/{id}/second-factor/reset", new AccountReason("试一试"), Cancel),
            HttpStatusCode.Conflict,
            "own_account"
        );
    }

    [Fact]
    public async Task Lists_page_by_page_what_was_asked_for()
    {
        var mark = Guid.NewGuid().ToString("N")[..12];
        for (var i = 0; i < 3; i++)
        {
            await CreateAsync($"{mark}-{i}");
            api.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var first = await PageAsync($"q={mark}&role=expert&limit=2");
        first
            .GetProperty("items")
            .EnumerateArray()
            .Select(item => item.GetProperty("userName").GetString())
            .ShouldBe([$"{mark}-2", $"{mark}-1"]);
        var second = await PageAsync($"q={mark}&limit=2&after={first.GetProperty("next").GetString()}");
        second
            .GetProperty("items")
            .EnumerateArray()
            .Select(item => item.GetProperty("userName").GetString())
            .ShouldBe([$"{mark}-0"]);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        (await PageAsync($"q={mark}&role=admin")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Lists_by_partner_and_state_and_says_where_somebody_works()
    {
        var mark = Guid.NewGuid().ToString("N")[..12];
        var point = await TestData.ServicePointAsync(api.Database.DataSource);
        var verifier = await TestData.UserAsync(
            api.Database,
            $"{mark}-v",
            ["verifier"],
            partner: point.PartnerId,
            servicePoint: point.Id
        );
        var expert = (await CreateAsync($"{mark}-e")).Account;
        await admin.PostAsJsonAsync($"/api/v1/users/{expert.Id}/disable", new AccountReason("离职"), Cancel);
        (await IdsAsync($"q={mark}&partnerId={point.PartnerId}")).ShouldBe([verifier]);
        (await IdsAsync($"q={mark}&state=active")).ShouldBe([verifier]);
        (await IdsAsync($"q={mark}&state=disabled")).ShouldBe([expert.Id]);
        (await IdsAsync($"q={mark}&state=proposed")).ShouldBeEmpty();
        await ShouldBeAsync(
            await admin.GetAsync("/api/v1/users?state=asleep", Cancel),
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        var places = (await admin.GetFromJsonAsync<Workplaces>("/api/v1/users/workplaces", Cancel))!;
        var place = places.ServicePoints.Single(one => one.Id == point.Id);
        place.PartnerId.ShouldBe(point.PartnerId);
        (await admin.GetFromJsonAsync<Account>($"/api/v1/users/{verifier}", Cancel))!.Workplace.ShouldBe(place.Name);

        async Task<Guid[]> IdsAsync(string query) =>
            [.. (await PageAsync(query)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
    }

    [Fact]
    public async Task Tells_everyone_who_they_are()
    {
        var talent = Guid.NewGuid();
        var me = await api.As(Person.Talent(talent)).GetFromJsonAsync<Caller>("/api/v1/me", Cancel);
        me!.TalentId.ShouldBe(talent);
        me.Roles.ShouldBe(["talent"]);
        me.Scopes.ShouldBe(["card"]);
    }

    private static string NewName() => $"expert-{Guid.NewGuid():N}";

    private async Task<AccountWithPassword> CreateAsync(string name)
    {
        var answer = await admin.PostAsJsonAsync("/api/v1/users", new NewAccount(name, "专家", ["expert"]), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<AccountWithPassword>(Cancel))!;
    }

    private Task<HttpResponseMessage> EditAsync(Guid id, string? version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/users/{id}")
        {
            Content = JsonContent.Create(new AccountEdit("审计员", ["auditor"])),
        };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return admin.SendAsync(request, Cancel);
    }

    private async Task<string?> StampAsync(Guid id)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<string>("select security_stamp from users where id = @id", new { id });
    }

    private async Task<JsonElement> PageAsync(string query) =>
        await admin.GetFromJsonAsync<JsonElement>($"/api/v1/users?{query}", Cancel);

    private static async Task<JsonElement> ShouldBeAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(status, text);
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code);
        return problem;
    }
}
