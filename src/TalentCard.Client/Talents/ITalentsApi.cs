using Refit;
using TalentCard.Contracts.Lists;
using TalentCard.Contracts.Talents;

namespace TalentCard.Client.Talents;

/// <summary>Talents and their lists.</summary>
public interface ITalentsApi
{
    /// <summary>Reads a list as xlsx or csv and says what is wrong with which cell; nothing else is written.</summary>
    [Multipart]
    [Post("/api/v1/talents/imports")]
    Task<TalentImport> UploadTalentImportAsync(StreamPart file, [Query] ListReading reading, CancellationToken cancel);

    /// <summary>Lists imports, newest first.</summary>
    [Get("/api/v1/talents/imports")]
    Task<Page<TalentImportSummary>> ListTalentImportsAsync([Query] TalentImportQuery query, CancellationToken cancel);

    /// <summary>Shows an import with its problems and first rows.</summary>
    [Get("/api/v1/talents/imports/{id}")]
    Task<TalentImport> GetTalentImportAsync(Guid id, CancellationToken cancel);

    /// <summary>Checks a list once more and writes all of it or nothing.</summary>
    [Post("/api/v1/talents/imports/{id}/commit")]
    Task<TalentImport> CommitTalentImportAsync(Guid id, CancellationToken cancel);

    /// <summary>Discards a list.</summary>
    [Post("/api/v1/talents/imports/{id}/discard")]
    Task<TalentImport> DiscardTalentImportAsync(Guid id, CancellationToken cancel);

    /// <summary>Shows what a list says otherwise of people who are talents already, masked.</summary>
    [Get("/api/v1/talents/imports/{id}/correction")]
    Task<TalentListCorrection> CompareTalentImportAsync(Guid id, CancellationToken cancel);

    /// <summary>Takes the chosen fields of a list as corrections, all or none; numbers wait for a second person.</summary>
    [Post("/api/v1/talents/imports/{id}/correction")]
    Task<TalentImport> CorrectByTalentImportAsync(Guid id, [Body] TalentListChoice choice, CancellationToken cancel);

    /// <summary>Finds talents, the last added first, masked.</summary>
    [Get("/api/v1/talents")]
    Task<Page<TalentSummary>> ListTalentsAsync([Query] TalentQuery query, CancellationToken cancel);

    /// <summary>Adds one talent without a list, by the same checks.</summary>
    [Post("/api/v1/talents")]
    Task<TalentDetail> AddTalentAsync(
        [Body] TalentRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Shows a talent with their cards, masked.</summary>
    [Get("/api/v1/talents/{id}")]
    Task<TalentDetail> GetTalentAsync(Guid id, CancellationToken cancel);

    /// <summary>Changes a talent's data; a contract that ends sooner cuts the card to its end.</summary>
    [Put("/api/v1/talents/{id}")]
    Task<TalentDetail> EditTalentAsync(
        Guid id,
        [Body] TalentEdit edit,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Puts a name right, or proposes the right ID number, which a second person approves.</summary>
    [Post("/api/v1/talents/{id}/corrections")]
    Task<TalentDetail> CorrectTalentAsync(Guid id, [Body] TalentCorrectionRequest request, CancellationToken cancel);

    /// <summary>Approves a correction, and makes it.</summary>
    [Post("/api/v1/talents/corrections/{id}/approve")]
    Task ApproveTalentCorrectionAsync(Guid id, CancellationToken cancel);

    /// <summary>Rejects a correction, or takes one's own back.</summary>
    [Post("/api/v1/talents/corrections/{id}/reject")]
    Task RejectTalentCorrectionAsync(Guid id, CancellationToken cancel);

    /// <summary>Shows one field in clear; the reason is kept in the audit trail.</summary>
    [Post("/api/v1/talents/{id}/reveal")]
    Task<Revealed> RevealTalentFieldAsync(Guid id, [Body] RevealRequest request, CancellationToken cancel);

    /// <summary>Sets the photo: a JPEG or PNG of at most 200 KB.</summary>
    [Put("/api/v1/talents/{id}/photo")]
    Task SetTalentPhotoAsync(Guid id, [Body] StreamContent file, CancellationToken cancel);

    /// <summary>Shows the photo.</summary>
    [Get("/api/v1/talents/{id}/photo")]
    Task<HttpResponseMessage> GetTalentPhotoAsync(Guid id, CancellationToken cancel);
}
