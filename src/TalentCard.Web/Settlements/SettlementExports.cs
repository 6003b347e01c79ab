using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Settlements;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Settlements;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>Statements, the lines of one, and prices as workbooks.</summary>
internal static class SettlementExports
{
    public static void MapSettlementExports(this IEndpointRouteBuilder routes)
    {
        var settlements = routes.MapGroup("").RequireAuthorization(Policies.Settlements);
        settlements.MapExport("/settlements.xlsx", SettlementsAsync);
        settlements.MapExport("/settlements/lines.xlsx", LinesAsync);
        routes.MapGroup("/office").RequireAuthorization(Policies.Prices).MapExport("/prices.xlsx", PricesAsync);
    }

    private static Answer SettlementsAsync(Export export) =>
        export.SendAsync<SettlementQuery, Settlement>(
            export.Words["结算单"],
            "settlements",
            "/settlements",
            export.Api.Settlements.ListSettlementsAsync,
            SettlementColumns.Of(export.Words)
        );

    private static Answer LinesAsync(Export export)
    {
        // An address without a statement is as good as one of a statement that there is not.
        _ = Guid.TryParse(export.Query["settlement"], out var settlement);
        return export.SendAsync<SettlementLineQuery, SettlementLine>(
            export.Words["结算明细"],
            "settlement_lines",
            $"/settlements/{settlement}",
            (query, cancel) => export.Api.Settlements.ListSettlementLinesAsync(settlement, query, cancel),
            SettlementColumns.OfLines(export.Words)
        );
    }

    private static Answer PricesAsync(Export export) =>
        export.SendAsync<ServicePriceQuery, ServicePrice>(
            export.Words["结算价格"],
            "service_prices",
            "/office/prices",
            export.Api.Settlements.ListServicePricesAsync,
            SettlementColumns.OfPrices(export.Words)
        );
}
