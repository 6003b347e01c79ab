using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.Knowledge;
using TalentCard.Web.Knowledge;
using TalentCard.Web.Office;
using TalentCard.Web.Office.Exports;

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

    private static Answer TicketsAsync(Export export) => export.SendAsync<TicketQuery, TicketSummary>(
            export.Words["工单"], "tickets", "/hotline/tickets", export.Api.Hotline.ListTicketsAsync, Columns(export),
            export.Asked<TicketQuery>() with
            {
                Queue = export.Query["queue"].ToString() is { Length: > 0 } queue ? queue : TicketQueue.First,
            });

    private static Answer RateTicketsAsync(Export export) => export.SendAsync<RateTicketQuery, TicketSummary>(
            export.Words["工单"], "tickets", "/hotline/rates/tickets", export.Api.Hotline.ListRateTicketsAsync, Columns(export), RateTickets.Asked(export.Query));

    private static IReadOnlyList<WorkbookColumn<TicketSummary>> Columns(Export export)
    {
        var t = export.Words;
        return
        [
            new(t["工单编号"], row => row.Number), new(t["事由"], row => row.Title), new(t["类型"], row => t[HotlineWords.Kinds.Of(row.Kind)].Value),
            new(t["紧急程度"], row => t[HotlineWords.Urgencies.Of(row.Urgency)].Value), new(t["状态"], row => t[HotlineWords.States.Of(row.State)].Value),
            new(t["来电人"], row => row.CallerName), new(t["主办单位"], row => row.Department), new(t["经办人"], row => row.Handler),
            new(t["登记"], row => row.ReceivedAt), new(t["办理期限"], row => row.DueAt), new(t["答复时间"], row => row.RepliedAt),
            new(t["是否超期"], row => t[row.Overdue ? "是" : "否"].Value), new(t["是否督办"], row => t[row.Escalated ? "是" : "否"].Value),
        ];
    }

    private static async Answer RatesAsync(Export export)
    {
        var t = export.Words;
        var rates = await export.Api.Hotline.GetRatesAsync(export.Asked<RateQuery>(), export.Aborted);
        return await export.SendAsync<RateRow>(t["办理情况"], "ticket_rates", "/hotline/rates",
        [
            new(t["分组"], row => RatesPage.NameOf(rates, row, t)), new(t["登记件数"], row => row.Received), new(t["已答复"], row => row.Answered),
            new(t["应答复"], row => row.Due), new(t["按时答复"], row => row.OnTime), new(t["已接通回访"], row => row.Reached),
            new(t["已解决"], row => row.Solved), new(t["对结果满意"], row => row.Satisfied),
        ], [rates.Total, .. rates.Rows]);
    }

    private static Answer ArticlesAsync(Export export)
    {
        var t = export.Words;
        return export.SendAsync<ArticleQuery, ArticleSummary>(
            t["知识库"], "knowledge_articles", "/hotline/knowledge", export.Api.Knowledge.ListArticlesAsync,
        [
            new(t["条目标题"], row => row.Title), new(t["类型"], row => t[HotlineWords.Kinds.Of(row.Kind)].Value), new(t["版本"], row => row.Version),
            new(t["状态"], row => t[ArticleWords.States.Of(row.State)].Value), new(t["公开"], row => t[row.Public ? "是" : "否"].Value),
            new(t["生效日期"], row => row.ValidFrom), new(t["失效日期"], row => row.ValidTo), new(t["复核日期"], row => row.StaleOn),
            new(t["引用次数"], row => row.UsedCount), new(t["最近修改"], row => row.UpdatedAt),
        ]);
    }
}
