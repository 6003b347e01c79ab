using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Reference;
using TalentCard.Contracts.Talents;

namespace TalentCard.Web.Talents;

/// <summary>The columns of the list of talents.</summary>
internal static class TalentColumns
{
    public static IReadOnlyList<ListColumn<TalentSummary>> Of(IStringLocalizer t, ReferenceData reference) =>
        [
            new("选择", "tick")
            {
                Always = true,
                TitleHidden = true,
                Class = "w-1",
            },
            new("姓名", "name", row => row.Name) { Always = true },
            new("证件号码", "idNumber", row => row.IdNumber) { Off = true, Class = "digits" },
            new("手机号", "phone", row => row.Phone) { Off = true, Class = "digits" },
            new("人才类别", "tier", row => reference.TierName(row.Tier)),
            new("工作单位", "employer", row => row.Employer),
            new("所属县区", "division", row => reference.DivisionName(row.Division)),
            new("合同截止日期", "contract", row => row.ContractEnd) { Class = "digits text-nowrap" },
            new("优才卡", "card", row => t[row.HasLiveCard ? "有卡" : "无卡"])
            {
                Look = row => row.HasLiveCard ? "good" : "over",
            },
        ];
}
