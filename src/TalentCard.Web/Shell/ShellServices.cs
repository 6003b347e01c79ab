using System.Data.Common;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;

namespace TalentCard.Web.Shell;

/// <summary>What every page stands in: assets, headers, and a page in plain words for everything that goes wrong.</summary>
internal static class ShellServices
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddSingleton<BuiltAssets>().AddSingleton<PostRedirectGet>().AddSingleton<DuplicateSubmitGuard>();
        services.AddRazorComponents();
        // Chinese as itself rather than as &#x…;, which is three times as long.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        return services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "text/javascript", "image/svg+xml"];
            options.Providers.Add<SmallBrotli>();
            options.Providers.Add<GzipCompressionProvider>();
        });
    }

    public static void UseCompression(this WebApplication app)
    {
        // Compressing what a caller chose beside secrets is how BREACH reads them: a page whose address asks for nothing shows
        // nothing that a caller chose, and its antiforgery tokens are masked anew each time.
        app.UseWhen(
            context => HttpMethods.IsGet(context.Request.Method) && !context.Request.QueryString.HasValue,
            branch => branch.UseResponseCompression()
        );
    }

    /// <summary>
    /// The files of wwwroot, compressed by the build. They are nobody's, so whoever asks is not looked up. The settings keep the
    /// framework from compressing changed files anew while developing, which it does by gzip whatever it calls it.
    /// </summary>
    public static void MapAssets(this WebApplication app) =>
        app.MapStaticAssets()
            .ShortCircuit()
            .Add(endpoint =>
            {
                var serve = endpoint.RequestDelegate!;
                // The names under /assets carry a hash of their content, which the build gave them.
                var cache = ((RouteEndpointBuilder)endpoint).RoutePattern.RawText!.StartsWith("assets/", StringComparison.Ordinal)
                    ? "public, max-age=31536000, immutable"
                    : "public, max-age=3600";
                endpoint.RequestDelegate = context =>
                {
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers.CacheControl = cache;
                        return Task.CompletedTask;
                    });
                    return serve(context);
                };
            });

    /// <summary>Answers to forms get addresses of their own; goes before everything that makes pages.</summary>
    public static void UseFormAnswers(this WebApplication app) =>
        app.Use((context, next) => context.RequestServices.GetRequiredService<PostRedirectGet>().InvokeAsync(context, next));

    /// <summary>A form that is sent twice is done once; goes where the person is known.</summary>
    public static void UseDuplicateSubmitGuard(this WebApplication app) =>
        app.Use((context, next) => context.RequestServices.GetRequiredService<DuplicateSubmitGuard>().InvokeAsync(context, next));

    /// <summary>A form without its antiforgery token gets the page of a 400, whatever would have read it.</summary>
    public static void UseAntiforgeryAnswers(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
                    return next(context);
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }
        );

    public static void UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = ShowFailureAsync,
                // What the Api does not find is not found here either.
                AllowStatusCode404Response = true,
                // What was sent, or refused by the Api, is no fault of this host's, and the Api has logged its own.
                SuppressDiagnosticsCallback = failure => failure.Exception is ApiProblemException or BadHttpRequestException,
            }
        );
        app.UseStatusCodePages(context => ShowAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    // What shows a failure must not fail: it may need the same that the page needed.
    private static async Task ShowFailureAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()!.Error;
        try
        {
            await ShowFailureAsync(context, exception);
        }
        catch (Exception again) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context
                .RequestServices.GetRequiredService<ILogger<ProblemPage>>()
                .LogError(again, "The page that shows a failure has failed.");
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync($"{ApiProblem.Unavailable.Zh}\n{ApiProblem.Unavailable.En}\n");
        }
    }

    private static async Task ShowFailureAsync(HttpContext context, Exception exception)
    {
        // The storage is away, and nobody's session has ended.
        var problem = exception is DbException ? ApiProblem.Unavailable : (exception as ApiProblemException)?.Problem;
        if (problem?.Status == StatusCodes.Status401Unauthorized)
        {
            // The Api knows the session no more: sign in again and come back to this page.
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            await context.ChallengeAsync();
            return;
        }
        var status = problem?.Status ?? (exception as BadHttpRequestException)?.StatusCode;
        await ShowAsync(context, status ?? StatusCodes.Status500InternalServerError, problem);
    }

    private static async Task ShowAsync(HttpContext context, int status, ApiProblem? problem = null)
    {
        // Mistyped in the address of a list: the list without it is what to go on with.
        var request = context.Request;
        var isQuery =
            status == StatusCodes.Status400BadRequest && HttpMethods.IsGet(request.Method) && request.QueryString.HasValue;
        var page = new Dictionary<string, object?>
        {
            [nameof(ProblemPage.Status)] = status,
            [nameof(ProblemPage.Message)] = problem?.Message,
            [nameof(ProblemPage.List)] = isQuery ? request.Path.ToUriComponent() : null,
        };
        if (isQuery && problem is not null)
            page[nameof(ProblemPage.Errors)] = problem
                .InWords(context.RequestServices.GetRequiredService<IStringLocalizer>())
                .Errors;
        // A page that broke off has used this request's navigation and renderer; the answer gets its own.
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.Response.Headers.Remove("blazor-enhanced-nav");
        context.Response.StatusCode = status;
        try
        {
            await new RazorComponentResult<ProblemPage>(page) { StatusCode = status }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }

    // The framework's own provider knows level 4 and then 11: at 6 the card's page fits into what a server may send at once (RFC
    // 6928).
    private sealed class SmallBrotli : ICompressionProvider
    {
        public string EncodingName => "br";

        public bool SupportsFlush => true;

        public Stream CreateStream(Stream outputStream) =>
            new BrotliStream(outputStream, new BrotliCompressionOptions { Quality = 6 }, leaveOpen: true);
    }
}
