using System.Net;
using Dapper;

namespace TalentCard.Worker.Tests.Jobs;

public sealed class PressingOnTheDashboard(WholeWorker worker) : IClassFixture<WholeWorker>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private HttpClient Admin => worker.As("管理员", "admin", "openid admin");

    [Fact]
    public async Task Only_an_administrators_access_token_gets_in()
    {
        (await StatusAsync(worker.CreateClient())).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(worker.As("admin1", "admin", "openid admin", type: "JWT"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(worker.As("office1", "office", "openid office admin"))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(worker.As("admin1", "admin", "openid"))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(Admin)).ShouldBe(HttpStatusCode.OK);
        foreach (var client in new[] { worker.CreateClient(), worker.As("office1", "office", "openid office") })
            (await ActAsync(client, "recurring/trigger", "lapse-reservations")).ShouldBeOneOf(
                HttpStatusCode.Unauthorized,
                HttpStatusCode.Forbidden
            );
        (await TrailAsync("lapse-reservations")).ShouldBeEmpty();

        async Task<HttpStatusCode> StatusAsync(HttpClient client) =>
            (await client.GetAsync("/office/jobs/recurring", Cancel)).StatusCode;
    }

    [Fact]
    public async Task Every_press_is_in_the_trail_with_who_pressed()
    {
        (await ActAsync(Admin, "recurring/trigger", "forget-expired")).ShouldBe(HttpStatusCode.NoContent);
        var job = await worker.Database.RowAsync<string>(
            "select j.id::text from hangfire.job j where j.statename = 'Succeeded' and j.arguments->>0 like '%forget-expired%'"
        );
        (await ActAsync(Admin, "jobs/succeeded/requeue", job)).ShouldBe(HttpStatusCode.NoContent);
        // What was done is done again when somebody asks.
        await worker.Database.RowAsync<string>(
            "select 'twice' from hangfire.state where jobid::text = @job and name = 'Succeeded' having count(*) = 2",
            new { job }
        );
        (await ActAsync(Admin, $"jobs/actions/delete/{job}")).ShouldBe(HttpStatusCode.NoContent);
        (await TrailAsync("forget-expired")).ShouldBe([
            "job.run 管理员",
            $"job.requeue 管理员 {job}",
            $"job.delete 管理员 {job}",
        ]);
        (await ParameterAsync(job, "AskedBy")).ShouldBe("\"管理员\"");
    }

    [Fact]
    public async Task What_gave_up_is_decided_by_a_press_too()
    {
        await using var connection = await worker.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
            create trigger refuse before update of last_began on jobs
            for each row when (new.key = 'draft-reports' and new.last_began is not null) execute function refuse()
            """
        );
        await ActAsync(Admin, "recurring/trigger", "draft-reports");
        var job = await GaveUpAsync();
        (await ActAsync(Admin, "jobs/failed/requeue", job)).ShouldBe(HttpStatusCode.NoContent);
        await worker.Database.RowAsync<string>("select 'decided' from job_failures where decision = 'run_again'");
        (await GaveUpAsync()).ShouldBe(job);
        (await ActAsync(Admin, "jobs/failed/delete", job)).ShouldBe(HttpStatusCode.NoContent);
        await worker.Database.RowAsync<string>("select 'decided' from job_failures where decision = 'dropped'");
        (await connection.ExecuteScalarAsync<int>("select count(*)::int from job_failures where decision is null")).ShouldBe(0);

        Task<string> GaveUpAsync() =>
            worker.Database.RowAsync<string>(
                """
                select f.background_job from job_failures f join hangfire.job j on j.id::text = f.background_job
                where f.decision is null and j.statename = 'Failed'
                """
            );
    }

    [Theory]
    [InlineData("recurring/remove")]
    [InlineData("jobs/actions/anything/1")]
    [InlineData("anything")]
    public async Task Nothing_else_is_changed_there(string press)
    {
        (await ActAsync(Admin, press, "rotate-signing-keys")).ShouldBe(HttpStatusCode.Forbidden);
        (await Admin.DeleteAsync($"/office/jobs/{press}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await TrailAsync("rotate-signing-keys")).ShouldBeEmpty();
    }

    private static async Task<HttpStatusCode> ActAsync(HttpClient client, string press, params string[] jobs)
    {
        using var form = new FormUrlEncodedContent(jobs.Select(job => KeyValuePair.Create("jobs[]", job)));
        using var answer = await client.PostAsync($"/office/jobs/{press}", form, Cancel);
        return answer.StatusCode;
    }

    private async Task<List<string>> TrailAsync(string key)
    {
        await using var connection = await worker.Database.DataSource.OpenConnectionAsync(Cancel);
        return
        [
            .. await connection.QueryAsync<string>(
                """
                select concat_ws(' ', action, actor_name, details->>'backgroundJob') from audit_events
                where subject_kind = 'job' and subject_id = @key order by at, id
                """,
                new { key }
            ),
        ];
    }

    private async Task<string?> ParameterAsync(string job, string name)
    {
        await using var connection = await worker.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<string?>(
            "select value from hangfire.jobparameter where jobid::text = @job and name = @name",
            new { job, name }
        );
    }
}
