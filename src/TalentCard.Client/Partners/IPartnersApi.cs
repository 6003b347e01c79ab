using Refit;
using TalentCard.Contracts.Partners;

namespace TalentCard.Client.Partners;

/// <summary>Partners and their service points.</summary>
public interface IPartnersApi
{
    /// <summary>Lists where the caller serves.</summary>
    [Get("/api/v1/me/service-points")]
    Task<IReadOnlyList<ServicePoint>> ListOwnServicePointsAsync(CancellationToken cancel);

    /// <summary>Lists partners, newest first.</summary>
    [Get("/api/v1/partners")]
    Task<Page<Partner>> ListPartnersAsync([Query] ListQuery query, CancellationToken cancel);

    /// <summary>Takes a partner in.</summary>
    [Post("/api/v1/partners")]
    Task<Partner> CreatePartnerAsync(
        [Body] PartnerRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Lists every partner's service points, newest first.</summary>
    [Get("/api/v1/partners/service-points")]
    Task<Page<ServicePoint>> ListAllServicePointsAsync([Query] ListQuery query, CancellationToken cancel);

    /// <summary>Shows a partner with its service points.</summary>
    [Get("/api/v1/partners/{id}")]
    Task<PartnerDetail> GetPartnerAsync(Guid id, CancellationToken cancel);

    /// <summary>Changes or stops a partner.</summary>
    [Put("/api/v1/partners/{id}")]
    Task<Partner> EditPartnerAsync(
        Guid id,
        [Body] PartnerRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Opens a service point of a partner.</summary>
    [Post("/api/v1/partners/{id}/service-points")]
    Task<ServicePoint> CreateServicePointAsync(
        Guid id,
        [Body] ServicePointRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Lists the service points that give a benefit today.</summary>
    [Get("/api/v1/service-points")]
    Task<IReadOnlyList<ServicePoint>> ListServicePointsAsync(string benefit, CancellationToken cancel);

    /// <summary>Shows a service point.</summary>
    [Get("/api/v1/service-points/{id}")]
    Task<ServicePoint> GetServicePointAsync(Guid id, CancellationToken cancel);

    /// <summary>Changes or stops a service point.</summary>
    [Put("/api/v1/service-points/{id}")]
    Task<ServicePoint> EditServicePointAsync(
        Guid id,
        [Body] ServicePointRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Lists the days of a service point from a day on: when somebody is there, and why nobody is.</summary>
    [Get("/api/v1/service-points/{id}/days")]
    Task<IReadOnlyList<PointDay>> ListPointDaysAsync(Guid id, DateOnly? from, int? days, CancellationToken cancel);

    /// <summary>Shows a service point's closing days, and the bookings that fall on a time when it is shut.</summary>
    [Get("/api/v1/service-points/{id}/opening")]
    Task<PointOpening> GetPointOpeningAsync(Guid id, CancellationToken cancel);

    /// <summary>Shuts a service point for some days; its bookings stand, and the answer names them.</summary>
    [Put("/api/v1/service-points/{id}/closures/{firstDay}")]
    Task<PointOpening> CloseServicePointAsync(
        Guid id,
        DateOnly firstDay,
        [Body] PointClosureRequest request,
        CancellationToken cancel
    );

    /// <summary>Takes back the closing of a service point that begins on a day.</summary>
    [Delete("/api/v1/service-points/{id}/closures/{firstDay}")]
    Task<PointOpening> ReopenServicePointAsync(Guid id, DateOnly firstDay, CancellationToken cancel);
}
