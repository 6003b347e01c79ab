using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Documents;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Documents;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.Documents;
using TalentCard.Core.ThinkTank;

namespace TalentCard.Api.ThinkTank;

/// <summary>An expert's own villages, firms and visits.</summary>
internal static class MyThinkTankEndpoints
{
    public static void MapMyThinkTank(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/v1/me/think-tank").RequireAuthorization(Policies.Expert).WithTags("My think tank");
        own.MapGet("/", ReadAsync)
            .WithName("getOwnThinkTank")
            .WithSummary("Shows whom the caller advises today, and this year's score so far.");
        own.MapGet("/service-logs", ListAsync)
            .WithName("listOwnServiceLogs")
            .WithSummary("Lists the caller's visits, the last logged first.");
        own.MapPost("/service-logs", LogAsync)
            .WithName("logVisit")
            .WithSummary("Logs a visit, with a photo as the form field `file`.")
            .TakesDocument()
            .Refuses(
                ThinkTankProblems.VisitOutsidePairing,
                ThinkTankProblems.VisitInFuture,
                ThinkTankProblems.VisitTooLate,
                ThinkTankProblems.VisitLogged,
                ThinkTankProblems.VisitTooFar,
                ThinkTankProblems.NotAPhoto
            );
        own.MapGet("/service-logs/{id:guid}", ReadLogAsync)
            .WithName("getOwnServiceLog")
            .WithSummary("Shows a visit of the caller.");
        own.MapGet("/service-logs/{id:guid}/photo", ReadPhotoAsync)
            .WithName("getOwnServiceLogPhoto")
            .WithSummary("Shows its photo.")
            .GivesDocument();
    }

    private static async Task<Ok<MyThinkTank>> ReadAsync(MyThinkTankStore own, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await own.ReadAsync(actor, cancel));

    private static async Task<Ok<Page<ServiceLog>>> ListAsync(
        [AsParameters] ListQuery query,
        ServiceLogStore logs,
        Actor actor,
        CancellationToken cancel
    ) =>
        TypedResults.Ok(
            await logs.ListAsync(new ServiceLogQuery(Limit: query.Limit, After: query.After), Guid.Parse(actor.Id), actor, cancel)
        );

    private static async Task<Created<ServiceLog>> LogAsync(
        [AsParameters] VisitForm form,
        IdempotencyKey key,
        LogVisit log,
        ServiceLogStore logs,
        Actor actor,
        CancellationToken cancel
    )
    {
        var photo = form.File is null ? null : await TakePhotoAsync(form.File, cancel);
        // Half a position is none.
        var position = form is { Latitude: { } latitude, Longitude: { } longitude }
            ? (latitude, longitude)
            : ((double, double)?)null;
        var visit = new NewVisit(
            form.AdviseeId,
            form.VisitedOn,
            form.Place,
            form.Subject,
            form.Result,
            position?.Item1,
            position?.Item2
        );
        var hash = RequestHash.Of("logVisit", new { visit, photo?.Content });
        var id = await log.LogAsync(visit, photo, key.Value, hash, actor, cancel);
        return TypedResults.Created(
            $"/api/v1/me/think-tank/service-logs/{id}",
            await logs.ReadAsync(id, Guid.Parse(actor.Id), actor, cancel)
        );
    }

    // A photo is a picture: what other documents may be as well is not said to somebody in a field.
    private static async Task<DocumentFile> TakePhotoAsync(IFormFile file, CancellationToken cancel)
    {
        try
        {
            return await DocumentTransfer.ReadAsync(file, cancel);
        }
        catch (RefusedException refused) when (refused.Problem == DocumentProblems.NotADocument)
        {
            throw new RefusedException(ThinkTankProblems.NotAPhoto);
        }
    }

    private static async Task<Ok<ServiceLog>> ReadLogAsync(
        Guid id,
        ServiceLogStore logs,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await logs.ReadAsync(id, Guid.Parse(actor.Id), actor, cancel));

    private static async Task<FileContentHttpResult> ReadPhotoAsync(
        Guid id,
        ServiceLogStore logs,
        Actor actor,
        HttpContext context,
        CancellationToken cancel
    ) => DocumentTransfer.Send(context, await logs.PhotoAsync(id, Guid.Parse(actor.Id), actor, cancel));
}
