using System.Globalization;
using System.Net.Http.Headers;

namespace TalentCard.Web.Api;

/// <summary>Registers the Api's client.</summary>
internal static class ApiServices
{
    private const string TokenItem = "access token";

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

    /// <summary>Makes calls of this request carry an access token.</summary>
    public static void SpeakWith(this HttpContext context, string? accessToken) => context.Items[TokenItem] = accessToken;

    // Speaks for the person signed in, in their language.
    private sealed class PersonHandler(IHttpContextAccessor context) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(CultureInfo.CurrentUICulture.Name));
            if (context.HttpContext?.Items[TokenItem] is string token)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            // Where the Api knows the Web as a proxy, its trail has the person's address.
            if (context.HttpContext?.Connection.RemoteIpAddress is { } address)
                request.Headers.Add("X-Forwarded-For", address.ToString());
            return base.SendAsync(request, cancel);
        }
    }
}
