using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;
using TalentCard.Web.Api;
using TalentCard.Web.Auth;

namespace TalentCard.Web.Shell;

/// <summary>What every page stands in: assets, headers, and a page in plain words for everything that goes wrong.</summary>
internal static class ShellServices
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddSingleton<BuiltAssets>();
        services.AddRazorComponents();
        // Chinese as itself rather than as &#x…;, which is three times as long.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // Assets only: compressing pages that hold secrets beside what a caller chose is how BREACH reads them.
        return services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/css", "text/javascript", "image/svg+xml", "application/wasm"];
            options.Providers.Add<GzipCompressionProvider>();
        });
    }

    public static void UseAssets(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        });
    }

    public static void UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ShowFailureAsync,
            // A refusal of the Api is no fault of this host's, and the Api has logged its own.
            SuppressDiagnosticsCallback = failure => failure.Exception is ApiProblemException,
        });
        app.UseStatusCodePages(context => ShowAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static async Task ShowFailureAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()!.Error;
        var problem = (exception as ApiProblemException)?.Problem;
        if (problem?.Status == StatusCodes.Status401Unauthorized)
        {
            // The Api knows the session no more: sign in again and come back to this page.
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            await context.ChallengeAsync(ConnectHandler.SchemeName);
            return;
        }
        await ShowAsync(context, problem?.Status ?? StatusCodes.Status500InternalServerError, problem?.Message);
    }

    private static async Task ShowAsync(HttpContext context, int status, string? message = null)
    {
        // A page that broke off has used this request's navigation and renderer; the answer gets its own.
        await using var scope = context.RequestServices.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.Response.Headers.Remove("blazor-enhanced-nav");
        context.Response.StatusCode = status;
        await new RazorComponentResult<ProblemPage>(new { Status = status, Message = message }) { StatusCode = status }.ExecuteAsync(context);
    }
}
