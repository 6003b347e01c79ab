using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Access;

namespace TalentCard.Web.Tests;

/// <summary>
/// What holds for each form of each page, found by asking the Web for its pages, with rows in each state: what
/// it was about may have gone by the time that it is sent.
/// </summary>
[Trait("Speed", "slow")]
public sealed partial class EveryForm(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private const string Changed = "内容已变化，请看最新情况";
    private const string Framework = "The field Name must be a string with a maximum length of 200.";
    private static readonly string[] Roles = [.. RoleCatalog.OfPeople.Select(role => role.Name)];

    // A list to confirm, a batch to approve, a card, a ticket.
    private static readonly string[] States =
    [
        "preview",
        "pending",
        "draft",
        "active",
        "received",
        "replied",
        "resident",
        "paused",
    ];

    // Who may see a page depends on no row: what one walk of the pages was refused, the others need not ask for.
    private static readonly ConcurrentDictionary<(string Role, string Path), bool> Forbidden = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> EveryState => new(States);

    [Theory, MemberData(nameof(EveryState))]
    public async Task Sent_when_its_row_has_gone_leads_back_to_its_page(string state)
    {
        var gone = false;
        // Another counter, or the other tab, was first: the row is not there any more for who changes it.
        await using var after = SampleApi.Before(
            web,
            new SampleApi(state, request => gone && request.Method != HttpMethod.Get ? Problem(404, "not_found") : null)
        );
        var forms = 0;
        await foreach (var (client, form) in FormsAsync(after))
        {
            forms++;
            gone = false;
            using (var first = await client.SendAsync(form.Send(form.Token), Cancel))
                ((int)first.StatusCode).ShouldBeLessThan(500, form.ToString());
            gone = true;
            using var second = await client.SendAsync(form.Send(form.OtherToken), Cancel);
            await ShouldLeadToAPageAsync(client, second, form);
        }
        forms.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("active")]
    public async Task Sent_when_its_page_has_it_no_more_leads_back_to_its_page(string state)
    {
        var gone = false;
        // The row stands where it stood, in a state that has no such form.
        await using var after = SampleApi.Before(
            web,
            new Switch(new SampleApi(state), new SampleApi("closed", Refused), () => gone)
        );
        var changed = 0;
        await foreach (var (client, form) in FormsAsync(after))
        {
            gone = true;
            using var second = await client.SendAsync(form.Send(form.OtherToken), Cancel);
            gone = false;
            if (await ShouldLeadToAPageAsync(client, second, form))
                changed++;
        }
        changed.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Says_what_is_wrong_with_a_field_in_no_sentence_of_the_framework(string language)
    {
        await using var strict = SampleApi.Before(
            web,
            new SampleApi("draft", request => request.Method == HttpMethod.Get ? null : Refuse(request))
        );
        var refused = 0;
        await foreach (var (client, form) in FormsAsync(strict, language))
        {
            foreach (var fill in new[] { "", new string('长', 5000), "not-a-number-or-a-day" })
            {
                using var answer = await client.SendAsync(form.Send(form.Token, fill), Cancel);
                var page = answer.Headers.Location is { } address
                    ? await client.GetStringAsync(address, Cancel)
                    : await answer.Content.ReadAsStringAsync(Cancel);
                ((int)answer.StatusCode).ShouldBeLessThan(500, form.ToString());
                page.ShouldNotContain("The field", Case.Sensitive, $"{form}");
                page.ShouldNotContain("field is required", Case.Sensitive, $"{form}");
                if (page.Contains(language == "en" ? "characters at most" : "最多 200 个字", StringComparison.Ordinal))
                    refused++;
            }
        }
        refused.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Leaves_no_choice_to_the_browser_which_would_take_the_first()
    {
        await using var sample = SampleApi.Before(web, new SampleApi("draft"));
        var (choices, silent) = (0, new List<string>());
        await foreach (var (_, form) in FormsAsync(sample))
            choices += Choices(form.Html, form.ToString(), silent);
        foreach (var (role, address) in WithAChoice)
        {
            using var client = SampleApi.Client(sample);
            client.DefaultRequestHeaders.Add("X-Role", role);
            var html = await client.GetStringAsync(address, Cancel);
            var found = Choices(html, address, silent);
            found.ShouldBeGreaterThan(0, address);
            choices += found;
        }
        silent.ShouldBeEmpty();
        choices.ShouldBeGreaterThan(30);
    }

    // Selects and groups of radios; of each that takes something by silence it notes the name.
    private static int Choices(string html, string where, List<string> silent)
    {
        var forms = FormElement().Matches(html).Select(form => form.Groups[2].Value).DefaultIfEmpty(html).ToArray();
        var selects = forms.SelectMany(form => Select().Matches(form)).ToArray();
        silent.AddRange(
            selects
                .Where(select =>
                    !select.Groups[2].Value.Contains(" selected", StringComparison.Ordinal)
                    && !Nothing().IsMatch(select.Groups[2].Value)
                )
                .Select(select => $"{where}: {Name().Match(select.Groups[1].Value).Groups[1].Value}")
        );
        return selects.Length;
    }

    // Forms that an address opens.
    private static readonly (string Role, string Address)[] WithAChoice =
    [
        ("office", "/hotline/working-time?do=day"),
        ("office", "/hotline/working-time?do=rule"),
        ("office", "/hotline/working-time?do=escalation"),
        ("office", $"/office/stations/{Guid.Empty}?mentor=new"),
        ("office", $"/office/stations/postdocs/{Guid.Empty}?do=attach"),
        ("office", $"/office/stations/postdocs/{Guid.Empty}?do=pay"),
        ("office", $"/office/stations/postdocs/{Guid.Empty}?do=review"),
        ("office", $"/office/stations/postdocs/{Guid.Empty}?do=complete"),
        ("office", $"/office/stations/postdocs/{Guid.Empty}?do=withdraw"),
        ("office", $"/office/think-tank/requests/new?advisee={Guid.Empty}"),
        ("expert", $"/think-tank/visits/new?advisee={Guid.Empty}"),
        ("talent", "/card/hotline/new"),
    ];

    // Whether the page says that something has changed.
    private static async Task<bool> ShouldLeadToAPageAsync(HttpClient client, HttpResponseMessage answer, Form form)
    {
        var what = $"{form} answered {(int)answer.StatusCode} {answer.Content.Headers.ContentType}";
        if (answer.Headers.Location is not { } address)
        {
            ((int)answer.StatusCode).ShouldBeInRange(200, 204, what);
            return false;
        }
        // Elsewhere than on this site: a sign-in.
        if (address.IsAbsoluteUri && address.Host != "card.test")
            return false;
        using var page = await client.GetAsync(address, Cancel);
        var text = await page.Content.ReadAsStringAsync(Cancel);
        ((int)page.StatusCode).ShouldBeLessThan(500, what);
        if (
            !answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            || !cookies.Any(cookie => cookie.Contains("talentcard-done=gone", StringComparison.Ordinal))
        )
            return false;
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html", what);
        if (page.StatusCode == HttpStatusCode.OK)
            text.ShouldContain(Changed, Case.Sensitive, what);
        // To look again says nothing of it any more.
        (await client.GetStringAsync(address, Cancel)).ShouldNotContain(Changed, Case.Sensitive, what);
        return true;
    }

    // Every form of every page that a role sees, with the antiforgery tokens of two openings of the page.
    private static async IAsyncEnumerable<(HttpClient Client, Form Form)> FormsAsync(
        WebApplicationFactory<Program> factory,
        string language = "zh-CN"
    )
    {
        _ = factory.Server;
        var pages = factory
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(endpoint => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), Guid.Empty.ToString()))
            .Distinct()
            .ToList();
        // A form is the same whoever of several roles sees its page.
        var seen = new HashSet<string>();
        foreach (var role in Roles)
        {
            var client = factory.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://card.test") });
            client.DefaultRequestHeaders.Add("X-Role", role);
            client.DefaultRequestHeaders.Add("Accept-Language", language);
            foreach (var path in pages.Where(path => !seen.Contains(path) && !Forbidden.ContainsKey((role, path))))
            {
                using var answer = await client.GetAsync(path, Cancel);
                if (answer.StatusCode == HttpStatusCode.Forbidden)
                    Forbidden[(role, path)] = true;
                if (answer.StatusCode != HttpStatusCode.OK)
                    continue;
                seen.Add(path);
                var first = Forms(path, await answer.Content.ReadAsStringAsync(Cancel));
                if (first.Count == 0)
                    continue;
                var second = Forms(path, await client.GetStringAsync(path, Cancel));
                foreach (var (one, other) in first.Zip(second))
                    yield return (client, one with { OtherToken = other.Token });
            }
        }
    }

    private static List<Form> Forms(string page, string html) =>
        [
            .. FormElement()
                .Matches(html)
                .Select(match => new Form(
                    page,
                    match.Groups[2].Value,
                    WebUtility.HtmlDecode(
                        Action().Match(match.Groups[1].Value) is { Success: true } action ? action.Groups[1].Value : page
                    ),
                    [
                        .. Input()
                            .Matches(match.Groups[2].Value)
                            .Select(input => input.Value)
                            .Where(input => Name().IsMatch(input))
                            .Select(input =>
                                (
                                    WebUtility.HtmlDecode(Name().Match(input).Groups[1].Value),
                                    WebUtility.HtmlDecode(Value().Match(input).Groups[1].Value),
                                    input.Contains("\"hidden\"", StringComparison.Ordinal)
                                )
                            ),
                    ]
                ))
                // Signing out, the language and the look are of no row.
                .Where(form => form.Fields.Any(field => field.Name == "_handler")),
        ];

    private static HttpResponseMessage? Refused(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get ? null : Problem(409, "wrong_state");

    private static HttpResponseMessage Refuse(HttpRequestMessage request)
    {
        var fields =
            request.Content?.Headers.ContentType?.MediaType == "application/json"
                ? JsonDocument.Parse(request.Content.ReadAsStringAsync(Cancel).GetAwaiter().GetResult()).RootElement
                : default;
        string[] names =
            fields.ValueKind == JsonValueKind.Object ? [.. fields.EnumerateObject().Select(field => field.Name)] : ["name"];
        return Problem(400, "invalid_request", names.ToDictionary(name => name, _ => new[] { Framework }));
    }

    private static HttpResponseMessage Problem(int status, string code, Dictionary<string, string[]>? errors = null) =>
        new((HttpStatusCode)status)
        {
            Content = JsonContent.Create(
                new
                {
                    status,
                    code,
                    title = "不行",
                    detail = "No",
                    errors,
                }
            ),
        };

    private sealed record Form(string Page, string Html, string Action, (string Name, string Value, bool Hidden)[] Fields)
    {
        private const string TokenField = "__RequestVerificationToken";

        public string Token => Fields.First(one => one.Name == TokenField).Value;

        public string OtherToken { get; init; } = "";

        // Only what is typed is filled in.
        public HttpRequestMessage Send(string token, string typed = "2") =>
            new(HttpMethod.Post, Action)
            {
                Content = new FormUrlEncodedContent(
                    Fields.Select(field =>
                        KeyValuePair.Create(
                            field.Name,
                            field.Name == TokenField ? token
                                : field.Hidden || field.Value.Length > 0 ? field.Value
                                : typed
                        )
                    )
                ),
            };

        public override string ToString() => $"{Page} {Fields.First(field => field.Name == "_handler").Value}";
    }

    private sealed class Switch(HttpMessageHandler one, HttpMessageHandler other, Func<bool> isOther) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker first = new(one);
        private readonly HttpMessageInvoker second = new(other);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (isOther() ? second : first).SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            first.Dispose();
            second.Dispose();
            base.Dispose(disposing);
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("<form([^>]*method=\"post\"[^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex FormElement();

    [GeneratedRegex("^\\s*<option value(=\"\")?>")]
    private static partial Regex Nothing();

    [GeneratedRegex("<select([^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<(?:input|textarea|select|button)[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex(" name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex(" action=\"([^\"]*)\"")]
    private static partial Regex Action();
}
