using TalentCard.Api.Lists;
using TalentCard.Contracts.Stations;

namespace TalentCard.Api.Stations;

/// <summary>Lists of stations.</summary>
internal static class StationImportEndpoints
{
    public static void MapStationImports(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/api/v1/stations/imports")
            .RequireAuthorization(Policies.CityOffice)
            .WithTags("Stations")
            .MapImport<StationImport>(StationProblems.NameTaken);
}
