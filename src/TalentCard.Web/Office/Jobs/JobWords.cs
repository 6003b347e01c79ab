using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Jobs;

namespace TalentCard.Web.Office.Jobs;

/// <summary>What the Api says of jobs, in words.</summary>
internal static class JobWords
{
    private static readonly string[] Weekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

    public static readonly IReadOnlyDictionary<string, string> Outcomes = new Dictionary<string, string>
    {
        ["succeeded"] = "成功",
        ["failed"] = "失败",
        ["cancelled"] = "已中断",
    };

    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["waiting"] = "等待中",
        ["running"] = "运行中",
        ["paused"] = "已暂停",
        ["broken"] = "无法启动",
    };

    public static readonly IReadOnlyDictionary<string, string> Presses = new Dictionary<string, string>
    {
        ["job.run"] = "立即运行",
        ["job.pause"] = "暂停",
        ["job.resume"] = "恢复",
        ["job.run_again"] = "再次运行",
        ["job.drop"] = "不再处理",
    };

    /// <summary>How an outcome or a state looks.</summary>
    public static string Look(string word) => word switch
    {
        "succeeded" => "good",
        "failed" or "broken" => "bad",
        "running" or "paused" => "waiting",
        _ => "over",
    };

    /// <summary>When a job runs, e.g. 每天 02:30.</summary>
    public static string Of(this IStringLocalizer t, JobSchedule schedule)
    {
        var at = schedule.At?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";
        return schedule.Kind switch
        {
            "every_minutes" => t["每 {0} 分钟", schedule.Every!],
            "hourly" => t["每小时第 {0} 分", schedule.At!.Value.Minute],
            "daily" => t["每天 {0}", at],
            "weekly" => t["{0} {1}", t[Weekdays[schedule.Day!.Value - 1]], at],
            "monthly" => t["每月 {0} 日 {1}", schedule.Day!, at],
            _ => t["按计划 {0}", schedule.Cron],
        };
    }

    /// <summary>How long something took.</summary>
    public static string Duration(this IStringLocalizer t, long milliseconds) => milliseconds switch
    {
        < 1000 => t["{0} 毫秒", milliseconds],
        < 60_000 => t["{0} 秒", (milliseconds / 1000d).ToString("0.0", CultureInfo.InvariantCulture)],
        _ => t["{0} 分 {1} 秒", milliseconds / 60_000, milliseconds % 60_000 / 1000],
    };

    /// <summary>Why a run failed, and what to make of it.</summary>
    public static string Of(this IStringLocalizer t, JobError error) => error.Code switch
    {
        JobErrorCodes.TimeLimit => t["超过时限，已被停止。"],
        JobErrorCodes.DatabaseUnreachable => t["连接数据库失败。"],
        JobErrorCodes.DatabaseRefused => t["数据库拒绝了操作，请把错误类型告诉维护人员。"],
        JobErrorCodes.Network => t["连接外部系统失败。"],
        _ => t["程序出错，请把错误类型告诉维护人员。"],
    };
}
