using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts;
using TalentCard.Contracts.Stations;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Stations;

public sealed class SeeingOnlyOnesOwnStation(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task A_manager_sees_their_own_station_and_one_without_a_station_none()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var (own, other) = (
            await TestData.StationAsync(api.Database.DataSource),
            await TestData.StationAsync(api.Database.DataSource)
        );
        var mine = await TestData.PostdocAsync(api.Database.DataSource, own, new(2026, 1, 5));
        var theirs = await TestData.PostdocAsync(api.Database.DataSource, other, new(2026, 1, 5));
        foreach (
            var manager in new[]
            {
                api.As(Person.StationManager(own.Id)),
                api.As(Person.StationManager(Guid.Empty) with { StationId = null }),
            }
        )
        {
            await manager
                .GetAsync($"/api/v1/stations/{other.Id}", Cancel)
                .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
            await manager.GetAsync($"/api/v1/postdocs/{theirs}", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
            (await manager.GetFromJsonAsync<Page<Postdoc>>("/api/v1/postdocs?limit=200", Cancel))!.Items.ShouldAllBe(postdoc =>
                postdoc.Id == mine
            );
            (
                await manager.GetFromJsonAsync<Page<Postdoc>>($"/api/v1/postdocs?station={other.Id}", Cancel)
            )!.Items.ShouldBeEmpty();
            (await manager.GetFromJsonAsync<DueStep[]>("/api/v1/stations/due?days=3650", Cancel))!.ShouldAllBe(due =>
                due.PostdocId == mine
            );
            (await manager.GetFromJsonAsync<PostdocFigures>("/api/v1/stations/figures", Cancel))!.ByStation.ShouldAllBe(figure =>
                figure.Code == own.Id.ToString()
            );
        }
        var all = (await Office.GetFromJsonAsync<Page<Postdoc>>("/api/v1/postdocs?limit=200", Cancel))!.Items;
        new[] { mine, theirs }.ShouldBeSubsetOf(all.Select(postdoc => postdoc.Id));
    }

    [Fact]
    public async Task Whatever_a_manager_asks_of_another_station_is_not_there()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var (own, other) = (
            await TestData.StationAsync(api.Database.DataSource),
            await TestData.StationAsync(api.Database.DataSource)
        );
        var theirs = await TestData.PostdocAsync(
            api.Database.DataSource,
            other,
            new(2024, 1, 5),
            proposalOn: new(2024, 3, 1),
            midtermOn: new(2025, 2, 1)
        );
        var day = new DateOnly(2026, 3, 1);
        var entry = new EntryProposal(
            other.Id,
            "某人",
            "0819",
            "某大学",
            other.MentorId,
            null,
            "1",
            new(2026, 4, 1),
            new(2028, 4, 1),
            ""
        );
        var mentor = new MentorRequest("station", "某人", "", "某处", true);
        var station = new StationRequest("改名", "workstation", new(2019, 5, 1), "1", "某单位", "340403", ["0819"], "");
        CommitteeExpert[] committee = [.. Enumerable.Range(1, 5).Select(i => new CommitteeExpert($"评审{i}", "某研究院"))];
        var import = await UploadAsync(
                api.As(Person.StationManager(other.Id)),
                "/api/v1/postdocs/imports",
                "姓名,研究领域,博士毕业院校,站内导师,协议编号,进站日期,期满日期\r\n甲,0819,某大学,梁启明,1,2026-04-01,2028-04-01"u8.ToArray()
            )
            .ShouldGiveAsync<PostdocImport>(HttpStatusCode.Created);
        var attached = await UploadAsync(Office, $"/api/v1/postdocs/{theirs}/documents?step=agreement", TestDocuments.Pdf)
            .ShouldGiveAsync<PostdocDetail>();
        var document = $"/documents/{attached.Documents.Single().Id}";
        var manager = api.As(Person.StationManager(own.Id));
        foreach (
            var (method, path, body) in new (string, string, object?)[]
            {
                ("GET", $"stations/{other.Id}", null),
                ("PUT", $"stations/{other.Id}", station),
                ("POST", $"stations/{other.Id}/mentors", mentor),
                ("PUT", $"stations/{other.Id}/mentors/{other.MentorId}", mentor),
                ("PUT", $"stations/{own.Id}/mentors/{other.MentorId}", mentor),
                ("POST", "postdocs", entry),
                ("GET", $"postdocs/{theirs}", null),
                ("PUT", $"postdocs/{theirs}", new PostdocEdit("某人", "0819", "某大学", other.MentorId, null, "1")),
                ("POST", $"postdocs/{theirs}/proposal", new ResearchProposal(day, "题目")),
                ("POST", $"postdocs/{theirs}/midterm", new MidtermReport(day, "pass", committee, "")),
                ("POST", $"postdocs/{theirs}/extension", new ExtensionProposal(new(2028, 1, 1), "理由")),
                ("POST", $"postdocs/{theirs}/completion", new CompletionProposal(new(2026, 6, 1), "host", "", "理由")),
                ("POST", $"postdocs/{theirs}/withdrawal", new WithdrawalProposal(day, "illness", "理由")),
                ("POST", $"postdocs/{theirs}/payments", new PaymentRequest(day, 1, "living", "")),
                ("GET", $"postdocs/{theirs}{document}", null),
                ("DELETE", $"postdocs/{theirs}{document}", null),
                ("GET", $"postdocs/imports/{import.Id}", null),
                ("POST", $"postdocs/imports/{import.Id}/commit", null),
                ("POST", $"postdocs/imports/{import.Id}/discard", null),
            }
        )
        {
            var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/{path}")
            {
                Content = body is null ? null : JsonContent.Create(body),
            };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            var problem = await manager.SendAsync(request, Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
            problem.ToString().ShouldNotContain(other.Id.ToString(), Case.Sensitive, path);
        }
        await UploadAsync(manager, $"/api/v1/postdocs/{theirs}/documents?step=agreement", TestDocuments.Pdf)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        foreach (
            var list in new[]
            {
                "postdocs",
                "postdoc-requests",
                "postdocs/imports",
                "stations/due?days=3650",
                $"postdocs?station={other.Id}",
            }
        )
            (await manager.GetStringAsync($"/api/v1/{list}", Cancel)).ShouldNotContain(other.Id.ToString(), Case.Sensitive, list);
        var after = (await Office.GetFromJsonAsync<PostdocDetail>($"/api/v1/postdocs/{theirs}", Cancel))!;
        (after.Postdoc.Version, after.Requests.Count, after.Documents.Count, after.Payments.Count).ShouldBe(
            (attached.Postdoc.Version, 0, 1, 0)
        );
    }

    [Fact]
    public async Task The_approval_is_the_offices_to_change_and_the_rest_the_managers()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var station = await TestData.StationAsync(api.Database.DataSource);
        var manager = api.As(Person.StationManager(station.Id));
        var read = await manager.GetAsync($"/api/v1/stations/{station.Id}", Cancel);
        var before = (await read.Content.ReadFromJsonAsync<StationDetail>(Cancel))!.Station;
        var request = new StationRequest(
            before.Name,
            before.Kind,
            before.ApprovedOn!.Value,
            before.ApprovalDocument,
            "淮南某集团",
            "340421",
            ["0837"],
            "王工 0554-000000"
        );
        await PutAsync(manager, station.Id, request with { Kind = "innovation_base" }, 1)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "station_field_of_the_office");
        (await PutAsync(manager, station.Id, request, 1).ShouldGiveAsync<Station>()).Host.ShouldBe("淮南某集团");
        await PutAsync(manager, station.Id, request, 1).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        (
            await PutAsync(Office, station.Id, request with { Kind = "innovation_base" }, 2).ShouldGiveAsync<Station>()
        ).Kind.ShouldBe("innovation_base");
        foreach (
            var bad in new[]
            {
                request with
                {
                    Division = "000000",
                },
                request with
                {
                    Disciplines = ["9999"],
                },
                request with
                {
                    ApprovedOn = new(2026, 3, 3),
                },
            }
        )
            await PutAsync(Office, station.Id, bad, 3).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await manager
            .PostAsync("/api/v1/stations", request with { Name = "新站" })
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await Office.PostAsync("/api/v1/stations", request).ShouldRefuseAsync(HttpStatusCode.Conflict, "station_name_taken");
        (
            await Office
                .PostAsync("/api/v1/stations", request with { Name = "新站 " + station.Id })
                .ShouldGiveAsync<Station>(HttpStatusCode.Created)
        ).InResidence.ShouldBe(0);
        await manager
            .PostAsync($"/api/v1/stations/{station.Id}/mentors", new MentorRequest("station", "梁启明", "", "淮南某公司", true))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "mentor_exists");
        (
            await manager
                .PostAsync(
                    $"/api/v1/stations/{station.Id}/mentors",
                    new MentorRequest("university", "何以宁", "教授", "某大学", true)
                )
                .ShouldGiveAsync<Mentor>(HttpStatusCode.Created)
        ).Postdocs.ShouldBe(0);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_does_and_the_proposer_never()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var station = await TestData.StationAsync(api.Database.DataSource);
        var first = api.As(Person.Office());
        for (var round = 0; round < 6; round++)
        {
            var detail = await first
                .PostAsync(
                    "/api/v1/postdocs",
                    new EntryProposal(
                        station.Id,
                        $"赛{round}",
                        "0819",
                        "某大学",
                        station.MentorId,
                        null,
                        "1",
                        new(2026, 2, 1),
                        new(2028, 6, 1),
                        ""
                    )
                )
                .ShouldGiveAsync<PostdocDetail>(HttpStatusCode.Created);
            var path = $"/api/v1/postdoc-requests/{detail.Requests[0].Id}";
            await first
                .PostAsync($"{path}/approve", null, Cancel)
                .ShouldRefuseAsync(HttpStatusCode.Forbidden, "postdoc_second_person_required");
            await api.As(Person.StationManager(station.Id))
                .PostAsync($"{path}/approve", null, Cancel)
                .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
            var answers = await Task.WhenAll(
                Enumerable
                    .Range(2, 4)
                    .Select(i =>
                        i % 2 == 0
                            ? api.As(Person.Office($"office{i}")).PostAsync($"{path}/approve", null, Cancel)
                            : api.As(Person.Office($"office{i}"))
                                .PostAsJsonAsync($"{path}/reject", new RequestRejection("材料不全"), Cancel)
                    )
            );
            answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
            answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(3);
            await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
            (
                await connection.ExecuteScalarAsync<long>(
                    "select count(*) from postdoc_events where postdoc_id = @Id and action in ('approve_entry', 'reject_entry')",
                    new { detail.Postdoc.Id }
                )
            ).ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_database_keeps_the_rules_whatever_the_code_does()
    {
        var station = await TestData.StationAsync(api.Database.DataSource);
        var id = await TestData.PostdocAsync(
            api.Database.DataSource,
            station,
            new(2024, 3, 1),
            new(2027, 2, 28),
            proposalOn: new(2024, 5, 1),
            midtermOn: new(2025, 4, 1)
        );
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        foreach (
            var (constraint, sql) in new[]
            {
                ("postdocs_residence", "update postdocs set planned_end = '2030-03-01' where id = @id"),
                ("postdocs_residence", "update postdocs set planned_end = '2026-02-27' where id = @id"),
                (
                    "postdocs_completion",
                    "update postdocs set state = 'completed', left_on = '2026-02-27', destination = 'host' where id = @id"
                ),
                (
                    "postdocs_completion",
                    "update postdocs set state = 'completed', left_on = '2027-03-01', destination = 'host' where id = @id"
                ),
                (
                    "postdocs_completion",
                    "update postdocs set state = 'completed', left_on = '2027-02-28', destination = 'host', midterm_result = 'fail' where id = @id"
                ),
                ("postdocs_withdrawal", "update postdocs set state = 'withdrawn', left_on = '2026-01-01' where id = @id"),
                ("postdocs_left", "update postdocs set state = 'withdrawn', ground = 'illness' where id = @id"),
                ("postdocs_midterm", "update postdocs set proposal_on = null, proposal_title = null where id = @id"),
                ("midterm_reviews_committee_size", Review("array['a','b','c','d']", "array['e','f','g','h']")),
                ("midterm_reviews_no_mentor", Review("array['a','b','c','d','梁启明']", "array['e','f','g','h','i']")),
                (
                    "postdoc_requests_second_person",
                    "insert into postdoc_requests (id, postdoc_id, kind, state, day, reason, proposed_by, proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at) values (gen_random_uuid(), @id, 'extension', 'approved', '2028-01-01', '', 'a', 'a', now(), 'a', 'a', now())"
                ),
            }
        )
            (
                await Should.ThrowAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync(sql, new { id }))
            ).ConstraintName.ShouldBe(constraint, sql);
    }

    private static string Review(string names, string employers) =>
        $"""
            insert into midterm_reviews (id, postdoc_id, held_on, result, expert_names, expert_employers, expert_keys,
                mentor_keys, committee_least, committee_most, note, recorded_by_name, created_at)
            values (gen_random_uuid(), @id, '2025-04-01', 'pass', {names}, {employers}, {names}, array['梁启明'], 5, 7, '', '',
                now())
            """;

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, string path, byte[] file) =>
        client.PostAsync(path, new MultipartFormDataContent { { new ByteArrayContent(file), "file", "a.csv" } }, Cancel);

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, Guid id, StationRequest request, int version)
    {
        var message = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/stations/{id}") { Content = JsonContent.Create(request) };
        message.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return client.SendAsync(message, Cancel);
    }
}
