using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Web.Office.Search;

namespace TalentCard.Web.Office;

/// <summary>Files that the office's pages show or hand out.</summary>
internal static class OfficeFiles
{
    public static void MapOfficeFiles(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office").RequireAuthorization(Policies.Office);
        office.MapGet("/talents/{id:guid}/photo", PhotoAsync);
        office.MapGet("/cards/{id:guid}/printed-code.svg", PrintedCodeAsync);
        office.MapGet("/imports/template.csv", Template);
        office.MapGet("/search/options", SearchCalls.OptionsAsync);
    }

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> PhotoAsync(
        Guid id, TalentCardClient api, CancellationToken cancellationToken) =>
        PassAsync(api.Talents.GetTalentPhotoAsync(id, cancellationToken), ["image/jpeg", "image/png"], cancellationToken);

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> PrintedCodeAsync(
        Guid id, TalentCardClient api, CancellationToken cancellationToken) =>
        PassAsync(api.CardCodes.DrawPrintedCodeSvgAsync(id, cancellationToken), [MediaTypeNames.Image.Svg], cancellationToken);

    // With the mark that makes Excel read it as UTF-8.
    private static FileContentHttpResult Template() => TypedResults.File(
        Encoding.UTF8.GetBytes("\uFEFF姓名,身份证号,手机号,电子邮箱,人才类别,工作单位,所属县区,合同截止日期\r\n"), "text/csv; charset=utf-8", "人才名单模板.csv");

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> PassAsync(
        Task<HttpResponseMessage> download, string[] types, CancellationToken cancellationToken)
    {
        try
        {
            using var file = await download;
            var type = file.Content.Headers.ContentType?.MediaType;
            if (type is null || !types.Contains(type)) return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
            return TypedResults.File(await file.Content.ReadAsByteArrayAsync(cancellationToken), type);
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
    }
}
