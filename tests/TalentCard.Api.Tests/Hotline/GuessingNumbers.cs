using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Core.Security;

namespace TalentCard.Api.Tests.Hotline;

/// <summary>Whoever may find people by a whole number does not get to try them all.</summary>
public sealed class GuessingNumbers(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_ups_that_lead_to_nobody_close_looking_up_for_the_day_whoever_asks_at_once()
    {
        var agent = api.As(Person.Agent("guessing agent"));
        var answers = new ConcurrentBag<HttpResponseMessage>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, LookUpLimit.Most + 5),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel },
            async (i, cancel) =>
                answers.Add(
                    await agent.PostAsJsonAsync("/api/v1/hotline/callers/lookup", new { phone = $"139{i:00000000}" }, cancel)
                )
        );
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(LookUpLimit.Most);
        await answers
            .First(answer => answer.StatusCode != HttpStatusCode.OK)
            .ShouldRefuseAsync(HttpStatusCode.TooManyRequests, "look_ups_closed");
        (
            await api.As(Person.Agent("another agent"))
                .PostAsJsonAsync("/api/v1/hotline/callers/lookup", new { phone = "13900000000" }, Cancel)
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_search_counts_when_it_asks_for_a_whole_number()
    {
        var office = api.As(Person.Office("guessing office"));
        for (var i = 0; i < LookUpLimit.Most; i++)
            (await office.GetAsync($"/api/v1/search?q=138{i:00000000}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await office.GetAsync("/api/v1/search?q=13800000000", Cancel)).ShouldRefuseAsync(
            HttpStatusCode.TooManyRequests,
            "look_ups_closed"
        );
        (await office.GetAsync("/api/v1/search?q=nobody", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
