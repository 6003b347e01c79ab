using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Benefits;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Overview;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Redemptions;
using TalentCard.Contracts.Reference;
using TalentCard.Contracts.Talents;
using TalentCard.Web.Audit;
using TalentCard.Web.Benefits;
using TalentCard.Web.Cards;
using TalentCard.Web.Overview;
using TalentCard.Web.Partners;
using TalentCard.Web.Redemptions;
using TalentCard.Web.Talents;

namespace TalentCard.Web.Exports;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>Every list of the office as a workbook.</summary>
internal static class OfficeExports
{
    public static void MapOfficeExports(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office").RequireAuthorization(Policies.Office);
        office.MapExport("/talents.xlsx", TalentsAsync);
        office.MapExport("/cards.xlsx", CardsAsync);
        office.MapExport("/batches.xlsx", BatchesAsync);
        office.MapExport("/partners.xlsx", PartnersAsync);
        office.MapExport("/service-points.xlsx", ServicePointsAsync);
        office.MapExport("/redemptions.xlsx", RedemptionsAsync);
        office.MapExport("/bookings.xlsx", BookingsAsync);
        var city = routes.MapGroup("/office").RequireAuthorization(Policies.CityOffice);
        city.MapExport("/imports.xlsx", ImportsAsync);
        city.MapExport("/benefits.xlsx", BenefitsAsync);
        routes.MapGroup("/office").RequireAuthorization(Policies.Audit).MapExport("/audit.xlsx", AuditAsync);
    }

    private static async Answer TalentsAsync(Export export) =>
        await export.SendAsync<TalentQuery, TalentSummary>(
            export.Words["人才名单"],
            "talents",
            "/office/talents",
            export.Api.Talents.ListTalentsAsync,
            TalentColumns.Of(export.Words, await ReferenceAsync(export))
        );

    private static async Answer CardsAsync(Export export) =>
        await export.SendAsync(
            export.Words["优才卡"],
            "cards",
            "/office/cards",
            export.Api.Cards.ListCardsAsync,
            CardColumns.Of(export.Words, await ReferenceAsync(export)),
            export.FromQuery<CardListFilter>().Query(export.Time)
        );

    private static Answer BatchesAsync(Export export) =>
        export.SendAsync<CardBatchQuery, CardBatch>(
            export.Words["批次"],
            "card_batches",
            "/office/batches",
            export.Api.Cards.ListCardBatchesAsync,
            BatchColumns.Of(export.Words)
        );

    private static Answer ImportsAsync(Export export) =>
        export.SendAsync<TalentImportQuery, TalentImportSummary>(
            export.Words["导入名单"],
            "talent_imports",
            "/office/imports",
            export.Api.Talents.ListTalentImportsAsync,
            ImportColumns.Of(export.Words)
        );

    // A row a rule: what was in force when is the question that such a list answers.
    private static async Answer BenefitsAsync(Export export)
    {
        List<(Benefit Benefit, BenefitRule? Rule)> rows = [];
        foreach (var benefit in await export.Api.BenefitsAsync(export.Aborted))
        {
            var detail = await export.Api.Benefits.GetBenefitAsync(benefit.Code, export.Aborted);
            rows.AddRange(detail.Rules.Select(rule => (benefit, (BenefitRule?)rule)).DefaultIfEmpty((benefit, null)));
        }
        return await export.SendAsync(
            export.Words["服务事项"],
            "benefits",
            "/office/benefits",
            BenefitRuleColumns.Of(export.Words, await ReferenceAsync(export)),
            rows
        );
    }

    private static async Answer PartnersAsync(Export export) =>
        await export.SendAsync<ListQuery, Partner>(
            export.Words["合作单位"],
            "partners",
            "/office/partners",
            export.Api.Partners.ListPartnersAsync,
            PartnerColumns.Of(export.Words, await ReferenceAsync(export))
        );

    private static async Answer ServicePointsAsync(Export export) =>
        await export.SendAsync<ListQuery, ServicePoint>(
            export.Words["服务点"],
            "service_points",
            "/office/partners",
            export.Api.Partners.ListAllServicePointsAsync,
            PartnerColumns.OfServicePoints(export.Words, await ReferenceAsync(export))
        );

    private static async Answer RedemptionsAsync(Export export) =>
        await export.SendAsync<RedemptionQuery, RedemptionItem>(
            export.Words["核销记录"],
            "redemptions",
            "/office/redemptions",
            export.Api.Redemptions.ListRedemptionsAsync,
            RedemptionColumns.Of(export.Words, await ReferenceAsync(export))
        );

    private static async Answer BookingsAsync(Export export) =>
        await export.SendAsync<BookingQuery, OfficeBooking>(
            export.Words["预约一览"],
            "reservations",
            "/office/bookings",
            export.Api.Overview.ListBookingsAsync,
            BookingColumns.Of(export.Words, await export.Api.BenefitsAsync(export.Aborted))
        );

    private static Answer AuditAsync(Export export)
    {
        var query = export.FromQuery<AuditFilter>().Query;
        // Reading the trail writes it; rows of after this moment are left to the next time.
        query = query with
        {
            To = query.To ?? export.Time.GetUtcNow(),
        };
        return export.SendAsync(
            export.Words["审计"],
            "audit",
            "/office/audit",
            export.Api.Audit.ListAuditEventsAsync,
            AuditColumns.All,
            query
        );
    }

    private static Task<ReferenceData> ReferenceAsync(Export export) => export.Api.ReferenceAsync(export.Aborted);
}
