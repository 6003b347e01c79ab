using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Web.Benefits;

/// <summary>A benefit's rules in plain words.</summary>
internal static class BenefitWords
{
    /// <summary>Whether the reader reads Chinese.</summary>
    public static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>The sentence in the reader's language.</summary>
    public static string In(this Message message) => Chinese ? message.Zh : message.En;

    /// <summary>The current period: 本年度.</summary>
    public static string Period(this IStringLocalizer t, string period) =>
        period switch
        {
            "year" => t["本年度"],
            "half_year" => t["本半年"],
            "quarter" => t["本季度"],
            _ => t["本月"],
        };

    /// <summary>How often: 每季度 2 次.</summary>
    public static string HowOften(this IStringLocalizer t, string period, int? quota) =>
        quota is null
            ? t["不限次数"]
            : period switch
            {
                "year" => t["每年 {0} 次", quota],
                "half_year" => t["每半年 {0} 次", quota],
                "quarter" => t["每季度 {0} 次", quota],
                _ => t["每月 {0} 次", quota],
            };

    /// <summary>A relation: 配偶.</summary>
    public static string Relation(this IStringLocalizer t, string relation) =>
        relation switch
        {
            "spouse" => t["配偶"],
            "child" => t["子女"],
            "parent" => t["父母"],
            _ => t["其他陪同人员"],
        };

    /// <summary>Who may come along; null where nobody may.</summary>
    public static string? Companions(this IStringLocalizer t, CompanionRule rule) =>
        rule.Max == 0
            ? null
            : t["可带 {0} 人陪同（{1}）", rule.Max, string.Join(Chinese ? "、" : ", ", rule.Relations.Select(t.Relation))].Value;

    /// <summary>Whether it must be booked; null where it need not.</summary>
    public static string? Booking(this IStringLocalizer t, int? hours) =>
        hours switch
        {
            null => null,
            0 => t["需要预约"].Value,
            _ => t["需提前 {0} 小时预约", hours].Value,
        };

    /// <summary>What the verifier checks: 核对本人照片.</summary>
    public static string Check(this IStringLocalizer t, string check) =>
        check switch
        {
            "face" => t["核对本人照片"],
            _ => t["核对身份证后四位"],
        };
}
