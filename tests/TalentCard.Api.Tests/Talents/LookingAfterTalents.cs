using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Documents;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Talents;

public sealed class LookingAfterTalents(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private const string Talents = "/api/v1/talents";
    private static readonly byte[] Png = TestDocuments.Png;
    private static readonly TalentEdit Edit = new("B", "安徽理工大学", "340421", new DateOnly(2033, 6, 30));
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;
    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task People_are_found_by_part_of_the_name_the_employer_or_the_end_of_the_ID_number()
    {
        var id = TestData.NewIdNumber();
        var talent = await TestData.TalentAsync(
            Database,
            name: "欧阳%修远",
            employer: "八公山豆制品研究所",
            idNumber: id,
            tier: "A",
            division: "hn_hightech"
        );
        foreach (var query in new[] { "阳%修", "豆制品", id[^4..], "%" })
            (await FindAsync($"q={Uri.EscapeDataString(query)}&tier=A")).Items.ShouldContain(found => found.Id == talent, query);
        foreach (var query in new[] { "_", "阳__修", "' or 1=1 --", "\\" })
            (await FindAsync($"q={Uri.EscapeDataString(query)}&tier=A")).Items.ShouldBeEmpty(query);
        (await FindAsync("division=hn_hightech&hasLiveCard=false")).Items.Single().IdNumber.ShouldBe("**************" + id[^4..]);
        await TestData.CardAsync(Database, talent, "A");
        (await FindAsync("division=hn_hightech&hasLiveCard=false")).Items.ShouldBeEmpty();
        (await FindAsync("division=hn_hightech&hasLiveCard=true")).Items.Single().HasLiveCard.ShouldBeTrue();
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repeat()
    {
        for (var i = 0; i < 7; i++)
            await TestData.TalentAsync(
                Database,
                employer: "分页公司",
                createdAt: new DateTimeOffset(2026, 1, 1 + i / 3, 0, 0, 0, TimeSpan.Zero)
            );
        var seen = new List<Guid>();
        for (string? after = null; ; )
        {
            var page = await FindAsync($"q={Uri.EscapeDataString("分页公司")}&limit=2&after={after}");
            seen.AddRange(page.Items.Select(talent => talent.Id));
            if ((after = page.Next) is null)
                break;
        }
        seen.Count.ShouldBe(7);
        seen.Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public async Task A_talent_is_shown_masked_and_one_field_in_clear_only_with_a_reason_that_is_kept()
    {
        var id = TestData.NewIdNumber();
        var talent = await TestData.TalentAsync(Database, idNumber: id, phone: "13912345678", email: "zhang@example.com");
        var text = await Office.GetStringAsync($"{Talents}/{talent}", Cancel);
        text.ShouldNotContain(id);
        text.ShouldNotContain("13912345678");
        text.ShouldContain("z***@example.com");
        foreach (var (field, value) in new[] { ("id_number", id), ("phone", "13912345678"), ("email", "zhang@example.com") })
            (
                await Office
                    .PostAsJsonAsync($"{Talents}/{talent}/reveal", new RevealRequest(field, "电话核实身份"), Cancel)
                    .ShouldGiveAsync<Revealed>()
            ).Value.ShouldBe(value);
        foreach (
            var body in new object[]
            {
                new { field = "name", reason = "核实" },
                new { field = "phone" },
                new { field = "phone", reason = "" },
            }
        )
            await Office
                .PostAsJsonAsync($"{Talents}/{talent}/reveal", body, Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        var trail = (
            await connection.QueryAsync<(string Action, string? Reason, string? Details)>(
                "select action, reason, details::text from audit_events where talent_id = @talent order by at, id",
                new { talent }
            )
        ).ToList();
        trail.Count(row => row.Action == "talent.reveal" && row.Reason == "电话核实身份").ShouldBe(3);
        trail.ShouldContain(row => row.Action == "talent.view");
        trail.ShouldAllBe(row => row.Details == null || !row.Details.Contains("1391234", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_edit_goes_over_the_version_that_was_read_and_no_other()
    {
        var talent = await TestData.TalentAsync(Database, email: "a@b.cn");
        var etag = (await Office.GetAsync($"{Talents}/{talent}", Cancel)).Headers.ETag!.ToString();
        await PutAsync(talent, Edit, null).ShouldRefuseAsync(HttpStatusCode.PreconditionRequired, "precondition_required");
        var edited = await PutAsync(talent, Edit with { Phone = "139-8765-4321", Email = "" }, etag)
            .ShouldGiveAsync<TalentDetail>();
        edited.Tier.ShouldBe("B");
        edited.Employer.ShouldBe("安徽理工大学");
        edited.Phone.ShouldBe("*******4321");
        edited.Email.ShouldBeNull();
        await PutAsync(talent, Edit, etag).ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PutAsync(talent, Edit, "\"2\"")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task A_contract_that_ends_sooner_cuts_the_card_to_its_end()
    {
        var talent = await TestData.TalentAsync(Database);
        var card = await TestData.CardAsync(Database, talent);
        (await PutAsync(talent, Edit with { ContractEnd = new DateOnly(2026, 12, 31) }, "\"1\"")).Dispose();
        var detail = await Office.GetAsync($"/api/v1/cards/{card.Id}", Cancel).ShouldGiveAsync<CardDetail>();
        detail.Card.ValidTo.ShouldBe(new DateOnly(2026, 12, 31));
        detail
            .History.Single()
            .ShouldBe(
                new CardEvent(
                    detail.History[0].At,
                    "shorten",
                    "active",
                    "active",
                    new DateOnly(2026, 12, 31),
                    "office1",
                    detail.History[0].Reason
                )
            );
    }

    [Theory]
    [InlineData("tier", "Z")]
    [InlineData("division", "nowhere")]
    [InlineData("employer", " ")]
    [InlineData("employer", "a\u202eb")]
    [InlineData("phone", "12345")]
    [InlineData("email", "nobody")]
    [InlineData("contractEnd", "2026-03-01")]
    [InlineData("contractEnd", "2057-01-01")]
    public async Task A_bad_value_is_named_and_nothing_changes(string member, string value)
    {
        var talent = await TestData.TalentAsync(Database);
        var body = new Dictionary<string, string>
        {
            ["tier"] = "B",
            ["division"] = "340421",
            ["employer"] = "x",
            ["contractEnd"] = "2030-01-01",
            [member] = value,
        };
        var problem = await PutAsync(talent, body, "\"1\"").ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        problem.GetProperty("errors").TryGetProperty(member, out _).ShouldBeTrue();
        (await Office.GetAsync($"{Talents}/{talent}", Cancel).ShouldGiveAsync<TalentDetail>()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_photo_is_judged_by_its_content_and_size()
    {
        var talent = await TestData.TalentAsync(Database);
        await Office.GetAsync($"{Talents}/{talent}/photo", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await PutPhotoAsync(talent, Png, "image/png")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var photo = await Office.GetAsync($"{Talents}/{talent}/photo", Cancel);
        photo.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        Picture.Read(await photo.Content.ReadAsByteArrayAsync(Cancel), 1).ShouldNotBeNull().ContentType.ShouldBe("image/png");
        await PutPhotoAsync(talent, Png[..40], "image/png")
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "photo_not_an_image");
        await PutPhotoAsync(talent, "<svg onload='alert(1)'/>"u8.ToArray(), "image/png")
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "photo_not_an_image");
        await PutPhotoAsync(talent, [.. Png, .. new byte[200 * 1024]], "image/png")
            .ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, "too_large");
        await PutPhotoAsync(talent, Png, "text/html")
            .ShouldRefuseAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        await PutPhotoAsync(Guid.NewGuid(), Png, "image/png").ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Only_the_office_looks()
    {
        var talent = await TestData.TalentAsync(Database);
        await api.AsNobody().GetAsync(Talents, Cancel).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await api.As(Person.Talent(talent))
            .GetAsync($"{Talents}/{talent}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await Office.GetAsync($"{Talents}/{Guid.NewGuid()}", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await Office.GetAsync($"{Talents}?limit=0", Cancel).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private async Task<Page<TalentSummary>> FindAsync(string query) =>
        await Office.GetAsync($"{Talents}?{query}", Cancel).ShouldGiveAsync<Page<TalentSummary>>();

    private Task<HttpResponseMessage> PutAsync<T>(Guid talent, T edit, string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Talents}/{talent}") { Content = JsonContent.Create(edit) };
        if (etag is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(etag));
        return Office.SendAsync(request, Cancel);
    }

    private Task<HttpResponseMessage> PutPhotoAsync(Guid talent, byte[] photo, string type)
    {
        var content = new ByteArrayContent(photo);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return Office.PutAsync($"{Talents}/{talent}/photo", content, Cancel);
    }
}
