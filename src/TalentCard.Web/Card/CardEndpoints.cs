using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.PersonalData;
using TalentCard.Web.PersonalData;
using TalentCard.Workbooks;

namespace TalentCard.Web.Card;

/// <summary>What the card page's script asks for, the talent's data as files, and what makes the pages an app.</summary>
internal static class CardEndpoints
{
    public static void MapCard(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/card").RequireAuthorization(Policies.Talent);
        own.MapGet("/code.svg", CodeAsync);
        own.MapGet("/family/{id:guid}/code.svg", FamilyCodeAsync);
        own.MapGet("/data.json", DataAsync);
        own.MapGet("/data.xlsx", WorkbookAsync);
        routes.MapGet("/manifest.webmanifest", Manifest).AllowAnonymous();
        routes.MapGet("/sw.js", Worker).AllowAnonymous();
    }

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> CodeAsync(
        TalentCardClient api,
        HttpContext context,
        CancellationToken cancel
    ) => DrawnAsync(api.MyCodeAsync, context, cancel);

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> FamilyCodeAsync(
        Guid id,
        TalentCardClient api,
        HttpContext context,
        CancellationToken cancel
    ) => DrawnAsync(stop => api.FamilyCodeAsync(id, stop), context, cancel);

    // A refusal is a bare status: the script then reloads the page, which says why in words.
    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> DrawnAsync(
        Func<CancellationToken, Task<byte[]>> draw,
        HttpContext context,
        CancellationToken cancel
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return TypedResults.Bytes(await draw(cancel), "image/svg+xml");
        }
        catch (ApiProblemException exception)
        {
            return TypedResults.StatusCode(exception.Problem.Status);
        }
    }

    private static async Task<FileContentHttpResult> DataAsync(
        TalentCardClient api,
        IStringLocalizer words,
        CancellationToken cancel
    )
    {
        var data = await api.MyDataAsync(cancel);
        return TypedResults.Bytes(
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(data, DataWorkbook.Json),
            "application/json",
            FileName(data, words, "json")
        );
    }

    private static async Task<FileContentHttpResult> WorkbookAsync(
        TalentCardClient api,
        IStringLocalizer words,
        CancellationToken cancel
    )
    {
        var data = await api.MyDataAsync(cancel);
        return TypedResults.Bytes(
            DataWorkbook.Write(DataSheet.Of(data, words)),
            WorkbookWriter.ContentType,
            FileName(data, words, "xlsx")
        );
    }

    private static string FileName(PersonalDataExport data, IStringLocalizer words, string extension) =>
        $"{words["我的数据"].Value}-{Display.Iso(Display.DayOf(data.ExportedAt))}.{extension}";

    private static JsonHttpResult<object> Manifest(HttpContext context, string? language)
    {
        var chinese = language != "en";
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Json<object>(
            new
            {
                id = "/card",
                name = chinese ? "优才卡" : "Talent Card",
                short_name = chinese ? "优才卡" : "Talent Card",
                description = chinese ? "打开即出示的人才服务二维码。" : "Your talent card's code, one tap away.",
                lang = chinese ? "zh-CN" : "en",
                start_url = "/card",
                scope = "/",
                display = "standalone",
                background_color = "#f6f8fb",
                theme_color = "#16335b",
                icons = new object[]
                {
                    new
                    {
                        src = "/icons/card-192.png",
                        sizes = "192x192",
                        type = "image/png",
                    },
                    new
                    {
                        src = "/icons/card-512.png",
                        sizes = "512x512",
                        type = "image/png",
                    },
                    new
                    {
                        src = "/icons/card-maskable-512.png",
                        sizes = "512x512",
                        type = "image/png",
                        purpose = "maskable",
                    },
                },
                shortcuts = new object[]
                {
                    new { name = chinese ? "新预约" : "New booking", url = "/card/bookings/new" },
                    new { name = chinese ? "去哪里用" : "Where to use it", url = "/card/places" },
                },
            },
            contentType: "application/manifest+json"
        );
    }

    // A worker reaches only what lies below its own address, so it stands at the root; browsers ask for it anew each time.
    private static PhysicalFileHttpResult Worker(HttpContext context, IWebHostEnvironment environment)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.PhysicalFile(
            environment.WebRootFileProvider.GetFileInfo("assets/sw.js").PhysicalPath!,
            "text/javascript"
        );
    }
}
