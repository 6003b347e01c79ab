using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using TalentCard.Contracts.Access;
using TalentCard.Web.Auth;
using Yarp.ReverseProxy.Forwarder;

namespace TalentCard.Web.Jobs;

/// <summary>
/// The Worker's dashboard, passed on to administrators as a page of this site: the browser holds a cookie, the Worker gets
/// the person's token and decides for itself.
/// </summary>
internal static class JobsDashboard
{
    private static readonly HttpMessageInvoker Client = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    );

    public static IServiceCollection AddJobsDashboard(this IServiceCollection services) => services.AddHttpForwarder();

    public static void MapJobsDashboard(this WebApplication app)
    {
        var address = app.Configuration["Worker:Address"] ?? throw new InvalidOperationException("Worker:Address is not set.");
        var jobs = app.MapGroup("/office/jobs").RequireAuthorization(Policies.Admin);
        jobs.Map("/{**rest}", (HttpContext context, IHttpForwarder forwarder) => ForwardAsync(context, forwarder, address));
        // An open page asks for its figures again and again.
        jobs.Map("/stats", (HttpContext context, IHttpForwarder forwarder) => ForwardAsync(context, forwarder, address))
            .WithMetadata(new BackgroundRequest());
    }

    private static async Task ForwardAsync(HttpContext context, IHttpForwarder forwarder, string address)
    {
        // The dashboard's forms carry no antiforgery token of ours; browsers say where a request comes from (Fetch Metadata).
        if (!HttpMethods.IsGet(context.Request.Method) && context.Request.Headers["Sec-Fetch-Site"] != "same-origin")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        var error = await forwarder.SendAsync(context, address, Client, ForwarderRequestConfig.Empty, AsThePerson.Instance);
        if (error != ForwarderError.None && !context.Response.HasStarted)
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
    }

    private sealed class AsThePerson : HttpTransformer
    {
        public static readonly AsThePerson Instance = new();

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext,
            HttpRequestMessage proxyRequest,
            string destinationPrefix,
            CancellationToken cancel
        )
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancel);
            proxyRequest.Headers.Host = null;
            proxyRequest.Headers.Remove("Cookie");
            proxyRequest.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                await httpContext.GetTokenAsync("access_token")
            );
            proxyRequest.Headers.AcceptLanguage.Clear();
            proxyRequest.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(CultureInfo.CurrentUICulture.Name));
        }
    }
}
