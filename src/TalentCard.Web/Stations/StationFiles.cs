using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Stations;
using TalentCard.Web.Exports;

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
        Guid id,
        Guid document,
        TalentCardClient api,
        HttpContext context,
        CancellationToken cancel
    )
    {
        try
        {
            using var file = await api.Stations.GetPostdocDocumentAsync(id, document, cancel);
            var type = file.Content.Headers.ContentType?.MediaType;
            if (type is null || !DocumentTypes.Contains(type))
                return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
            // Saved, not opened; where it is opened all the same, without scripts and without this origin.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
            var disposition = file.Content.Headers.ContentDisposition;
            return TypedResults.File(
                await file.Content.ReadAsByteArrayAsync(cancel),
                type,
                disposition?.FileNameStar ?? disposition?.FileName ?? "document"
            );
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
    }

    private static async Answer PostdocsAsync(Export export, string root) =>
        await export.SendAsync<PostdocQuery, Postdoc>(
            export.Words["博士后"],
            "postdocs",
            $"{root}/postdocs",
            export.Api.Stations.ListPostdocsAsync,
            PostdocColumns.Of(export.Words, await DisciplinesAsync(export), export.Time.Today())
        );

    private static async Answer StationsAsync(Export export) =>
        await export.SendAsync<StationQuery, Station>(
            export.Words["博士后站点"],
            "stations",
            "/office/stations",
            export.Api.Stations.ListStationsAsync,
            StationColumns.Of(export.Words, await export.Api.ReferenceAsync(export.Aborted), await DisciplinesAsync(export))
        );

    private static Answer RequestsAsync(Export export, string root) =>
        export.SendAsync<PostdocRequestQuery, PostdocRequest>(
            export.Words["进出站申请"],
            "postdoc_requests",
            $"{root}/requests",
            export.Api.Stations.ListPostdocRequestsAsync,
            RequestColumns.Of(export.Words)
        );

    private static async Answer DuesAsync(Export export, string root) =>
        await export.SendAsync(
            export.Words["到期事项"],
            "postdoc_dues",
            $"{root}/due",
            DueColumns.Of(export.Words, root),
            await export.Api.Stations.ListPostdocDuesAsync(export.FromQuery<DueQuery>(), export.Aborted)
        );

    private static Task<IReadOnlyList<Discipline>> DisciplinesAsync(Export export) =>
        export.Api.Stations.ListDisciplinesAsync(export.Aborted);
}
