using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Stations;
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
        var office = Map(routes, "/office/stations");
        office.MapExport("/stations.xlsx", StationsAsync);
        Map(routes, "/stations");
    }

    private static RouteGroupBuilder Map(IEndpointRouteBuilder routes, string root)
    {
        var group = routes.MapGroup(root).RequireAuthorization(Policies.StationOrOffice);
        group.MapExport("/postdocs.xlsx", export => PostdocsAsync(export, root));
        group.MapExport("/requests.xlsx", export => RequestsAsync(export, root));
        group.MapExport("/due.xlsx", export => DuesAsync(export, root));
        group.MapGet("/postdocs/{id:guid}/documents/{document:guid}", DocumentAsync);
        return group;
    }

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> DocumentAsync(
        Guid id, Guid document, TalentCardClient api, HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            using var file = await api.Stations.GetPostdocDocumentAsync(id, document, cancellationToken);
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
    private static async Answer PostdocsAsync(Export export, string root)
    {
        var (words, disciplines) = (export.Words, await DisciplinesAsync(export));
        return await export.SendAsync<PostdocQuery, Postdoc>(
            words["博士后"], "postdocs", $"{root}/postdocs", export.Api.Stations.ListPostdocsAsync,
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
    private static async Answer StationsAsync(Export export)
    {
        var (words, disciplines, reference) = (export.Words, await DisciplinesAsync(export), await export.Api.ReferenceAsync(export.Aborted));
        return await export.SendAsync<StationQuery, Station>(
            words["博士后站点"], "stations", "/office/stations", export.Api.Stations.ListStationsAsync,
        [
            new(words["站点名称"], row => row.Name), new(words["类型"], row => words[StationWords.Kinds.Of(row.Kind)].Value),
            new(words["批准日期"], row => row.ApprovedOn), new(words["批准文号"], row => row.ApprovalDocument), new(words["设站单位"], row => row.Host),
            new(words["所属县区"], row => row.Division is { } division ? reference.DivisionName(division) : null),
            new(words["研究领域"], row => row.Disciplines.Select(disciplines.NameOf)), new(words["联系人"], row => row.Contact),
            new(words["在站人数"], row => row.InResidence),
        ]);
    }

    private static Answer RequestsAsync(Export export, string root)
    {
        var words = export.Words;
        return export.SendAsync<PostdocRequestQuery, PostdocRequest>(
            words["进出站申请"], "postdoc_requests", $"{root}/requests", export.Api.Stations.ListPostdocRequestsAsync,
        [
                new(words["站点"], row => row.StationName), new(words["姓名"], row => row.PostdocName),
                new(words["申请"], row => words[StationWords.Requests.Of(row.Kind)].Value), new(words["日期"], row => row.Day),
                new(words["说明"], row => row.Reason), new(words["提交人"], row => row.ProposedBy), new(words["提交时间"], row => row.ProposedAt),
                new(words["状态"], row => words[OfficeWords.BatchStates.Of(row.State)].Value), new(words["审批人"], row => row.DecidedBy),
                new(words["审批时间"], row => row.DecidedAt), new(words["原因"], row => row.DecisionReason),
            ]);
    }

    private static async Answer DuesAsync(Export export, string root)
    {
        var words = export.Words;
        var dues = await export.Api.Stations.ListPostdocDuesAsync(export.Asked<DueQuery>(), export.Aborted);
        return await export.SendAsync(words["到期事项"], "postdoc_dues", $"{root}/due",
        [
            new(words["期限"], row => row.Due), new(words["剩余天数"], row => row.DaysLeft),
            new(words["环节"], row => words[StationWords.Steps.Of(row.Kind)].Value), new(words["姓名"], row => row.PostdocName),
            new(words["站点"], row => row.StationName),
        ], dues);
    }

    private static Task<IReadOnlyList<Discipline>> DisciplinesAsync(Export export) =>
        export.Api.Stations.ListDisciplinesAsync(export.Aborted);
}
