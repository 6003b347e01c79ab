using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Talents;
using TalentCard.Contracts.Stations;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Stations;

namespace TalentCard.Api.Stations;

/// <summary>Lists of stations: uploaded and checked, then committed or discarded.</summary>
internal static class StationImportEndpoints
{
    public static void MapStationImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/api/v1/stations/imports").RequireAuthorization(Policies.CityOffice).WithTags("Stations");
        imports.MapPost("/", UploadAsync).WithName("uploadStationImport")
            .WithSummary("Reads a list of stations as xlsx or csv and says what is wrong with which cell; nothing else is written.")
            .TakesList();
        imports.MapGet("/{id:guid}", ReadAsync).WithName("getStationImport").WithSummary("Shows an import with its problems and rows.");
        imports.MapPost("/{id:guid}/commit", CommitAsync).WithName("commitStationImport")
            .WithSummary("Checks a list once more and enters every station of it or none.")
            .Refuses(TalentProblems.BadRows, TalentProblems.ImportClosed, StationProblems.NameTaken);
        imports.MapPost("/{id:guid}/discard", DiscardAsync).WithName("discardStationImport").WithSummary("Discards a list.")
            .Refuses(TalentProblems.ImportClosed);
    }

    private static async Task<Created<StationImport>> UploadAsync(
        IFormFile file, ImportStations imports, Actor actor, CancellationToken cancellationToken)
    {
        var import = await imports.UploadAsync(file.FileName, await UploadedLists.ReadAsync(file, cancellationToken), actor, cancellationToken);
        return TypedResults.Created($"/api/v1/stations/imports/{import.Id}", import);
    }

    private static async Task<Ok<StationImport>> ReadAsync(Guid id, ImportStations imports, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.ReadAsync(id, actor, cancellationToken));

    private static async Task<Ok<StationImport>> CommitAsync(Guid id, ImportStations imports, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.CommitAsync(id, actor, cancellationToken));

    private static async Task<Ok<StationImport>> DiscardAsync(Guid id, ImportStations imports, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.DiscardAsync(id, actor, cancellationToken));
}
