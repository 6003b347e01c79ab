using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Versions;
using TalentCard.Contracts.PersonalData;
using TalentCard.Core.PersonalData;

namespace TalentCard.Api.PersonalData;

/// <summary>How long each kind of record is kept.</summary>
internal static class RetentionEndpoints
{
    public static void MapRetention(this IEndpointRouteBuilder routes)
    {
        var periods = routes.MapGroup("/api/v1/retention-periods").RequireAuthorization(Policies.Admin).WithTags("Personal data");
        periods
            .MapGet("/", ListAsync)
            .WithName("listRetentionPeriods")
            .WithSummary("Lists how long each kind of record is kept, with its bounds and the law behind it.");
        periods
            .MapPut("/{kind}", EditAsync)
            .WithName("editRetentionPeriod")
            .WithSummary("Sets how long a kind of record is kept; what is older is erased by the next run of the job.");
    }

    private static async Task<Ok<IReadOnlyList<RetentionSetting>>> ListAsync(RetentionStore periods, CancellationToken cancel) =>
        TypedResults.Ok(await periods.ListAsync(cancel));

    private static async Task<Ok<RetentionSetting>> EditAsync(
        string kind,
        RetentionEdit edit,
        IfMatch ifMatch,
        RetentionStore periods,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await periods.EditAsync(kind, ifMatch.Version, edit, actor, cancel));
}
