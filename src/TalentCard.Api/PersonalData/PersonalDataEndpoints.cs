using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.PersonalData;
using TalentCard.Core.PersonalData;

namespace TalentCard.Api.PersonalData;

/// <summary>The talent's rights over their data.</summary>
internal static class PersonalDataEndpoints
{
    private const string RateLimit = "personal_data";

    /// <summary>
    /// Ten exports at once, then one every six minutes: a person reads it and takes it along, a thief of tokens does not scrape.
    /// </summary>
    public static IServiceCollection AddPersonalDataRateLimit(this IServiceCollection services) =>
        services.LimitPerPerson(RateLimit, burst: 10, refill: TimeSpan.FromMinutes(6));

    public static void MapPersonalData(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/me/export", ExportAsync)
            .RequireAuthorization(Policies.Talent)
            .RequireRateLimiting(RateLimit)
            .WithTags("My card")
            .WithName("exportOwnData")
            .WithSummary("Gives everything that is kept on the caller, in clear, with who looked at it.")
            .Refuses(CommonProblems.NotFound);

    private static async Task<Ok<PersonalDataExport>> ExportAsync(
        ExportPersonalData data,
        Actor actor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await data.ExportAsync(actor.Talent(), actor, cancel));
    }
}
