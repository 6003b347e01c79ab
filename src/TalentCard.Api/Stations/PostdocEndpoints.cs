using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentCard.Api.Documents;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Stations;
using TalentCard.Core.Stations;

namespace TalentCard.Api.Stations;

/// <summary>Postdocs and the steps of their residence.</summary>
internal static class PostdocEndpoints
{
    public static void MapPostdocs(this IEndpointRouteBuilder routes)
    {
        var postdocs = routes.MapGroup("/api/v1/postdocs").RequireAuthorization(Policies.StationOrOffice).WithTags("Postdocs");
        postdocs.MapGet("/", ListAsync).WithName("listPostdocs").WithSummary("Lists postdocs, the last entered here first.");
        postdocs
            .MapPost("/", ProposeEntryAsync)
            .WithName("proposeEntry")
            .WithSummary("Proposes that somebody enters a station; the office decides.")
            .Refuses(PostdocProblems.ResidenceTooShort, PostdocProblems.ResidenceTooLong, PostdocProblems.Twice);
        postdocs
            .MapGet("/{id:guid}", ReadAsync)
            .WithName("getPostdoc")
            .WithSummary("Shows a postdoc with timeline, requests, reviews, funding and files.");
        postdocs
            .MapPut("/{id:guid}", EditAsync)
            .WithName("editPostdoc")
            .WithSummary("Corrects a postdoc's data, never the dates.")
            .Refuses(PostdocProblems.NotInResidence, PostdocProblems.Twice);
        postdocs
            .MapPost("/{id:guid}/proposal", RecordProposalAsync)
            .WithName("recordProposal")
            .WithSummary("Records the research proposal.")
            .Refuses(
                PostdocProblems.NotInResidence,
                PostdocProblems.ProposalDone,
                PostdocProblems.ProposalLate,
                PostdocProblems.DayAhead,
                PostdocProblems.DayBefore
            );
        postdocs
            .MapPost("/{id:guid}/midterm", RecordMidtermAsync)
            .WithName("recordMidterm")
            .WithSummary("Records a midterm review with its committee.")
            .Refuses(
                PostdocProblems.NotInResidence,
                PostdocProblems.ProposalMissing,
                PostdocProblems.MidtermDone,
                PostdocProblems.MidtermTooEarly,
                PostdocProblems.MidtermLate,
                PostdocProblems.CommitteeSize,
                PostdocProblems.MentorInCommittee,
                PostdocProblems.ExpertTwice,
                PostdocProblems.DayAhead,
                PostdocProblems.DayBefore
            );
        postdocs
            .MapPost("/{id:guid}/extension", ExtendAsync)
            .WithName("proposeExtension")
            .WithSummary("Proposes a later end; the office decides.")
            .Refuses(
                PostdocProblems.NotInResidence,
                PostdocProblems.RequestPending,
                PostdocProblems.NoExtension,
                PostdocProblems.TotalTooLong
            );
        postdocs
            .MapPost("/{id:guid}/completion", CompleteAsync)
            .WithName("proposeCompletion")
            .WithSummary("Proposes that a residence is completed; the office decides.")
            .Refuses(
                PostdocProblems.NotInResidence,
                PostdocProblems.RequestPending,
                PostdocProblems.ProposalMissing,
                PostdocProblems.MidtermMissing,
                PostdocProblems.CompletionTooEarly,
                PostdocProblems.CompletionAfterEnd
            );
        postdocs
            .MapPost("/{id:guid}/withdrawal", WithdrawAsync)
            .WithName("proposeWithdrawal")
            .WithSummary("Proposes that a postdoc withdraws, with the ground; the office decides.")
            .Refuses(
                PostdocProblems.NotInResidence,
                PostdocProblems.RequestPending,
                PostdocProblems.DayAhead,
                PostdocProblems.DayBefore
            );
        postdocs
            .MapPost("/{id:guid}/payments", PayAsync)
            .WithName("recordPayment")
            .WithSummary("Records funding that was paid.")
            .Refuses(PostdocProblems.NotInResidence, PostdocProblems.DayAhead, PostdocProblems.DayBefore);
        postdocs
            .MapPost("/{id:guid}/documents", AttachAsync)
            .WithName("attachPostdocDocument")
            .WithSummary("Attaches a pdf, jpg or png of at most 10 MB to a step.")
            .TakesDocument();
        postdocs
            .MapGet("/{id:guid}/documents/{document:guid}", DownloadAsync)
            .WithName("getPostdocDocument")
            .WithSummary("Gives an attached file.")
            .GivesDocument();
        postdocs
            .MapDelete("/{id:guid}/documents/{document:guid}", RemoveAsync)
            .WithName("removePostdocDocument")
            .WithSummary("Removes an attached file; that it was there is kept.");

        var requests = routes.MapGroup("/api/v1/postdoc-requests").WithTags("Postdocs");
        requests
            .MapGet("/", ListRequestsAsync)
            .RequireAuthorization(Policies.StationOrOffice)
            .WithName("listPostdocRequests")
            .WithSummary("Lists requests to the office, newest first.");
        requests
            .MapPost("/{id:guid}/approve", ApproveAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("approvePostdocRequest")
            .WithSummary("Approves a request that another person proposed, and does what it asks for.")
            .Refuses(
                PostdocProblems.SecondPerson,
                PostdocProblems.RequestDecided,
                PostdocProblems.NotInResidence,
                PostdocProblems.ResidenceTooShort,
                PostdocProblems.ResidenceTooLong,
                PostdocProblems.TotalTooLong,
                PostdocProblems.CompletionAfterEnd
            );
        requests
            .MapPost("/{id:guid}/reject", RejectAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("rejectPostdocRequest")
            .WithSummary("Rejects a request that another person proposed.")
            .Refuses(PostdocProblems.SecondPerson, PostdocProblems.RequestDecided);
    }

    private static async Task<Ok<Page<Postdoc>>> ListAsync(
        [AsParameters] PostdocQuery query,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await postdocs.ListAsync(query, actor, cancel));

    private static async Task<Created<PostdocDetail>> ProposeEntryAsync(
        EntryProposal entry,
        IdempotencyKey key,
        EnterPostdoc enter,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    )
    {
        var id = await enter.ProposeAsync(entry, key.Value, RequestHash.Of("proposeEntry", entry), actor, cancel);
        return TypedResults.Created($"/api/v1/postdocs/{id}", await postdocs.ReadAsync(id, actor, cancel));
    }

    private static async Task<Ok<PostdocDetail>> ReadAsync(
        Guid id,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await postdocs.ReadAsync(id, actor, cancel));

    private static Task<Ok<PostdocDetail>> EditAsync(
        Guid id,
        PostdocEdit edit,
        IfMatch ifMatch,
        EnterPostdoc enter,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) => enter.EditAsync(id, ifMatch.Version, edit, actor, cancel).ThenReadAsync(() => postdocs.ReadAsync(id, actor, cancel));

    private static Task<Ok<PostdocDetail>> RecordProposalAsync(
        Guid id,
        ResearchProposal proposal,
        RecordStep record,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) => record.ProposalAsync(id, proposal, actor, cancel).ThenReadAsync(() => postdocs.ReadAsync(id, actor, cancel));

    private static Task<Ok<PostdocDetail>> RecordMidtermAsync(
        Guid id,
        MidtermReport report,
        RecordStep record,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) => record.MidtermAsync(id, report, actor, cancel).ThenReadAsync(() => postdocs.ReadAsync(id, actor, cancel));

    private static Task<Ok<PostdocDetail>> ExtendAsync(
        Guid id,
        ExtensionProposal proposal,
        RequestChange requests,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) => requests.ExtendAsync(id, proposal, actor, cancel).ThenReadAsync(() => postdocs.ReadAsync(id, actor, cancel));

    private static Task<Ok<PostdocDetail>> CompleteAsync(
        Guid id,
        CompletionProposal proposal,
        RequestChange requests,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) => requests.CompleteAsync(id, proposal, actor, cancel).ThenReadAsync(() => postdocs.ReadAsync(id, actor, cancel));

    private static Task<Ok<PostdocDetail>> WithdrawAsync(
        Guid id,
        WithdrawalProposal proposal,
        RequestChange requests,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) => requests.WithdrawAsync(id, proposal, actor, cancel).ThenReadAsync(() => postdocs.ReadAsync(id, actor, cancel));

    private static Task<Ok<PostdocDetail>> PayAsync(
        Guid id,
        PaymentRequest payment,
        IdempotencyKey key,
        RecordStep record,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) =>
        record
            .PayAsync(id, payment, key.Value, RequestHash.Of("recordPayment", new { id, payment }), actor, cancel)
            .ThenReadAsync(() => postdocs.ReadAsync(id, actor, cancel));

    private static async Task<Ok<PostdocDetail>> AttachAsync(
        Guid id,
        IFormFile file,
        RecordStep record,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel,
        [
            FromQuery,
            AllowedValues("agreement", "proposal", "midterm", "extension", "completion", "withdrawal", "payment", "other")
        ]
            string step = "other"
    )
    {
        await record.AttachAsync(id, step, await DocumentTransfer.ReadAsync(file, cancel), actor, cancel);
        return await ReadAsync(id, postdocs, actor, cancel);
    }

    private static async Task<FileContentHttpResult> DownloadAsync(
        Guid id,
        Guid document,
        RecordStep record,
        Actor actor,
        HttpContext context,
        CancellationToken cancel
    ) => DocumentTransfer.Send(context, await record.ReadDocumentAsync(id, document, actor, cancel));

    private static async Task<NoContent> RemoveAsync(
        Guid id,
        Guid document,
        RecordStep record,
        Actor actor,
        CancellationToken cancel
    )
    {
        await record.RemoveDocumentAsync(id, document, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<PostdocRequest>>> ListRequestsAsync(
        [AsParameters] PostdocRequestQuery query,
        PostdocStore postdocs,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await postdocs.ListRequestsAsync(query, actor, cancel));

    private static async Task<NoContent> ApproveAsync(Guid id, RequestChange requests, Actor actor, CancellationToken cancel)
    {
        await requests.ApproveAsync(id, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RejectAsync(
        Guid id,
        RequestRejection rejection,
        RequestChange requests,
        Actor actor,
        CancellationToken cancel
    )
    {
        await requests.RejectAsync(id, rejection.Reason, actor, cancel);
        return TypedResults.NoContent();
    }
}
