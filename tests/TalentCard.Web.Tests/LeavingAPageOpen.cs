using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Web.Auth;

namespace TalentCard.Web.Tests;

/// <summary>A page that stays open listens and looks again by itself; whoever left it is signed out all the same.</summary>
public sealed class LeavingAPageOpen(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Its_stream_and_its_timers_do_not_count_as_use(bool touched, bool ends)
    {
        var time = new FakeTimeProvider();
        using var sessions = new SessionStore(time);
        var key = await sessions.StoreAsync(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity("test")), "test"));
        var stream = new DefaultHttpContext();
        stream.SetEndpoint(
            web.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Single(one => one.RoutePattern.RawText == "/hotline/events")
        );
        var timer = new DefaultHttpContext();
        timer.Request.Headers[BackgroundRequest.Header] = "yes";
        for (var hour = 0; hour < 13; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            var ticket = await sessions.RetrieveAsync(key, stream, Cancel);
            // The tokens are refreshed meanwhile.
            if (ticket is not null)
                await sessions.RenewAsync(key, ticket);
            await sessions.RetrieveAsync(key, timer, Cancel);
            if (touched && hour == 6)
                await sessions.RetrieveAsync(key, new DefaultHttpContext(), Cancel);
        }
        (await sessions.RetrieveAsync(key) is null).ShouldBe(ends);
    }
}
