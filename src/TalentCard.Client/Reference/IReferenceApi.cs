using Refit;
using TalentCard.Contracts.Reference;

namespace TalentCard.Client.Reference;

/// <summary>Divisions, tiers, kinds and departments.</summary>
public interface IReferenceApi
{
    /// <summary>Lists divisions, tiers and kinds of service points.</summary>
    [Get("/api/v1/reference")]
    Task<ReferenceData> GetReferenceAsync(CancellationToken cancel);

    /// <summary>Counts the rows that name each entry of each list.</summary>
    [Get("/api/v1/reference/uses")]
    Task<IReadOnlyList<ReferenceUse>> ListReferenceUsesAsync(CancellationToken cancel);

    /// <summary>Lists the departments with their codes and versions.</summary>
    [Get("/api/v1/reference/departments")]
    Task<IReadOnlyList<DepartmentEntry>> ListDepartmentEntriesAsync(CancellationToken cancel);

    /// <summary>Adds a county or park.</summary>
    [Post("/api/v1/reference/divisions")]
    Task<Division> AddDivisionAsync([Body] Division entry, CancellationToken cancel);

    /// <summary>Changes a county or park, all but its code.</summary>
    [Put("/api/v1/reference/divisions/{code}")]
    Task<Division> EditDivisionAsync(
        string code,
        [Body] Division entry,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Removes a county or park that nothing names.</summary>
    [Delete("/api/v1/reference/divisions/{code}")]
    Task RemoveDivisionAsync(string code, [Header(RequestHeaders.IfMatch)] string ifMatch, CancellationToken cancel);

    /// <summary>Adds a tier.</summary>
    [Post("/api/v1/reference/tiers")]
    Task<Tier> AddTierAsync([Body] Tier entry, CancellationToken cancel);

    /// <summary>Changes a tier, all but its code.</summary>
    [Put("/api/v1/reference/tiers/{code}")]
    Task<Tier> EditTierAsync(
        string code,
        [Body] Tier entry,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Removes a tier that nothing names.</summary>
    [Delete("/api/v1/reference/tiers/{code}")]
    Task RemoveTierAsync(string code, [Header(RequestHeaders.IfMatch)] string ifMatch, CancellationToken cancel);

    /// <summary>Adds a kind of service point.</summary>
    [Post("/api/v1/reference/service-point-kinds")]
    Task<ServicePointKind> AddServicePointKindAsync([Body] ServicePointKind entry, CancellationToken cancel);

    /// <summary>Changes a kind of service point, all but its code.</summary>
    [Put("/api/v1/reference/service-point-kinds/{code}")]
    Task<ServicePointKind> EditServicePointKindAsync(
        string code,
        [Body] ServicePointKind entry,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Removes a kind of service point that nothing names.</summary>
    [Delete("/api/v1/reference/service-point-kinds/{code}")]
    Task RemoveServicePointKindAsync(string code, [Header(RequestHeaders.IfMatch)] string ifMatch, CancellationToken cancel);

    /// <summary>Adds a department.</summary>
    [Post("/api/v1/reference/departments")]
    Task<DepartmentEntry> AddDepartmentAsync([Body] DepartmentEntry entry, CancellationToken cancel);

    /// <summary>Changes a department, all but its code.</summary>
    [Put("/api/v1/reference/departments/{code}")]
    Task<DepartmentEntry> EditDepartmentAsync(
        string code,
        [Body] DepartmentEntry entry,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Removes a department that nothing names.</summary>
    [Delete("/api/v1/reference/departments/{code}")]
    Task RemoveDepartmentAsync(string code, [Header(RequestHeaders.IfMatch)] string ifMatch, CancellationToken cancel);
}
