using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using TalentCard.Web.Auth;
using TalentCard.Web.Storage;

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
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var source = NpgsqlDataSource.Create(SharedStorage.ConnectionString);
        var store = new WebStore(source, new EphemeralDataProtectionProvider(), time);
        var sessions = new SessionStore(store);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity("test")), "test");
        var key = await sessions.BeginAsync(ticket, Cancel);
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
            // The tokens are refreshed meanwhile.
            if (await sessions.UseAsync(key, ticket.Properties, stream) is { } session)
                await sessions.RenewAsync(key, session, Cancel);
            await sessions.UseAsync(key, ticket.Properties, timer);
            if (touched && hour == 6)
                await sessions.UseAsync(key, ticket.Properties, new DefaultHttpContext());
        }
        (await sessions.FindAsync(key, Cancel) is null).ShouldBe(ends);
    }
}
