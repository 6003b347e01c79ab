using TalentCard.Contracts.Access;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Web.ThinkTank.Mine;

/// <summary>The expert's own calls, and the photos of visits.</summary>
internal static class MyCalls
{
    /// <summary>The expert's page; null where the account belongs to none.</summary>
    public static async Task<MyThinkTank?> ReadAsync(TalentCardClient api, CancellationToken cancel)
    {
        try
        {
            return await api.ThinkTank.GetOwnThinkTankAsync(cancel);
        }
        catch (ApiProblemException exception) when (exception.Problem.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>Maps the photos.</summary>
    public static void MapThinkTank(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/think-tank/visits/{id:guid}/photo",
                (Guid id, TalentCardClient api, CancellationToken cancel) =>
                    api.ThinkTank.GetOwnServiceLogPhotoAsync(id, cancel).PassOnAsync(Pictures.Photos, cancel)
            )
            .RequireAuthorization(Policies.Expert);
        routes
            .MapGet(
                "/office/think-tank/visits/{id:guid}/photo",
                (Guid id, TalentCardClient api, CancellationToken cancel) =>
                    api.ThinkTank.GetServiceLogPhotoAsync(id, cancel).PassOnAsync(Pictures.Photos, cancel)
            )
            .RequireAuthorization(Policies.Office);
    }
}
