using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Reference;

namespace TalentCard.Web.Cards;

/// <summary>The columns of a list of cards.</summary>
internal static class CardColumns
{
    public static IReadOnlyList<ListColumn<CardSummary>> Of(IStringLocalizer t, ReferenceData reference) =>
        [
            new("选择", "tick")
            {
                Always = true,
                TitleHidden = true,
                Class = "w-1",
            },
            new("卡号", "number", row => row.Number)
            {
                Always = true,
                Sort = "number",
                Class = "digits",
                Link = row => $"/office/cards/{row.Id}",
            },
            new("持卡人", "holder", row => row.Name) { Sort = "name" },
            new("证件号码", "idNumber", row => row.IdNumber) { Off = true, Class = "digits" },
            new("工作单位", "employer", row => row.Employer),
            new("所属县区", "division", row => reference.DivisionName(row.Division)),
            new("人才类别", "tier", row => reference.TierName(row.Tier)),
            new("有效期", "valid") { Sort = "validTo", Class = "digits text-nowrap" },
            new("有效期起", "validFrom", row => row.ValidFrom) { Off = true, Class = "digits text-nowrap" },
            new("有效期至", "validTo", row => row.ValidTo) { Off = true, Class = "digits text-nowrap" },
            new("状态", "state", row => t[CodeWords.CardStates.Of(row.State)]),
            new("原因", "reason", row => row.StateReason) { Off = true },
            new("发卡时间", "issued", row => row.CreatedAt) { Off = true, Class = "digits text-nowrap" },
        ];
}
