using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.Statistics;
using TalentCard.Web.Exports;
using TalentCard.Web.Hotline;

namespace TalentCard.Web.Statistics;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The statistics as workbooks: every side below the other, a row a figure's owner.</summary>
internal static class StatisticsExports
{
    public static void MapStatisticsExports(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office").RequireAuthorization(Policies.Office);
        office.MapExport("/statistics.xlsx", ServicesAsync);
        office.MapExport("/statistics/work.xlsx", WorkAsync);
    }

    private static async Answer ServicesAsync(Export export)
    {
        var (t, query) = (export.Words, StatisticsQuery.Of(export.FromQuery<ServiceQuery>(), export.Time.Today()));
        var reference = await export.Api.ReferenceAsync(export.Aborted);
        var benefits = await export.Api.BenefitsAsync(export.Aborted);
        List<(string Side, string Name, ServiceRow Row)> rows = [];
        foreach (var (by, side) in ServicesPage.Sides.Prepend(new(query.Step, "时间")))
        {
            var figures = await export.Api.Statistics.GetServiceStatisticsAsync(query.Services, by, export.Aborted);
            if (rows.Count == 0)
                rows.Add((t["合计"], $"{Display.Iso(query.From)} — {Display.Iso(query.To)}", figures.Total));
            rows.AddRange(figures.Rows.Select(row => (t[side].Value, ServicesPage.NameOf(by, row, reference, benefits), row)));
        }
        return await export.SendAsync<(string Side, string Name, ServiceRow Row)>(
            t["服务统计"],
            "statistics",
            "/office/statistics",
            [
                new("统计口径", "side", row => row.Side),
                new("名称", "name", row => row.Name),
                new("人次", "times", row => row.Row.Times),
                new("人数", "people", row => row.Row.People),
                new("陪同人次", "companions", row => row.Row.Companions),
                new("已撤销", "reversed", row => row.Row.Reversed),
            ],
            rows
        );
    }

    private static async Answer WorkAsync(Export export)
    {
        var (t, query) = (export.Words, StatisticsQuery.Of(export.FromQuery<ServiceQuery>(), export.Time.Today()));
        List<(string Side, string Name, string Figure, int Count)> rows = [];
        foreach (var step in await export.Api.Statistics.GetTicketFunnelAsync(query.From, query.To, null, null, export.Aborted))
            rows.Add((t["派单工单漏斗"], t["合计"], t[WorkPage.Steps[step.Measure]], step.Count));
        foreach (var (by, side) in new[] { ("kind", "工单（按类型）"), ("department", "工单（按承办单位）") })
        {
            var rates = await export.Api.Hotline.GetRatesAsync(new RateQuery(query.From, query.To, by), export.Aborted);
            foreach (var row in rates.Rows)
            {
                var name = by == "kind" ? t[HotlineWords.Kinds.Of(row.Key!)].Value : row.Name ?? t["尚未派单"];
                rows.AddRange([
                    (t[side], name, t["登记件数"], row.Received),
                    (t[side], name, t["已答复"], row.Answered),
                    (t[side], name, t["按时答复"], row.OnTime),
                ]);
            }
        }
        foreach (var one in await export.Api.Statistics.GetExpertStatisticsAsync(query.From, query.To, export.Aborted))
            rows.AddRange([
                (t["智库专家服务"], one.Name, t["专家服务次数"], one.Visits),
                (t["智库专家服务"], one.Name, t["服务对象"], one.Advisees),
            ]);
        foreach (var one in await export.Api.Statistics.GetStationStatisticsAsync(query.From, query.To, export.Aborted))
            rows.AddRange([
                (t["博士后站点进出站"], one.Name, t["进站"], one.Entered),
                (t["博士后站点进出站"], one.Name, t["出站"], one.Completed),
                (t["博士后站点进出站"], one.Name, t["退站"], one.Withdrawn),
                (t["博士后站点进出站"], one.Name, t["期末在站"], one.InResidence),
            ]);
        return await export.SendAsync<(string Side, string Name, string Figure, int Count)>(
            t["工作统计"],
            "work_statistics",
            "/office/statistics/work",
            [
                new("统计口径", "side", row => row.Side),
                new("名称", "name", row => row.Name),
                new("指标", "figure", row => row.Figure),
                new("数量", "count", row => row.Count),
            ],
            rows
        );
    }
}
