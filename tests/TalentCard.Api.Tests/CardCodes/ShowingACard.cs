using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.CardCodes;
using TalentCard.Core.CardCodes;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.CardCodes;

public sealed class ShowingACard(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_talent_gets_a_code_of_their_own_card()
    {
        var (client, card) = await TalentAsync();

        var answer = await client.PostAsync("/api/v1/me/card/codes", null, Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var code = (await answer.Content.ReadFromJsonAsync<CardCode>(Cancel))!;
        (code.ExpiresAt - code.IssuedAt).ShouldBe(TimeSpan.FromSeconds(60));
        var reading = await api.Services.GetRequiredService<CardCodeReader>().ReadAsync(code.Text, api.Clock.GetUtcNow(), Cancel);
        reading.Refusal.ShouldBeNull();
        reading.Handle.ShouldBe(card.Handle);
    }

    [Theory]
    [InlineData("suspended", "2029-01-04", HttpStatusCode.Conflict, "no_code_suspended")]
    [InlineData("revoked", "2029-01-04", HttpStatusCode.Conflict, "no_code_revoked")]
    [InlineData("replaced", "2029-01-04", HttpStatusCode.Conflict, "no_code_revoked")]
    [InlineData("active", "2026-03-01", HttpStatusCode.Conflict, "no_code_expired")]
    public async Task A_card_that_is_not_live_shows_no_code(string state, string validTo, HttpStatusCode status, string code)
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var card = await TestData.CardAsync(
            api.Database.DataSource,
            talent,
            state: state,
            validTo: DateOnly.Parse(validTo, System.Globalization.CultureInfo.InvariantCulture)
        );

        foreach (
            var answer in new[]
            {
                await api.As(Person.Talent(talent, $"{state} {validTo}")).PostAsync("/api/v1/me/card/codes", null, Cancel),
                await api.As(Person.Talent(talent, $"{state} {validTo}")).GetAsync("/api/v1/me/card/code.svg", Cancel),
                await api.As(Person.Talent(talent, $"{state} {validTo}")).GetAsync("/api/v1/me/card/code.png", Cancel),
                await api.As(Person.Office()).GetAsync($"/api/v1/cards/{card.Id}/printed-code.svg", Cancel),
            }
        )
            await ShouldBeRefusedAsync(answer, status, code);
    }

    [Fact]
    public async Task On_its_last_day_a_card_still_shows_its_code()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        await TestData.CardAsync(api.Database.DataSource, talent, validTo: new DateOnly(2026, 3, 2));

        var answer = await api.As(Person.Talent(talent, "last day")).PostAsync("/api/v1/me/card/codes", null, Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_replaced_card_shows_the_code_of_the_new_one()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        await TestData.CardAsync(api.Database.DataSource, talent, state: "replaced");
        var card = await TestData.CardAsync(api.Database.DataSource, talent);

        var code = await (
            await api.As(Person.Talent(talent, "replaced")).PostAsync("/api/v1/me/card/codes", null, Cancel)
        ).Content.ReadFromJsonAsync<CardCode>(Cancel);

        (
            await api.Services.GetRequiredService<CardCodeReader>().ReadAsync(code!.Text, api.Clock.GetUtcNow(), Cancel)
        ).Handle.ShouldBe(card.Handle);
    }

    [Fact]
    public async Task A_talent_without_a_card_is_told_so() =>
        await ShouldBeRefusedAsync(
            await api.As(Person.Talent(Guid.NewGuid(), "no card")).PostAsync("/api/v1/me/card/codes", null, Cancel),
            HttpStatusCode.NotFound,
            "no_card"
        );

    [Fact]
    public async Task A_phone_that_asks_without_end_is_slowed_down()
    {
        var (client, _) = await TalentAsync("hasty");
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++)
            answers.Add(await client.PostAsync("/api/v1/me/card/codes", null, Cancel));

        answers.Take(30).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.Last();
        await ShouldBeRefusedAsync(refused, HttpStatusCode.TooManyRequests, "too_many_requests");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        var (patient, _) = await TalentAsync("patient");
        (await patient.PostAsync("/api/v1/me/card/codes", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_printed_code_is_on_the_trail()
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        var card = await TestData.CardAsync(api.Database.DataSource, talent);

        var answer = await api.As(Person.Office()).GetAsync($"/api/v1/cards/{card.Id}/printed-code.svg", Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QuerySingleAsync<Guid>(
                "select talent_id from audit_events where action = 'card.print' and subject_id = @id and actor_name = 'office1'",
                new { id = card.Id.ToString() }
            )
        ).ShouldBe(talent);
    }

    [Fact]
    public async Task An_unknown_card_prints_nothing() =>
        await ShouldBeRefusedAsync(
            await api.As(Person.Office()).GetAsync($"/api/v1/cards/{Guid.NewGuid()}/printed-code.png", Cancel),
            HttpStatusCode.NotFound,
            "not_found"
        );

    [Fact]
    public async Task Anyone_reads_the_keys_and_they_hold_no_private_part()
    {
        var answer = await api.AsNobody().GetAsync("/.well-known/card-keys.json", Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/jwk-set+json");
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        text.ShouldNotContain("\"d\"");
        JsonDocument.Parse(text).RootElement.GetProperty("keys")[0].GetProperty("alg").GetString().ShouldBe("ES256");

        var again = new HttpRequestMessage(HttpMethod.Get, "/.well-known/card-keys.json")
        {
            Headers = { IfNoneMatch = { answer.Headers.ETag! } },
        };
        (await api.AsNobody().SendAsync(again, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status);
        JsonDocument
            .Parse(await answer.Content.ReadAsStringAsync(Cancel))
            .RootElement.GetProperty("code")
            .GetString()
            .ShouldBe(code);
    }

    private async Task<(HttpClient Client, TestCard Card)> TalentAsync(string name = "talent1")
    {
        var talent = await TestData.TalentAsync(api.Database.DataSource);
        return (api.As(Person.Talent(talent, name)), await TestData.CardAsync(api.Database.DataSource, talent));
    }
}
