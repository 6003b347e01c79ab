using System.Net;
using System.Text.RegularExpressions;

namespace TalentCard.Web.Tests;

/// <summary>A form in which nothing was chosen is refused at the field, also by a browser that asks for nothing itself.</summary>
public sealed partial class ChoosingNothing(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private static readonly string Row = Guid.Empty.ToString();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("office", "/hotline/working-time?do=day", "working")]
    [InlineData("office", "/hotline/working-time?do=rule", "kind", "urgency", "unit")]
    [InlineData("office", "/hotline/working-time?do=escalation", "kind", "urgency", "unit")]
    [InlineData("office", "/office/stations/{0}?mentor=new", "place")]
    [InlineData("office", "/office/stations/postdocs/{0}?do=attach", "step")]
    [InlineData("office", "/office/stations/postdocs/{0}?do=pay", "kind")]
    [InlineData("office", "/office/stations/postdocs/{0}?do=review", "result")]
    [InlineData("office", "/office/stations/postdocs/{0}?do=complete", "destination")]
    [InlineData("office", "/office/stations/postdocs/{0}?do=withdraw", "ground")]
    [InlineData("office", "/office/think-tank/pairing", "termId")]
    [InlineData("office", "/office/think-tank/requests/new?advisee={0}", "need")]
    [InlineData("expert", "/think-tank/visits/new?advisee={0}", "subject")]
    [InlineData("agent", "/hotline", "matters[0].kind", "matters[0].outcome")]
    [InlineData("office", "/office/imports/{0}/correct", "take")]
    public async Task Is_said_at_the_field_and_changes_nothing(string role, string address, params string[] fields)
    {
        List<string> changes = [];
        using var client = Client(
            role,
            new SampleApi(first: request =>
            {
                if (request.Method != HttpMethod.Get)
                    changes.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
                return null;
            })
        );
        var page = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, Row);
        var form = Forms()
            .Matches(await client.GetStringAsync(page, Cancel))
            .Select(match => match.Value)
            .First(html => html.Contains($"name=\"{fields[0]}\"", StringComparison.Ordinal));
        using var answer = await client.PostAsync(page, Typed(form, fields), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var html = await client.GetStringAsync(answer.Headers.Location, Cancel);
        Said().Count(html).ShouldBeGreaterThanOrEqualTo(fields.Length, html);
        // The caller of a call is looked for whatever was chosen.
        changes.Where(change => !change.EndsWith("/callers/lookup", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/office/bookings?day=2026-02-30", "office")]
    [InlineData("/desk/day?on=2026-02-30", "verifier")]
    [InlineData("/office/think-tank/scores?year=soon", "office")]
    [InlineData("/office/think-tank/scores.xlsx?year=soon", "office")]
    public async Task A_day_or_year_that_is_none_is_refused_and_not_taken_for_this_one(string address, string role)
    {
        using var client = Client(role, new SampleApi());
        using var answer = await client.GetAsync(address, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("无法识别");
    }

    private HttpClient Client(string role, SampleApi api)
    {
        var client = SampleApi
            .Before(web, api)
            .CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://card.test") });
        client.DefaultRequestHeaders.Add("X-Role", role);
        client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        return client;
    }

    // Everything is typed but what is to be chosen.
    private static MultipartFormDataContent Typed(string form, string[] unchosen)
    {
        var content = new MultipartFormDataContent();
        foreach (var field in Field().Matches(form).Select(match => match.Value))
        {
            var name = WebUtility.HtmlDecode(Name().Match(field).Groups[1].Value);
            if (name.Length == 0 || unchosen.Contains(name) || field.Contains("type=\"checkbox\"", StringComparison.Ordinal))
                continue;
            if (
                field.Contains("type=\"radio\"", StringComparison.Ordinal)
                && !field.Contains(" checked", StringComparison.Ordinal)
            )
                continue;
            var value = WebUtility.HtmlDecode(Value().Match(field).Groups[1].Value);
            if (field.Contains("type=\"file\"", StringComparison.Ordinal))
                content.Add(new ByteArrayContent([1]), name, "file.pdf");
            else
                content.Add(
                    new StringContent(
                        value.Length > 0 ? value
                        : field.Contains("type=\"date\"", StringComparison.Ordinal) ? "2026-03-02"
                        : field.StartsWith("<button", StringComparison.Ordinal) ? ""
                        : "22"
                    ),
                    name
                );
        }
        if (form.Contains("value=\"record\"", StringComparison.Ordinal))
            content.Add(new StringContent("record"), "do");
        return content;
    }

    [GeneratedRegex("invalid-feedback d-block\">(请选择|请至少勾选一项)<")]
    private static partial Regex Said();

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<(?:input|textarea|select)[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex(" name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
