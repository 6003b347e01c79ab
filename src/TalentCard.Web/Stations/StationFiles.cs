using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Stations;
using TalentCard.Web.Api;
using TalentCard.Web.Office;
using TalentCard.Web.Office.Exports;

namespace TalentCard.Web.Stations;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>Files that the stations' pages hand out: attached documents, and lists as workbooks.</summary>
internal static class StationFiles
{
    private static readonly string[] DocumentTypes = ["application/pdf", "image/jpeg", "image/png"];

    public static void MapStationFiles(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office/stations");
        Map(office, "office");
        office.MapGet("/stations.xlsx", StationsAsync);
        Map(routes.MapGroup("/stations"), "station_manager");
    }

    private static void Map(RouteGroupBuilder group, string role)
    {
        group.RequireAuthorization(new AuthorizeAttribute { Roles = role });
        group.MapGet("/postdocs.xlsx", PostdocsAsync);
        group.MapGet("/postdocs/{id:guid}/documents/{document:guid}", DocumentAsync);
    }

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> DocumentAsync(
        Guid id, Guid document, TalentCardClient api, HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            using var file = await api.DownloadAsync($"api/v1/postdocs/{id}/documents/{document}", cancellationToken);
            var type = file.Content.Headers.ContentType?.MediaType;
            if (type is null || !DocumentTypes.Contains(type)) return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
            // Saved, not opened; where it is opened all the same, without scripts and without this origin.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
            var disposition = file.Content.Headers.ContentDisposition;
            return TypedResults.File(await file.Content.ReadAsByteArrayAsync(cancellationToken), type, disposition?.FileNameStar ?? disposition?.FileName ?? "document");
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
    }

    // The columns that an import reads come first, by the same names.
    private static async Answer PostdocsAsync(HttpContext context, TalentCardClient api, IStringLocalizer words, TimeProvider time)
    {
        var (query, disciplines) = (new PostdocQuery(context.Request.Query), await DisciplinesAsync(api, context.RequestAborted));
        return await new Export(context, api, words, time).SendAsync<Postdoc>(words["博士后"], "postdocs", query.At("api/v1/postdocs"), BackOf(context),
        [
            new(words["站点"], row => row.StationName), new(words["姓名"], row => row.Name), new(words["研究领域"], row => disciplines.NameOf(row.Discipline)),
            new(words["博士毕业院校"], row => row.University), new(words["站内导师"], row => row.Mentor), new(words["高校导师"], row => row.UniversityMentor),
            new(words["协议编号"], row => row.AgreementNumber), new(words["进站日期"], row => row.EnteredOn), new(words["期满日期"], row => row.PlannedEnd),
            new(words["状态"], row => words[StationWords.States.Of(row.State)].Value), new(words["开题"], row => row.ProposalOn),
            new(words["中期考核"], row => row.MidtermOn),
            new(words["考核结果"], row => row.MidtermResult is { } result ? words[StationWords.Results.Of(result)].Value : null),
            new(words["离站日期"], row => row.LeftOn),
            new(words["出站去向"], row => row.Destination is { } destination ? words[StationWords.Destinations.Of(destination)].Value : null),
            new(words["已拨经费（元）"], row => row.Paid),
        ]);
    }

    // The columns that an import reads, and how many are in residence.
    private static async Answer StationsAsync(HttpContext context, TalentCardClient api, IStringLocalizer words, TimeProvider time)
    {
        var (disciplines, reference) = (await DisciplinesAsync(api, context.RequestAborted), await api.ReferenceAsync(context.RequestAborted));
        return await new Export(context, api, words, time).SendAsync<Station>(words["博士后站点"], "stations", "api/v1/stations", "/office/stations",
        [
            new(words["站点名称"], row => row.Name), new(words["类型"], row => words[StationWords.Kinds.Of(row.Kind)].Value),
            new(words["批准日期"], row => row.ApprovedOn), new(words["批准文号"], row => row.ApprovalDocument), new(words["设站单位"], row => row.Host),
            new(words["所属县区"], row => row.Division is { } division ? reference.DivisionName(division) : null),
            new(words["研究领域"], row => row.Disciplines.Select(disciplines.NameOf)), new(words["联系人"], row => row.Contact),
            new(words["在站人数"], row => row.InResidence),
        ]);
    }

    private static string BackOf(HttpContext context) => context.Request.Path.Value![..^".xlsx".Length];

    private static Task<IReadOnlyList<Discipline>> DisciplinesAsync(TalentCardClient api, CancellationToken cancellationToken) =>
        api.GetAsync<IReadOnlyList<Discipline>>("api/v1/stations/disciplines", cancellationToken);
}
