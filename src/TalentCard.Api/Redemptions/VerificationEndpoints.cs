using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Redemptions;

/// <summary>核验: what a shown code is good for, here and now.</summary>
internal static class VerificationEndpoints
{
    private const string PhotoPath = "/api/v1/verifications/photo";

    public static void MapVerifications(this IEndpointRouteBuilder routes)
    {
        var verifications = routes
            .MapGroup("/api/v1/verifications")
            .RequireAuthorization(Policies.Verify)
            .RequireRateLimiting(DeskRateLimit.Policy)
            .WithTags("Verification");
        verifications
            .MapPost("/", VerifyAsync)
            .WithName("verifyCode")
            .WithSummary("Judges a shown code; a refused code is a 200 with its verdict. Consumes nothing.")
            .Refuses(CommonProblems.NotFound);
        verifications
            .MapGet("/photo", ReadPhotoAsync)
            .WithName("getVerifiedPhoto")
            .WithSummary("Shows the holder's photo to the operator of a live verification.")
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg")
            .Refuses(CommonProblems.NotFound);
    }

    private static async Task<Ok<VerificationAnswer>> VerifyAsync(
        VerificationRequest request,
        CardCodeReader reader,
        VerifyCard verify,
        VerificationTokens tokens,
        VerificationLogWriter log,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel
    )
    {
        var code = await reader.ReadScannedAsync(request.Code, time.GetUtcNow(), cancel);
        var scan = await verify.VerifyAsync(request.ServicePoint, code, actor, cancel);
        await log.WriteAsync(scan.Log, cancel);
        if (scan.Ticket is null)
            return TypedResults.Ok(scan.Answer);
        var token = tokens.Seal(scan.Ticket);
        var photo = scan.HasPhoto ? $"{PhotoPath}?verification={token}" : null;
        return TypedResults.Ok(scan.Answer with { Verification = token, Card = scan.Answer.Card! with { PhotoUrl = photo } });
    }

    private static async Task<FileContentHttpResult> ReadPhotoAsync(
        [Required, StringLength(2000)] string verification,
        VerificationTokens tokens,
        VerificationPhotos photos,
        Actor actor,
        HttpContext context,
        CancellationToken cancel
    )
    {
        var photo = tokens.Open(verification) is { } ticket ? await photos.ReadAsync(ticket, actor, cancel) : null;
        if (photo is null)
            throw new RefusedException(CommonProblems.NotFound);
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(photo.Content, photo.Type);
    }
}
