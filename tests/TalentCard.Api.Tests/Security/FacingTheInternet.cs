using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace TalentCard.Api.Tests.Security;

/// <summary>The Api at its public address, and called by another name from inside.</summary>
public sealed class ApiAtItsAddress : TalentCardApi
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("PublicAddress", "https://api.card.example");
        builder.UseSetting("AllowedHosts", "inside.example");
    }
}

/// <summary>What is said and held back where anybody may call.</summary>
public sealed class FacingTheInternet(TalentCardApi api, ApiAtItsAddress own)
    : IClassFixture<TalentCardApi>,
        IClassFixture<ApiAtItsAddress>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api.card.example", HttpStatusCode.OK)]
    [InlineData("api.card.example:8443", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("inside.example", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("card.example", HttpStatusCode.BadRequest)]
    public async Task Answers_to_its_own_names_alone(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = host } };
        (await own.CreateClient().SendAsync(request, Cancel)).StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("card.example")]
    [InlineData("ftp://card.example")]
    [InlineData("https://card.example/path")]
    public async Task Does_not_start_with_a_public_address_that_is_none(string address)
    {
        await using var host = With(("PublicAddress", address));
        Should.Throw<InvalidOperationException>(host.CreateClient).Message.ShouldContain("PublicAddress");
    }

    [Fact]
    public async Task Its_issuer_is_its_public_address_unless_said_otherwise()
    {
        // As the proxy in front calls it, which ends TLS.
        using var client = own.CreateClient(new() { BaseAddress = new Uri("http://api.card.example") });
        using var answer = await client.GetAsync("/.well-known/openid-configuration", Cancel);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("\"issuer\":\"https://api.card.example");
        answer.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("true", HttpStatusCode.OK)]
    [InlineData("false", HttpStatusCode.NotFound)]
    public async Task Shows_its_description_where_that_is_open(string open, HttpStatusCode status)
    {
        await using var host = With(("Description:Enabled", open));
        using var client = host.CreateClient();
        foreach (var path in new[] { "/openapi/v1.json", "/docs" })
            (await client.GetAsync(path, Cancel)).StatusCode.ShouldBe(status, path);
    }

    [Theory]
    [InlineData("/api/v1/verifications")]
    [InlineData("/api/v1/redemptions")]
    public async Task Holds_back_who_tries_codes_by_the_thousand_and_never_a_busy_gate(string path)
    {
        await using var slow = With(("Desk:RequestsPerSecond", "1"));
        (await AnswersAsync(slow, path, 60)).ShouldContain(HttpStatusCode.TooManyRequests);
        // As many as ten gates send at once when the line is back; another operator is not held back by the one above.
        await using var usual = With(("Desk:RequestsPerSecond", "50"));
        (await AnswersAsync(usual, path, 200)).ShouldNotContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Messages_and_reports_are_for_who_has_a_scope_of_their_work()
    {
        var stranger = Person.Office() with { Scope = "openid profile" };
        foreach (var path in new[] { "me/notifications", "me/notifications/unread", $"reports/{Guid.NewGuid()}" })
        {
            await api.As(stranger).GetAsync($"/api/v1/{path}", Cancel).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
            (await api.As(Person.Office()).GetAsync($"/api/v1/{path}", Cancel)).StatusCode.ShouldNotBe(HttpStatusCode.Forbidden);
        }
    }

    private WebApplicationFactory<Program> With(params (string Name, string Value)[] settings) =>
        api.WithWebHostBuilder(builder =>
        {
            foreach (var (name, value) in settings)
                builder.UseSetting(name, value);
        });

    private static async Task<List<HttpStatusCode>> AnswersAsync(WebApplicationFactory<Program> host, string path, int calls)
    {
        using var client = host.CreateClient();
        var verifier = Person.Verifier(Guid.NewGuid(), Guid.NewGuid(), $"gate {Guid.NewGuid()}");
        client.DefaultRequestHeaders.Authorization = new("Bearer", TalentCardApi.TokenFor(verifier));
        var answers = new List<HttpStatusCode>();
        for (var call = 0; call < calls; call++)
        {
            using var answer = await client.PostAsJsonAsync(path, new { }, Cancel);
            answers.Add(answer.StatusCode);
        }
        return answers;
    }
}
