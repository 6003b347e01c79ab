using Refit;
using TalentCard.Contracts.Lists;
using TalentCard.Contracts.Stations;

namespace TalentCard.Client.Stations;

/// <summary>Postdoc stations and postdocs.</summary>
public interface IStationsApi
{
    /// <summary>Lists the stations, newest first; a manager's own only.</summary>
    [Get("/api/v1/stations")]
    Task<Page<Station>> ListStationsAsync([Query] StationQuery query, CancellationToken cancel);

    /// <summary>Shows a station with its mentors.</summary>
    [Get("/api/v1/stations/{id}")]
    Task<StationDetail> GetStationAsync(Guid id, CancellationToken cancel);

    /// <summary>Changes a station; its name, kind and approval are the office's to change.</summary>
    [Put("/api/v1/stations/{id}")]
    Task<Station> EditStationAsync(
        Guid id,
        [Body] StationRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Adds a mentor, in the station or at a university.</summary>
    [Post("/api/v1/stations/{id}/mentors")]
    Task<Mentor> AddMentorAsync(
        Guid id,
        [Body] MentorRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Changes a mentor; an inactive one takes no more postdocs.</summary>
    [Put("/api/v1/stations/{id}/mentors/{mentor}")]
    Task<Mentor> EditMentorAsync(
        Guid id,
        Guid mentor,
        [Body] MentorRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Lists the disciplines to choose from.</summary>
    [Get("/api/v1/stations/disciplines")]
    Task<IReadOnlyList<Discipline>> ListDisciplinesAsync(CancellationToken cancel);

    /// <summary>Lists what is overdue and what is due in the days ahead, the most pressing first.</summary>
    [Get("/api/v1/stations/due")]
    Task<IReadOnlyList<DueStep>> ListPostdocDuesAsync([Query] DueQuery query, CancellationToken cancel);

    /// <summary>Counts who is in residence, what was in time and where postdocs went.</summary>
    [Get("/api/v1/stations/figures")]
    Task<PostdocFigures> GetPostdocFiguresAsync(CancellationToken cancel);

    /// <summary>Lists the rules of residences, the newest first.</summary>
    [Get("/api/v1/stations/rules")]
    Task<IReadOnlyList<PostdocRule>> ListPostdocRulesAsync(CancellationToken cancel);

    /// <summary>Enters a station.</summary>
    [Post("/api/v1/stations")]
    Task<Station> CreateStationAsync(
        [Body] StationRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Sets the rule for who enters from a day on, tomorrow at the earliest; who has entered keeps theirs.</summary>
    [Put("/api/v1/stations/rules/{validFrom}")]
    Task<PostdocRule> SetPostdocRuleAsync(DateOnly validFrom, [Body] PostdocRuleRequest rule, CancellationToken cancel);

    /// <summary>Lists postdocs, the last entered here first.</summary>
    [Get("/api/v1/postdocs")]
    Task<Page<Postdoc>> ListPostdocsAsync([Query] PostdocQuery query, CancellationToken cancel);

    /// <summary>Proposes that somebody enters a station; the office decides.</summary>
    [Post("/api/v1/postdocs")]
    Task<PostdocDetail> ProposeEntryAsync(
        [Body] EntryProposal entry,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Shows a postdoc with timeline, requests, reviews, funding and files.</summary>
    [Get("/api/v1/postdocs/{id}")]
    Task<PostdocDetail> GetPostdocAsync(Guid id, CancellationToken cancel);

    /// <summary>Corrects a postdoc's data, never the dates.</summary>
    [Put("/api/v1/postdocs/{id}")]
    Task<PostdocDetail> EditPostdocAsync(
        Guid id,
        [Body] PostdocEdit edit,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Records the research proposal.</summary>
    [Post("/api/v1/postdocs/{id}/proposal")]
    Task<PostdocDetail> RecordProposalAsync(Guid id, [Body] ResearchProposal proposal, CancellationToken cancel);

    /// <summary>Records a midterm review with its committee.</summary>
    [Post("/api/v1/postdocs/{id}/midterm")]
    Task<PostdocDetail> RecordMidtermAsync(Guid id, [Body] MidtermReport report, CancellationToken cancel);

    /// <summary>Proposes a later end; the office decides.</summary>
    [Post("/api/v1/postdocs/{id}/extension")]
    Task<PostdocDetail> ProposeExtensionAsync(Guid id, [Body] ExtensionProposal proposal, CancellationToken cancel);

    /// <summary>Proposes that a residence is completed; the office decides.</summary>
    [Post("/api/v1/postdocs/{id}/completion")]
    Task<PostdocDetail> ProposeCompletionAsync(Guid id, [Body] CompletionProposal proposal, CancellationToken cancel);

    /// <summary>Proposes that a postdoc withdraws, with the ground; the office decides.</summary>
    [Post("/api/v1/postdocs/{id}/withdrawal")]
    Task<PostdocDetail> ProposeWithdrawalAsync(Guid id, [Body] WithdrawalProposal proposal, CancellationToken cancel);

    /// <summary>Records funding that was paid.</summary>
    [Post("/api/v1/postdocs/{id}/payments")]
    Task<PostdocDetail> RecordPaymentAsync(
        Guid id,
        [Body] PaymentRequest payment,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Attaches a pdf, jpg or png of at most 10 MB to a step.</summary>
    [Multipart]
    [Post("/api/v1/postdocs/{id}/documents")]
    Task<PostdocDetail> AttachPostdocDocumentAsync(Guid id, string? step, StreamPart file, CancellationToken cancel);

    /// <summary>Gives an attached file.</summary>
    [Get("/api/v1/postdocs/{id}/documents/{document}")]
    Task<HttpResponseMessage> GetPostdocDocumentAsync(Guid id, Guid document, CancellationToken cancel);

    /// <summary>Removes an attached file; that it was there is kept.</summary>
    [Delete("/api/v1/postdocs/{id}/documents/{document}")]
    Task RemovePostdocDocumentAsync(Guid id, Guid document, CancellationToken cancel);

    /// <summary>Lists requests to the office, newest first.</summary>
    [Get("/api/v1/postdoc-requests")]
    Task<Page<PostdocRequest>> ListPostdocRequestsAsync([Query] PostdocRequestQuery query, CancellationToken cancel);

    /// <summary>Approves a request that another person proposed, and does what it asks for.</summary>
    [Post("/api/v1/postdoc-requests/{id}/approve")]
    Task ApprovePostdocRequestAsync(Guid id, CancellationToken cancel);

    /// <summary>Rejects a request that another person proposed.</summary>
    [Post("/api/v1/postdoc-requests/{id}/reject")]
    Task RejectPostdocRequestAsync(Guid id, [Body] RequestRejection rejection, CancellationToken cancel);

    /// <summary>
    /// Reads a list of stations as xlsx or csv and says what is wrong with which cell; nothing else is written.
    /// </summary>
    [Multipart]
    [Post("/api/v1/stations/imports")]
    Task<StationImport> UploadStationImportAsync(StreamPart file, [Query] ListReading reading, CancellationToken cancel);

    /// <summary>Shows an import with its problems and rows.</summary>
    [Get("/api/v1/stations/imports/{id}")]
    Task<StationImport> GetStationImportAsync(Guid id, CancellationToken cancel);

    /// <summary>Checks a list once more and enters every station of it or none.</summary>
    [Post("/api/v1/stations/imports/{id}/commit")]
    Task<StationImport> CommitStationImportAsync(Guid id, CancellationToken cancel);

    /// <summary>Discards a list.</summary>
    [Post("/api/v1/stations/imports/{id}/discard")]
    Task<StationImport> DiscardStationImportAsync(Guid id, CancellationToken cancel);

    /// <summary>
    /// Reads a list of postdocs as xlsx or csv and says what is wrong with which cell; nothing else is written.
    /// </summary>
    [Multipart]
    [Post("/api/v1/postdocs/imports")]
    Task<PostdocImport> UploadPostdocImportAsync(StreamPart file, [Query] ListReading reading, CancellationToken cancel);

    /// <summary>Lists uploaded lists of postdocs, newest first.</summary>
    [Get("/api/v1/postdocs/imports")]
    Task<Page<PostdocImportSummary>> ListPostdocImportsAsync([Query] PostdocImportQuery query, CancellationToken cancel);

    /// <summary>Shows an import with its problems and rows.</summary>
    [Get("/api/v1/postdocs/imports/{id}")]
    Task<PostdocImport> GetPostdocImportAsync(Guid id, CancellationToken cancel);

    /// <summary>Checks a list once more and proposes every entry of it or none.</summary>
    [Post("/api/v1/postdocs/imports/{id}/commit")]
    Task<PostdocImport> CommitPostdocImportAsync(Guid id, CancellationToken cancel);

    /// <summary>Discards a list.</summary>
    [Post("/api/v1/postdocs/imports/{id}/discard")]
    Task<PostdocImport> DiscardPostdocImportAsync(Guid id, CancellationToken cancel);

    /// <summary>Lists the entries of a list that wait, and what keeps the caller from approving which.</summary>
    [Get("/api/v1/postdocs/imports/{id}/entries")]
    Task<WaitingEntries> ListImportedEntriesAsync(Guid id, CancellationToken cancel);

    /// <summary>Approves the entries named, which another person proposed: all of them or none.</summary>
    [Post("/api/v1/postdocs/imports/{id}/entries/approve")]
    Task<EntriesApproved> ApproveImportedEntriesAsync(Guid id, [Body] EntriesApproval approval, CancellationToken cancel);
}
