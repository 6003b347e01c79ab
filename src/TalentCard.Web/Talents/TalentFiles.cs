using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;

namespace TalentCard.Web.Talents;

/// <summary>A talent's photo, and the list to fill in.</summary>
internal static class TalentFiles
{
    public static void MapTalentFiles(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office").RequireAuthorization(Policies.Office);
        office.MapGet("/talents/{id:guid}/photo", PhotoAsync);
        office.MapGet("/imports/template.csv", Template);
    }

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> PhotoAsync(
        Guid id,
        TalentCardClient api,
        CancellationToken cancel
    ) => api.Talents.GetTalentPhotoAsync(id, cancel).PassOnAsync(Pictures.Photos, cancel);

    // With the mark that makes Excel read it as UTF-8.
    private static FileContentHttpResult Template() =>
        TypedResults.File(
            Encoding.UTF8.GetBytes(
                "\uFEFF姓名,证件号码,手机号,电子邮箱,人才类别,工作单位,所属县区,合同截止日期,证件类型,护照签发国,出生日期\r\n"
            ),
            "text/csv; charset=utf-8",
            "人才名单模板.csv"
        );
}
