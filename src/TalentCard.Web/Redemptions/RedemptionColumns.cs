using System.Globalization;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Redemptions;
using TalentCard.Contracts.Reference;

namespace TalentCard.Web.Redemptions;

/// <summary>The columns of the ledger of redemptions.</summary>
internal static class RedemptionColumns
{
    public static IReadOnlyList<ListColumn<RedemptionItem>> Of(IStringLocalizer t, ReferenceData reference) =>
        [
            new("时间", "at", row => row.RedeemedAt) { Always = true, Class = "digits text-nowrap" },
            new("服务事项", "benefit", row => ReferenceNames.Either(row.BenefitName, row.BenefitNameEn)),
            new("持卡人", "holder", row => row.MaskedName) { Class = "text-nowrap" },
            new("人才类别", "tier", row => row.Tier) { Off = true },
            new("所属县区", "division", row => reference.DivisionName(row.Division)),
            new("合作单位", "partner", row => row.PartnerName) { Off = true },
            new("服务点", "point", row => row.ServicePointName),
            new("经办人", "operator", row => row.OperatorName) { Off = true },
            new("陪同人数", "companions", row => row.Companions) { Class = "text-md-end digits" },
            new("出示方式", "shown", row => t[CodeWords.Levels.Of(row.Level.ToString(CultureInfo.InvariantCulture))])
            {
                Off = true,
            },
            new("评分", "rating", row => row.Score),
            new("评价内容", "comment", row => row.Comment) { Off = true },
            new("撤销时间", "reversedAt", row => row.ReversedAt) { Off = true, Class = "digits text-nowrap" },
            new("撤销原因", "reversalReason", row => row.ReversalReason) { Off = true },
            new("状态", "state", row => t[row.ReversedAt is null ? "已记录" : "已撤销"]),
            new("操作", "act")
            {
                Always = true,
                TitleHidden = true,
                Class = "w-1",
            },
        ];
}
