using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Testing;

namespace TalentCard.Web.Tests.WorkingTime;

/// <summary>A promise for a year whose notice on the public holidays is not out says so, in both languages.</summary>
public sealed class PromisingBeforeTheNotice(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    // Every deadline that the sample Api gives is on 26 December 2022 in Asia/Shanghai.
    private static readonly FakeTimeProvider Before = FakeTimeProvider.At("2022-12-20T09:00+08:00");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/hotline/tickets", false, 1)]
    [InlineData("/hotline/tickets/{0}", false, 2)]
    [InlineData("/hotline/tickets", true, 0)]
    [InlineData("/hotline/tickets/{0}", true, 0)]
    public async Task Pages_with_deadlines_tell_that_they_are_provisional(string page, bool published, int atLeast)
    {
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, page, Guid.Empty);
        using var host = Host(published);
        foreach (
            var (language, words) in new[] { ("zh-CN", "暂定：2022 年"), ("en", "Provisional: the public holidays of 2022") }
        )
        {
            using var client = host.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://card.test") });
            client.DefaultRequestHeaders.Add("X-Role", "agent");
            client.DefaultRequestHeaders.Add("Accept-Language", language);
            var html = await client.GetStringAsync(address, Cancel);
            var told = html.Split(words).Length - 1;
            if (published)
                told.ShouldBe(0);
            else
                told.ShouldBeGreaterThanOrEqualTo(atLeast, html);
        }
    }

    private WebApplicationFactory<Program> Host(bool published) =>
        SampleApi
            .Before(
                web,
                // Answered, and to be followed up.
                new SampleApi(
                    "replied",
                    request =>
                        request.RequestUri!.AbsolutePath == "/api/v1/working-days"
                            ? new HttpResponseMessage { Content = JsonContent.Create(new WorkingYear(2022, published, 250, [])) }
                            : null
                )
            )
            .WithWebHostBuilder(builder =>
                builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Before))
            );
}
