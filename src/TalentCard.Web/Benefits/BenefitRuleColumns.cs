using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Benefits;
using TalentCard.Contracts.Reference;

namespace TalentCard.Web.Benefits;

/// <summary>The columns of the list of benefits with their rules.</summary>
internal static class BenefitRuleColumns
{
    public static IReadOnlyList<ListColumn<(Benefit Benefit, BenefitRule? Rule)>> Of(
        IStringLocalizer t,
        ReferenceData reference
    ) =>
        [
            new("服务事项", "benefit", row => ReferenceNames.Either(row.Benefit.Name, row.Benefit.NameEn)),
            new("代码", "code", row => row.Benefit.Code),
            new("生效日期", "validFrom", row => row.Rule?.ValidFrom),
            new("是否开办", "active", row => row.Rule is { } rule ? t[rule.Active ? "开办" : "停办"] : null),
            new("适用类别", "tiers", row => row.Rule?.Tiers.Select(reference.TierName)),
            new("周期", "period", row => row.Rule is { } rule ? t[CodeWords.Periods.Of(rule.Period)] : null),
            new("每周期次数", "quota", row => row.Rule is { } rule ? rule.Quota ?? (object)t["不限"] : null),
            new("服务点类型", "kinds", row => row.Rule?.ServicePointKinds.Select(reference.KindName)),
            new("陪同人数", "companions", row => row.Rule?.MaxCompanions),
            new("最小年龄（周岁）", "minAge", row => row.Rule?.MinAge),
            new("最大年龄（周岁）", "maxAge", row => row.Rule?.MaxAge),
            new("须提前预约（小时）", "bookingHours", row => row.Rule?.BookingHours),
            new("核对", "checks", row => row.Rule?.Checks.Select(check => t[CodeWords.Checks.Of(check)].Value)),
            new("制定人", "by", row => row.Rule?.CreatedByName),
            new("制定时间", "at", row => row.Rule?.CreatedAt),
        ];
}
