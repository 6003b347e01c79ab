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
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Languages[0]).AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
            options.RequestCultureProviders =
                [new CookieRequestCultureProvider { CookieName = CookieName }, new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    public static void MapLanguage(this IEndpointRouteBuilder routes) => routes.MapPost("/language", Choose).AllowAnonymous();

    private static RedirectHttpResult Choose(HttpContext context, [FromForm] string language, [FromForm] string? returnUrl)
    {
        var chosen = Languages.Contains(language) ? language : Languages[0];
        context.Response.Cookies.Append(CookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(new CultureInfo(chosen))),
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
            });
        return TypedResults.Redirect(SignInEndpoints.LocalOr(returnUrl, "/"));
    }
}
