using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Web.Office;
using TalentCard.Web.Office.Exports;
using TalentCard.Web.Shell;

namespace TalentCard.Web.ThinkTank;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The lists of the think tank as workbooks.</summary>
internal static class ThinkTankExports
{
    public static void MapThinkTankExports(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office/think-tank").RequireAuthorization(Policies.Office);
        office.MapExport("/experts.xlsx", ExpertsAsync);
        office.MapExport("/advisees.xlsx", AdviseesAsync);
        office.MapExport("/visits.xlsx", VisitsAsync);
        office.MapExport("/requests.xlsx", RequestsAsync);
        office.MapExport("/scores.xlsx", ScoresAsync);
    }

    private static async Answer ExpertsAsync(Export export)
    {
        var (t, tree, reference) = (export.Words, await export.Api.SpecialitiesAsync(export.Aborted), await export.Api.ReferenceAsync(export.Aborted));
        return await export.SendAsync<ExpertQuery, Expert>(
            t["智库专家"], "experts", "/office/think-tank/experts", export.Api.ThinkTank.ListExpertsAsync,
        [
            new(t["姓名"], row => row.Name), new(t["职称"], row => row.Title), new(t["工作单位"], row => row.Employer),
            new(t["专业"], row => tree.Names(row.Specialities)), new(t["所属县区"], row => reference.DivisionName(row.Division)),
            new(t["方言"], row => row.Dialect), new(t["结对"], row => row.Paired), new(t["每年可结对数"], row => row.Capacity),
            new(t["可服务起始日"], row => row.AvailableFrom), new(t["可服务截止日"], row => row.AvailableTo),
            new(t["状态"], row => t[row.Active ? "启用" : "停用"].Value),
        ]);
    }

    private static async Answer AdviseesAsync(Export export)
    {
        var (t, tree, reference) = (export.Words, await export.Api.SpecialitiesAsync(export.Aborted), await export.Api.ReferenceAsync(export.Aborted));
        return await export.SendAsync<AdviseeQuery, Advisee>(
            t["托管村和企业"], "advisees", "/office/think-tank/advisees", export.Api.ThinkTank.ListAdviseesAsync,
        [
            new(t["名称"], row => row.Name), new(t["类型"], row => t[ThinkTankWords.Kinds.Of(row.Kind)].Value),
            new(t["重点村"], row => t[row.IsKey ? "是" : "否"].Value), new(t["所属县区"], row => reference.DivisionName(row.Division)),
            new(t["需求"], row => tree.Names(row.Needs)), new(t["产业"], row => row.Produce), new(t["方言"], row => row.Dialect),
            new(t["结对专家"], row => row.Expert), new(t["状态"], row => t[row.Active ? "启用" : "停用"].Value),
        ]);
    }

    private static async Answer VisitsAsync(Export export)
    {
        var (t, tree) = (export.Words, await export.Api.SpecialitiesAsync(export.Aborted));
        return await export.SendAsync<ServiceLogQuery, ServiceLog>(
            t["服务记录"], "service_logs", "/office/think-tank/visits", export.Api.ThinkTank.ListServiceLogsAsync,
        [
            new(t["日期"], row => row.VisitedOn), new(t["专家"], row => row.Expert), new(t["村或企业"], row => row.Advisee),
            new(t["地点"], row => row.Place), new(t["内容"], row => tree.Names([row.Subject])), new(t["结果"], row => row.Result),
            new(t["村的评价"], row => row.Rating), new(t["村里的话"], row => row.Word),
            new(t["状态"], row => t[row.Counts ? "有效" : "待确认"].Value),
        ]);
    }

    private static async Answer RequestsAsync(Export export)
    {
        var (t, tree) = (export.Words, await export.Api.SpecialitiesAsync(export.Aborted));
        return await export.SendAsync<HelpRequestQuery, HelpRequest>(
            t["求助"], "help_requests", "/office/think-tank/requests", export.Api.ThinkTank.ListHelpRequestsAsync,
        [
                new(t["求助内容"], row => row.Text), new(t["村或企业"], row => row.Advisee), new(t["需求"], row => tree.Names([row.Need])),
                new(t["状态"], row => t[ThinkTankWords.RequestStates.Of(row.State)].Value), new(t["专家"], row => row.Expert),
                new(t["结果"], row => row.Outcome), new(t["时间"], row => row.CreatedAt),
            ]);
    }

    private static async Answer ScoresAsync(Export export)
    {
        var t = export.Words;
        var year = int.TryParse(export.Query["year"], CultureInfo.InvariantCulture, out var asked) ? asked : export.Time.Today().Year;
        var scores = await export.Api.ThinkTank.ListExpertScoresAsync(year, export.Aborted);
        return await export.SendAsync(t["年度评分"], "expert_scores", "/office/think-tank/scores",
        [
            new(t["姓名"], row => row.Expert), new(t["得分"], row => row.Score), new(t["结对"], row => row.Pairings), new(t["到访过"], row => row.Visited),
            new(t["有效服务"], row => row.Visits), new(t["登记"], row => row.Logged), new(t["村的评价"], row => row.Rating),
        ], scores);
    }
}
