using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.Knowledge;
using TalentCard.Web.Exports;
using TalentCard.Web.Knowledge;

namespace TalentCard.Web.Hotline;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The lists of the hotline as workbooks, for agents and the office.</summary>
internal static class HotlineExports
{
    public static void MapHotlineExports(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/hotline").RequireAuthorization(Policies.TicketDesk);
        desk.MapExport("/tickets.xlsx", TicketsAsync);
        desk.MapExport("/rates.xlsx", RatesAsync);
        desk.MapExport("/rates/tickets.xlsx", RateTicketsAsync);
        desk.MapExport("/knowledge.xlsx", ArticlesAsync);
    }

    private static Answer TicketsAsync(Export export) =>
        export.SendAsync(
            export.Words["工单"],
            "tickets",
            "/hotline/tickets",
            export.Api.Hotline.ListTicketsAsync,
            TicketColumns.Of(export.Words),
            export.FromQuery<TicketQuery>() with
            {
                Queue = export.Query["queue"].ToString() is { Length: > 0 } queue ? queue : TicketQueue.First,
            }
        );

    private static Answer RateTicketsAsync(Export export) =>
        export.SendAsync(
            export.Words["工单"],
            "tickets",
            "/hotline/rates/tickets",
            export.Api.Hotline.ListRateTicketsAsync,
            TicketColumns.Of(export.Words),
            RateTickets.Asked(export.Query)
        );

    private static async Answer RatesAsync(Export export)
    {
        var rates = await export.Api.Hotline.GetRatesAsync(export.FromQuery<RateQuery>(), export.Aborted);
        return await export.SendAsync(
            export.Words["办理情况"],
            "ticket_rates",
            "/hotline/rates",
            RateColumns.Of(export.Words, rates),
            [rates.Total, .. rates.Rows]
        );
    }

    private static Answer ArticlesAsync(Export export) =>
        export.SendAsync<ArticleQuery, ArticleSummary>(
            export.Words["知识库"],
            "knowledge_articles",
            "/hotline/knowledge",
            export.Api.Knowledge.ListArticlesAsync,
            ArticleColumns.Of(export.Words)
        );
}
