using Refit;
using TalentCard.Contracts.PersonalData;

namespace TalentCard.Client.PersonalData;

/// <summary>The caller's own data, and wishes to have it erased.</summary>
public interface IPersonalDataApi
{
    /// <summary>Gives everything that is kept on the caller, in clear, with who looked at it.</summary>
    [Get("/api/v1/me/export")]
    Task<PersonalDataExport> ExportOwnDataAsync(CancellationToken cancel);

    /// <summary>Gives the caller's last wish to have their data erased, and what the law keeps.</summary>
    [Get("/api/v1/me/erasure")]
    Task<OwnErasure> GetOwnErasureAsync(CancellationToken cancel);

    /// <summary>Asks the office to erase the caller's data.</summary>
    [Post("/api/v1/me/erasure")]
    Task<OwnErasure> RequestErasureAsync([Header(RequestHeaders.IdempotencyKey)] string idempotencyKey, CancellationToken cancel);

    /// <summary>Lists talents' wishes to have their data erased, the last first.</summary>
    [Get("/api/v1/erasure-requests")]
    Task<Page<ErasureRequest>> ListErasureRequestsAsync([Query] ErasureQuery query, CancellationToken cancel);

    /// <summary>Decides a wish; an approved one is done at once, and for good.</summary>
    [Post("/api/v1/erasure-requests/{id}/decision")]
    Task DecideErasureAsync(Guid id, [Body] ErasureDecision decision, CancellationToken cancel);

    /// <summary>Lists how long each kind of record is kept, with its bounds and the law behind it.</summary>
    [Get("/api/v1/retention-periods")]
    Task<IReadOnlyList<RetentionSetting>> ListRetentionPeriodsAsync(CancellationToken cancel);

    /// <summary>Sets how long a kind of record is kept; what is older is erased by the next run of the job.</summary>
    [Put("/api/v1/retention-periods/{kind}")]
    Task<RetentionSetting> EditRetentionPeriodAsync(
        string kind,
        [Body] RetentionEdit edit,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );
}
