using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Bench;
using TalentCard.Core.Access;
using TalentCard.Core.Redemptions;

[assembly: HostingStartup(typeof(BareEndpoint))]

/// <summary>
/// Loads this assembly into the Api's process (DOTNET_STARTUP_HOOKS), so that the Api itself holds nothing of the bench.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() { }
}

namespace TalentCard.Bench
{
    /// <summary>
    /// <c>GET /bench/{card}</c> on the Api's own Kestrel: the one select of a verification and nothing else, before any other
    /// middleware. It is what a verification is measured against.
    /// </summary>
    internal sealed class BareEndpoint : IHostingStartup, IStartupFilter
    {
        private static readonly Actor Caller = new("bench", "bench", [], Fill.Partner);

        public void Configure(IWebHostBuilder builder) =>
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(rest =>
                    context =>
                        context.Request.Path.StartsWithSegments("/bench", out var card)
                            ? AnswerAsync(context, card)
                            : rest(context)
                );
                next(app);
            };

        private static async Task AnswerAsync(HttpContext context, PathString card)
        {
            var database = context.RequestServices.GetRequiredService<NpgsqlDataSource>();
            var handle = Fill.HandleOf(int.Parse(card.Value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture));
            var facts = await VerificationFacts.ReadAsync(
                database,
                Caller,
                Fill.ServicePoint,
                handle,
                handle,
                1,
                false,
                TimeProvider.System.GetUtcNow(),
                context.RequestAborted
            );
            context.Response.StatusCode = facts?.Card is null ? 404 : 204;
        }
    }
}
