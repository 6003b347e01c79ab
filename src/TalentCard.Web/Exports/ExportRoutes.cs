using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace TalentCard.Web.Exports;

/// <summary>Where lists are handed out.</summary>
internal static class ExportRoutes
{
    /// <summary>Hands a list out at an address that ends in <c>.xlsx</c>.</summary>
    public static void MapExport(
        this IEndpointRouteBuilder routes,
        string path,
        Func<Export, Task<Results<FileStreamHttpResult, RedirectHttpResult>>> send
    ) =>
        routes.MapGet(
            path,
            (HttpContext context, TalentCardClient api, IStringLocalizer words, TimeProvider time) =>
                send(new Export(context, api, words, time))
        );
}
