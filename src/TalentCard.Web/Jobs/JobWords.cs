using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Jobs;

namespace TalentCard.Web.Jobs;

/// <summary>What the Api says of jobs, in words.</summary>
internal static class JobWords
{
    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["waiting"] = "等待中",
        ["running"] = "运行中",
        ["paused"] = "已暂停",
    };

    /// <summary>How a state looks.</summary>
    public static string Look(string state) => state is "running" or "paused" ? "waiting" : "over";

    /// <summary>How long something took.</summary>
    public static string Duration(this IStringLocalizer t, long milliseconds) =>
        milliseconds switch
        {
            < 1000 => t["{0} 毫秒", milliseconds],
            < 60_000 => t["{0} 秒", (milliseconds / 1000d).ToString("0.0", CultureInfo.InvariantCulture)],
            _ => t["{0} 分 {1} 秒", milliseconds / 60_000, milliseconds % 60_000 / 1000],
        };

    /// <summary>Why a run failed, and what to make of it.</summary>
    public static string Of(this IStringLocalizer t, JobError error) =>
        error.Code switch
        {
            JobErrorCodes.TimeLimit => t["超过时限，已被停止。"],
            JobErrorCodes.DatabaseUnreachable => t["连接数据库失败。"],
            JobErrorCodes.DatabaseRefused => t["数据库拒绝了操作，请把错误类型告诉维护人员。"],
            JobErrorCodes.Stopped => t["后台服务停止时中断，由其他后台服务继续；或被人删除。"],
            JobErrorCodes.Network => t["连接外部系统失败。"],
            _ => t["程序出错，请把错误类型告诉维护人员。"],
        };
}
