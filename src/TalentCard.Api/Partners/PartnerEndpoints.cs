using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Partners;
using TalentCard.Core.Partners;

namespace TalentCard.Api.Partners;

/// <summary>合作单位 and their 服务点.</summary>
internal static class PartnerEndpoints
{
    public static void MapPartners(this IEndpointRouteBuilder routes)
    {
        var partners = routes.MapGroup("/api/v1/partners").RequireAuthorization(Policies.Office).WithTags("Partners");
        partners.MapGet("/", ListAsync).WithName("listPartners").WithSummary("Lists partners, newest first.");
        partners
            .MapPost("/", CreateAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("createPartner")
            .WithSummary("Takes a partner in.")
            .Refuses(PartnerProblems.NameTaken);
        partners
            .MapGet("/service-points", ListPointsAsync)
            .WithName("listAllServicePoints")
            .WithSummary("Lists every partner's service points, newest first.");
        partners.MapGet("/{id:guid}", ReadAsync).WithName("getPartner").WithSummary("Shows a partner with its service points.");
        partners
            .MapPut("/{id:guid}", EditAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("editPartner")
            .WithSummary("Changes or stops a partner.")
            .Refuses(PartnerProblems.NameTaken);
        partners
            .MapPost("/{id:guid}/service-points", OpenPointAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("createServicePoint")
            .WithSummary("Opens a service point of a partner.")
            .Refuses(PartnerProblems.NameTaken);

        var points = routes.MapGroup("/api/v1/service-points").WithTags("Partners");
        points
            .MapGet("/", GivingAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithName("listServicePoints")
            .WithSummary("Lists the service points that give a benefit today.");
        points
            .MapGet("/{id:guid}", ReadPointAsync)
            .RequireAuthorization(Policies.Office)
            .WithName("getServicePoint")
            .WithSummary("Shows a service point.");
        points
            .MapPut("/{id:guid}", EditPointAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("editServicePoint")
            .WithSummary("Changes or stops a service point.")
            .Refuses(PartnerProblems.NameTaken);
        points
            .MapGet("/{id:guid}/days", DaysAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithName("listPointDays")
            .WithSummary("Lists the days of a service point from a day on: when somebody is there, and why nobody is.");
        points
            .MapGet("/{id:guid}/opening", OpeningAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("getPointOpening")
            .WithSummary("Shows a service point's closing days, and the bookings that fall on a time when it is shut.");
        points
            .MapPut("/{id:guid}/closures/{firstDay}", CloseAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("closeServicePoint")
            .WithSummary("Shuts a service point for some days; its bookings stand, and the answer names them.");
        points
            .MapDelete("/{id:guid}/closures/{firstDay}", ReopenAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("reopenServicePoint")
            .WithSummary("Takes back the closing of a service point that begins on a day.");
        routes
            .MapGet("/api/v1/me/service-points", OwnAsync)
            .RequireAuthorization(Policies.Verify)
            .WithTags("Partners")
            .WithName("listOwnServicePoints")
            .WithSummary("Lists where the caller serves.");
    }

    private static async Task<Ok<Page<Partner>>> ListAsync(
        [AsParameters] ListQuery query,
        PartnerStore partners,
        CancellationToken cancel
    ) => TypedResults.Ok(await partners.ListAsync(query, cancel));

    private static async Task<Ok<Page<ServicePoint>>> ListPointsAsync(
        [AsParameters] ListQuery query,
        ServicePointStore points,
        CancellationToken cancel
    ) => TypedResults.Ok(await points.ListAsync(query, cancel));

    private static async Task<Created<Partner>> CreateAsync(
        PartnerRequest request,
        IdempotencyKey key,
        PartnerStore partners,
        Actor actor,
        CancellationToken cancel
    )
    {
        var partner = await partners.CreateAsync(request, key.Value, RequestHash.Of("createPartner", request), actor, cancel);
        return TypedResults.Created($"/api/v1/partners/{partner.Id}", partner);
    }

    private static async Task<Ok<PartnerDetail>> ReadAsync(Guid id, PartnerStore partners, CancellationToken cancel) =>
        TypedResults.Ok(await partners.ReadAsync(id, cancel));

    private static async Task<Ok<Partner>> EditAsync(
        Guid id,
        PartnerRequest request,
        IfMatch ifMatch,
        PartnerStore partners,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await partners.EditAsync(id, ifMatch.Version, request, actor, cancel));

    private static async Task<Created<ServicePoint>> OpenPointAsync(
        Guid id,
        ServicePointRequest request,
        IdempotencyKey key,
        ServicePointStore points,
        Actor actor,
        CancellationToken cancel
    )
    {
        var hash = RequestHash.Of("createServicePoint", new { id, request });
        var point = await points.CreateAsync(id, request, key.Value, hash, actor, cancel);
        return TypedResults.Created($"/api/v1/service-points/{point.Id}", point);
    }

    private static async Task<Ok<IReadOnlyList<ServicePoint>>> GivingAsync(
        [Required, StringLength(40)] string benefit,
        ServicePointStore points,
        CancellationToken cancel
    ) => TypedResults.Ok(await points.GivingAsync(benefit, cancel));

    private static async Task<Ok<ServicePoint>> ReadPointAsync(Guid id, ServicePointStore points, CancellationToken cancel) =>
        TypedResults.Ok(await points.ReadAsync(id, cancel));

    private static async Task<Ok<ServicePoint>> EditPointAsync(
        Guid id,
        ServicePointRequest request,
        IfMatch ifMatch,
        ServicePointStore points,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await points.EditAsync(id, ifMatch.Version, request, actor, cancel));

    private static async Task<Ok<IReadOnlyList<PointDay>>> DaysAsync(
        Guid id,
        PointOpeningStore opening,
        CancellationToken cancel,
        [SensibleDay] DateOnly? from = null,
        [Range(1, PointOpeningStore.MostDays)] int days = 14
    ) => TypedResults.Ok(await opening.DaysAsync(id, from, days, cancel));

    private static async Task<Ok<PointOpening>> OpeningAsync(
        Guid id,
        PointOpeningStore opening,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await opening.ReadAsync(id, actor, cancel));

    private static async Task<Ok<PointOpening>> CloseAsync(
        Guid id,
        [SensibleDay] DateOnly firstDay,
        PointClosureRequest request,
        PointOpeningStore opening,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await opening.CloseAsync(id, firstDay, request, actor, cancel));

    private static async Task<Ok<PointOpening>> ReopenAsync(
        Guid id,
        DateOnly firstDay,
        PointOpeningStore opening,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await opening.ReopenAsync(id, firstDay, actor, cancel));

    private static async Task<Ok<IReadOnlyList<ServicePoint>>> OwnAsync(
        ServicePointStore points,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await points.OwnAsync(actor, cancel));
}
