using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using TalentCard.Web.Auth;

namespace TalentCard.Web.Language;

/// <summary>Chinese unless the reader's choice (a cookie) or their browser says English.</summary>
internal static class LanguageServices
{
    private const string CookieName = "talentcard-language";
    private static readonly string[] Languages = ["zh-CN", "en"];

    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddSingleton<IStringLocalizer, Texts>();
        services
            .AddOptions<RequestLocalizationOptions>()
            .Configure<IConfiguration>(
                (options, configuration) =>
                {
                    options.SetDefaultCulture(Languages[0]).AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
                    options.RequestCultureProviders =
                    [
                        new CookieRequestCultureProvider { CookieName = SiteCookies.Name(configuration, CookieName) },
                        new AcceptLanguageHeaderRequestCultureProvider(),
                    ];
                }
            );
        return services;
    }

    public static void MapLanguage(this IEndpointRouteBuilder routes) => routes.MapPost("/language", Choose).AllowAnonymous();

    private static RedirectHttpResult Choose(HttpContext context, [FromForm] string language, [FromForm] string? returnUrl)
    {
        var chosen = Languages.Contains(language) ? language : Languages[0];
        context.Response.Cookies.Append(
            SiteCookies.Name(context, CookieName),
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(new CultureInfo(chosen))),
            SiteCookies.Kept(context)
        );
        return TypedResults.Redirect(SignInEndpoints.LocalOr(returnUrl, "/"));
    }
}
