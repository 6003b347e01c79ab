using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Talents;

namespace TalentCard.Api.Talents;

/// <summary>Talents: search, detail, one field in clear with a reason, edit, photo.</summary>
internal static class TalentEndpoints
{
    public static void MapTalents(this IEndpointRouteBuilder routes)
    {
        var talents = routes.MapGroup("/api/v1/talents").RequireAuthorization(Policies.Office).WithTags("Talents");
        talents.MapGet("/", ListAsync).WithName("listTalents").WithSummary("Finds talents, the last added first, masked.");
        talents
            .MapPost("/", AddAsync)
            .WithName("addTalent")
            .WithSummary("Adds one talent without a list, by the same checks.")
            .Refuses(AccessProblems.OtherDivision, TalentProblems.AlreadyATalent, TalentProblems.NumberTaken);
        talents.MapGet("/{id:guid}", ReadAsync).WithName("getTalent").WithSummary("Shows a talent with their cards, masked.");
        talents
            .MapPut("/{id:guid}", EditAsync)
            .WithName("editTalent")
            .WithSummary("Changes a talent's data; a contract that ends sooner cuts the card to its end.")
            .Refuses(AccessProblems.OtherDivision);
        talents
            .MapPost("/{id:guid}/corrections", CorrectAsync)
            .WithName("correctTalent")
            .WithSummary("Puts a name right, or proposes the right ID number, which a second person approves.")
            .Refuses(TalentProblems.NumberTaken, TalentProblems.CorrectionPending);
        talents
            .MapPost("/corrections/{id:guid}/approve", ApproveCorrectionAsync)
            .WithName("approveTalentCorrection")
            .WithSummary("Approves a correction, and makes it.")
            .Refuses(TalentProblems.CorrectionSecondPerson, TalentProblems.CorrectionDecided, TalentProblems.NumberTaken);
        talents
            .MapPost("/corrections/{id:guid}/reject", RejectCorrectionAsync)
            .WithName("rejectTalentCorrection")
            .WithSummary("Rejects a correction, or takes one's own back.")
            .Refuses(TalentProblems.CorrectionDecided);
        talents
            .MapPost("/{id:guid}/reveal", RevealAsync)
            .WithName("revealTalentField")
            .WithSummary("Shows one field in clear; the reason is kept in the audit trail.");
        talents
            .MapPut("/{id:guid}/photo", SetPhotoAsync)
            .WithName("setTalentPhoto")
            .WithSummary("Sets the photo: a JPEG or PNG of at most 200 KB.")
            .Accepts<Stream>("image/jpeg", "image/png")
            .Refuses(TalentProblems.NotAPhoto);
        talents
            .MapGet("/{id:guid}/photo", ReadPhotoAsync)
            .WithName("getTalentPhoto")
            .WithSummary("Shows the photo.")
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg", additionalContentTypes: "image/png");
    }

    private static async Task<Ok<Page<TalentSummary>>> ListAsync(
        [AsParameters] TalentQuery query,
        TalentStore talents,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await talents.ListAsync(query, actor, cancel));

    private static async Task<Ok<TalentDetail>> ReadAsync(Guid id, TalentStore talents, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await talents.ReadAsync(id, actor, cancel));

    private static async Task<Created<TalentDetail>> AddAsync(
        TalentRequest request,
        IdempotencyKey key,
        AddTalent add,
        TalentStore talents,
        Actor actor,
        CancellationToken cancel
    )
    {
        var id = await add.RunAsync(request, key.Value, RequestHash.Of("addTalent", request), actor, cancel);
        return TypedResults.Created($"/api/v1/talents/{id}", await talents.ReadAsync(id, actor, cancel));
    }

    private static async Task<Ok<TalentDetail>> EditAsync(
        Guid id,
        TalentEdit edit,
        IfMatch ifMatch,
        ChangeTalent change,
        TalentStore talents,
        Actor actor,
        CancellationToken cancel
    )
    {
        await change.EditAsync(id, ifMatch.Version, edit, actor, cancel);
        return await ReadAsync(id, talents, actor, cancel);
    }

    private static async Task<Ok<TalentDetail>> CorrectAsync(
        Guid id,
        TalentCorrectionRequest request,
        CorrectTalent correct,
        TalentStore talents,
        Actor actor,
        CancellationToken cancel
    )
    {
        await correct.ProposeAsync(id, request, actor, cancel);
        return await ReadAsync(id, talents, actor, cancel);
    }

    private static async Task<NoContent> ApproveCorrectionAsync(
        Guid id,
        CorrectTalent correct,
        Actor actor,
        CancellationToken cancel
    )
    {
        await correct.ApproveAsync(id, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RejectCorrectionAsync(
        Guid id,
        CorrectTalent correct,
        Actor actor,
        CancellationToken cancel
    )
    {
        await correct.RejectAsync(id, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Revealed>> RevealAsync(
        Guid id,
        RevealRequest request,
        TalentStore talents,
        Actor actor,
        HttpContext context,
        CancellationToken cancel
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await talents.RevealAsync(id, request.Field, request.Reason, actor, cancel));
    }

    private static async Task<NoContent> SetPhotoAsync(
        Guid id,
        Stream body,
        ChangeTalent change,
        Actor actor,
        CancellationToken cancel
    )
    {
        // One byte more than allowed tells that it is too much, without reading on.
        var photo = new byte[ChangeTalent.MaxPhotoSize + 1];
        var length = await body.ReadAtLeastAsync(photo, photo.Length, throwOnEndOfStream: false, cancel);
        if (length > ChangeTalent.MaxPhotoSize)
            throw new RefusedException(CommonProblems.TooLarge);
        await change.SetPhotoAsync(id, photo[..length], actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<FileContentHttpResult> ReadPhotoAsync(
        Guid id,
        TalentStore talents,
        Actor actor,
        HttpContext context,
        CancellationToken cancel
    )
    {
        var photo = await talents.ReadPhotoAsync(id, actor, cancel);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(photo.Bytes, photo.ContentType);
    }
}
