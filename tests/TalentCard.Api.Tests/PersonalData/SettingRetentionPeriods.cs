using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts.PersonalData;

namespace TalentCard.Api.Tests.PersonalData;

public sealed class SettingRetentionPeriods(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private readonly HttpClient admin = api.As(Person.Admin());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_the_reason_and_refuses_what_was_read_before()
    {
        var scans = await ReadAsync("scans");
        (scans.LeastMonths, scans.MostMonths).ShouldBe((6, 36));
        var saved = await EditAsync(scans, 12).ShouldGiveAsync<RetentionSetting>();
        (saved.Months, saved.Version).ShouldBe((12, scans.Version + 1));
        await EditAsync(scans, 18).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        (await ReadAsync("scans")).ShouldBe(saved);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<(string, string)>(
                "select reason, details::text from audit_events where action = 'retention.edit' and subject_id = 'scans'"
            )
        )
            .ShouldHaveSingleItem()
            .Item1.ShouldBe("市里要求");
    }

    [Theory]
    [InlineData("trail", 35)]
    [InlineData("trail", 121)]
    [InlineData("hotline", 35)]
    [InlineData("talents", 0)]
    public async Task Stays_within_what_law_and_purpose_allow(string kind, int months)
    {
        var before = await ReadAsync(kind);
        var problem = await EditAsync(before, months).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["months"]);
        (await ReadAsync(kind)).ShouldBe(before);
    }

    [Fact]
    public async Task Is_kept_within_the_bounds_by_the_table_too()
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await Should.ThrowAsync<Npgsql.PostgresException>(() =>
                connection.ExecuteAsync("update retention_periods set months = 6 where kind = 'trail'")
            )
        ).ConstraintName.ShouldBe("retention_periods_bounds");
    }

    [Fact]
    public async Task Of_a_kind_that_there_is_not_is_not_found() =>
        await EditAsync(await ReadAsync("trail") with { Kind = "photos" }, 60)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");

    [Fact]
    public async Task Of_two_at_once_one_counts()
    {
        var talents = await ReadAsync("talents");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => EditAsync(talents, 40 + i)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    private async Task<RetentionSetting> ReadAsync(string kind) =>
        (await admin.GetFromJsonAsync<RetentionSetting[]>("/api/v1/retention-periods", Cancel))!.Single(one => one.Kind == kind);

    private async Task<HttpResponseMessage> EditAsync(RetentionSetting period, int months)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/retention-periods/{period.Kind}")
        {
            Content = JsonContent.Create(new RetentionEdit(months, period.Ground, period.GroundEn, "市里要求")),
        };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{period.Version}\"");
        return await admin.SendAsync(request, Cancel);
    }
}
