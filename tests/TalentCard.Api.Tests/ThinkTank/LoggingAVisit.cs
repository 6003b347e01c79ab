using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using TalentCard.Contracts;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.ThinkTank;

public sealed class LoggingAVisit(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private Person me = null!,
        other = null!;
    private Guid village,
        expert;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = api.Database.DataSource;
        village = await TestData.VillageAsync(database, $"村{Guid.NewGuid()}");
        (me, expert) = await ExpertAsync("我");
        (other, _) = await ExpertAsync("别人");
        await TestData.PairingAsync(database, expert, village, new DateOnly(2026, 2, 20), new DateOnly(2026, 12, 31));

        async Task<(Person, Guid)> ExpertAsync(string name)
        {
            var user = await TestData.UserAsync(api.Database, $"expert-{Guid.NewGuid()}", ["expert"]);
            return (Person.Expert(user), await TestData.ExpertAsync(database, name, user: user));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_expert_logs_a_visit_with_a_photo_and_it_counts()
    {
        var log = await LogAsync(me, Today, photo: TestDocuments.WithExif(TestDocuments.Jpeg, 1, "Huawei"))
            .ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created);
        log.HasPhoto.ShouldBeTrue();
        log.Counts.ShouldBeTrue();
        var mine = await api.As(me).GetAsync("/api/v1/me/think-tank", Cancel);
        var page = JsonDocument.Parse(await mine.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("advisees")[0];
        page.GetProperty("visits").GetInt32().ShouldBe(1);
        page.GetProperty("lastVisit").GetString().ShouldBe("2026-03-02");
        var photo = await api.As(me).GetAsync($"/api/v1/me/think-tank/service-logs/{log.Id}/photo", Cancel);
        photo.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        photo.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await photo.Content.ReadAsByteArrayAsync(Cancel)).AsSpan().IndexOf("Huawei"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task Where_the_phone_was_is_kept_to_a_hundred_metres_and_may_be_left_out()
    {
        var there = await LogAsync(me, Today, latitude: 32.7514999, longitude: 117.0004321)
            .ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created);
        there.Km!.Value.ShouldBe(0.111, 0.01);
        (await LogAsync(me, Today.AddDays(-1)).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created)).Km.ShouldBeNull();
        (
            await LogAsync(me, Today.AddDays(-2), latitude: 32.75).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created)
        ).Km.ShouldBeNull();
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QuerySingleAsync<(double, double)>(
                "select latitude, longitude from service_logs where id = @Id",
                new { there.Id }
            )
        ).ShouldBe((32.751, 117.0));
    }

    [Fact]
    public async Task Another_experts_village_and_visit_are_not_there()
    {
        await LogAsync(other, Today).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        var log = await LogAsync(me, Today, photo: TestDocuments.Png).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created);
        foreach (var path in new[] { "", "/photo" })
            await api.As(other)
                .GetAsync($"/api/v1/me/think-tank/service-logs/{log.Id}{path}", Cancel)
                .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (
            await api.As(other).GetFromJsonAsync<Page<ServiceLog>>("/api/v1/me/think-tank/service-logs", Cancel)
        )!.Items.ShouldBeEmpty();
        (await api.As(other).GetAsync("/api/v1/me/think-tank", Cancel).ShouldGiveAsync<JsonElement>())
            .GetProperty("advisees")
            .GetArrayLength()
            .ShouldBe(0);
        await api.As(Person.Expert(Guid.NewGuid()))
            .GetAsync("/api/v1/me/think-tank", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await api.As(me).GetAsync("/api/v1/think-tank/experts", Cancel).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_day_against_the_rules_is_refused_with_the_rule_named()
    {
        await LogAsync(me, Today.AddDays(1)).ShouldRefuseAsync(HttpStatusCode.Conflict, "visit_in_future");
        await LogAsync(me, Today.AddDays(-31)).ShouldRefuseAsync(HttpStatusCode.Conflict, "visit_too_late");
        await LogAsync(me, new DateOnly(2026, 2, 19)).ShouldRefuseAsync(HttpStatusCode.Conflict, "visit_outside_pairing");
        await LogAsync(me, Today, latitude: 31.5, longitude: 117).ShouldRefuseAsync(HttpStatusCode.Conflict, "visit_too_far");
        await LogAsync(me, Today, latitude: 32.76, longitude: 117).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created);
        await LogAsync(me, Today).ShouldRefuseAsync(HttpStatusCode.Conflict, "visit_already_logged");
    }

    [Fact]
    public async Task A_photo_that_is_none_and_bad_fields_are_refused_and_nothing_is_logged()
    {
        await LogAsync(me, Today, photo: "GIF89a…"u8.ToArray()).ShouldRefuseAsync((HttpStatusCode)422, "visit_photo");
        await LogAsync(me, Today, photo: TestDocuments.Pdf).ShouldRefuseAsync((HttpStatusCode)422, "visit_photo");
        await LogAsync(me, Today, subject: "Z99").ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await LogAsync(me, Today, place: "").ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await LogAsync(me, Today, place: new string('长', 101)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await LogAsync(me, Today, latitude: 999, longitude: 1).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (
            await api.As(me).GetFromJsonAsync<Page<ServiceLog>>("/api/v1/me/think-tank/service-logs", Cancel)
        )!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_key_logs_once()
    {
        var key = Guid.NewGuid().ToString();
        var first = await LogAsync(me, Today, key: key).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created);
        (await LogAsync(me, Today, key: key).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created)).Id.ShouldBe(first.Id);
        await LogAsync(me, Today.AddDays(-1), key: key).ShouldRefuseAsync((HttpStatusCode)422, "idempotency_conflict");
    }

    [Fact]
    public async Task The_villages_word_confirms_a_visit_and_makes_the_score()
    {
        var log = await LogAsync(me, Today).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created);
        log.Counts.ShouldBeFalse();
        var office = api.As(Person.Office());
        var path = $"/api/v1/think-tank/service-logs/{log.Id}/word";
        await PutAsync(path, new VisitFeedback("王书记", 6), 1).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var confirmed = await PutAsync(path, new VisitFeedback("王书记", 5, "讲得透"), 1).ShouldGiveAsync<ServiceLog>();
        confirmed.Counts.ShouldBeTrue();
        await PutAsync(path, new VisitFeedback("王书记", 1), 1).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        var scores = await office.GetFromJsonAsync<ExpertScore[]>("/api/v1/think-tank/scores?year=2026", Cancel);
        // One of six visits of 40, a full rating of 40, the one village visited of 20.
        scores!.Single(score => score.ExpertId == expert).Score.ShouldBe(66.7);
    }

    [Fact]
    public async Task The_office_sees_what_came_of_a_pairing_from_either_side()
    {
        var log = await LogAsync(me, Today, photo: TestDocuments.Png).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created);
        await LogAsync(me, Today.AddDays(-1)).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created);
        await PutAsync($"/api/v1/think-tank/service-logs/{log.Id}/word", new VisitFeedback("王书记", 4), 1)
            .ShouldGiveAsync<ServiceLog>();
        await TestData.PairingAsync(
            api.Database.DataSource,
            expert,
            village,
            new DateOnly(2025, 1, 1),
            new DateOnly(2025, 12, 31)
        );
        var office = api.As(Person.Office());
        foreach (var side in new[] { $"expert={expert}", $"advisee={village}" })
        {
            var pairings = (
                await office.GetFromJsonAsync<Page<AdoptedPairing>>($"/api/v1/think-tank/pairings?{side}", Cancel)
            )!.Items;
            pairings
                .Select(one => (one.StartsOn, one.Visits, one.LastVisit, one.Rating))
                .ShouldBe([(new DateOnly(2026, 2, 20), 1, Today, 4.0), (new DateOnly(2025, 1, 1), 0, null, null)], side);
            var first = (
                await office.GetFromJsonAsync<Page<AdoptedPairing>>($"/api/v1/think-tank/pairings?{side}&limit=1", Cancel)
            )!;
            var next = (
                await office.GetFromJsonAsync<Page<AdoptedPairing>>(
                    $"/api/v1/think-tank/pairings?{side}&limit=1&after={first.Next}",
                    Cancel
                )
            )!;
            first.Items.Concat(next.Items).ShouldBe(pairings, side);
        }
        var years = await office.GetFromJsonAsync<ExpertYear[]>($"/api/v1/think-tank/experts/{expert}/years", Cancel);
        years!.Select(year => (year.Year, year.Score.Pairings, year.Score.Visits)).ShouldBe([(2026, 1, 1), (2025, 1, 0)]);
        await office
            .GetAsync($"/api/v1/think-tank/experts/{Guid.NewGuid()}/years", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_request_is_given_to_the_best_expert_who_then_may_log_a_visit()
    {
        var office = api.As(Person.Office());
        var elsewhere = await TestData.VillageAsync(api.Database.DataSource, $"求助村{Guid.NewGuid()}", key: false);
        var request = await office
            .PostAsync("/api/v1/think-tank/help-requests", new NewHelpRequest(elsewhere, "A0101", "麦田发黄"))
            .ShouldGiveAsync<HelpRequest>(HttpStatusCode.Created);
        var candidates = await office.GetFromJsonAsync<ExpertCandidate[]>(
            $"/api/v1/think-tank/help-requests/{request.Id}/experts",
            Cancel
        );
        candidates!.Length.ShouldBeInRange(2, 5);
        candidates.ShouldContain(candidate => candidate.Reasons.Any(reason => reason.En == "speciality wheat diseases"));
        await LogAsync(me, Today, at: elsewhere).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        var path = $"/api/v1/think-tank/help-requests/{request.Id}";
        await PostAsync($"{path}/assignment", new Assignment(Guid.NewGuid()), 1)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (await PostAsync($"{path}/assignment", new Assignment(expert), 1).ShouldGiveAsync<HelpRequest>()).State.ShouldBe(
            "assigned"
        );
        await LogAsync(me, Today, at: elsewhere).ShouldGiveAsync<ServiceLog>(HttpStatusCode.Created);
        foreach (var (side, count) in new[] { ($"expert={expert}", 1), ($"advisee={elsewhere}", 1), ($"advisee={village}", 0) })
            (
                await office.GetFromJsonAsync<Page<HelpRequest>>($"/api/v1/think-tank/help-requests?{side}", Cancel)
            )!.Items.Count.ShouldBe(count, side);
        (await PostAsync($"{path}/close", new Closing("已到田间指导"), 2).ShouldGiveAsync<HelpRequest>()).State.ShouldBe(
            "closed"
        );
        await PostAsync($"{path}/assignment", new Assignment(expert), 3)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "help_request_closed");
    }

    private Task<HttpResponseMessage> LogAsync(
        Person person,
        DateOnly day,
        byte[]? photo = null,
        string place = "麦田",
        string subject = "A0101",
        double? latitude = null,
        double? longitude = null,
        Guid? at = null,
        string? key = null
    )
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent((at ?? village).ToString()), "adviseeId" },
            { new StringContent(day.ToString("O", CultureInfo.InvariantCulture)), "visitedOn" },
            { new StringContent(place), "place" },
            { new StringContent(subject), "subject" },
            { new StringContent("查看苗情，指导防治赤霉病。"), "result" },
        };
        if (latitude is not null)
            form.Add(new StringContent(latitude.Value.ToString(CultureInfo.InvariantCulture)), "latitude");
        if (longitude is not null)
            form.Add(new StringContent(longitude.Value.ToString(CultureInfo.InvariantCulture)), "longitude");
        if (photo is not null)
            form.Add(new ByteArrayContent(photo), "file", "visit.jpg");
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/me/think-tank/service-logs") { Content = form };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return api.As(person).SendAsync(request, Cancel);
    }

    private Task<HttpResponseMessage> PutAsync(string path, object body, int version) =>
        SendAsync(HttpMethod.Put, path, body, version);

    private Task<HttpResponseMessage> PostAsync(string path, object body, int version) =>
        SendAsync(HttpMethod.Post, path, body, version);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object body, int version)
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return api.As(Person.Office()).SendAsync(request, Cancel);
    }
}
