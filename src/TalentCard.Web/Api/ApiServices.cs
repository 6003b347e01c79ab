using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;

namespace TalentCard.Web.Api;

/// <summary>Registers the Api's client.</summary>
internal static class ApiServices
{
    public static IServiceCollection AddApiClient(this IServiceCollection services, IConfiguration configuration)
    {
        var address = configuration["Api:Address"] ?? throw new InvalidOperationException("Api:Address is not set.");
        return services.AddSingleton(provider => new TalentCardClient(
            new HttpClient(
                new PersonHandler(provider.GetRequiredService<IHttpContextAccessor>())
                {
                    InnerHandler = new ProblemHandler
                    {
                        InnerHandler = new SocketsHttpHandler
                        {
                            AllowAutoRedirect = false,
                            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                        },
                    },
                }
            )
            {
                BaseAddress = new Uri(address),
                Timeout = Timeout.InfiniteTimeSpan,
            }
        ));
    }

    // Speaks for the person signed in, in their language.
    private sealed class PersonHandler(IHttpContextAccessor context) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(CultureInfo.CurrentUICulture.Name));
            if (context.HttpContext is { } http && await http.GetTokenAsync("access_token") is { } token)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await base.SendAsync(request, cancel);
        }
    }
}
