using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Settlements;

namespace TalentCard.Web.Settlements;

/// <summary>The columns of statements, of their lines and of prices.</summary>
internal static class SettlementColumns
{
    private const string Figures = "text-md-end digits text-nowrap";

    public static IReadOnlyList<ListColumn<Settlement>> Of(IStringLocalizer t) =>
        [
            new("结算月份", "month", row => row.Month) { Always = true, Class = "digits text-nowrap" },
            new("合作单位", "partner", row => ReferenceNames.Either(row.PartnerName, row.PartnerNameEn)),
            new("状态", "state", row => t[SettlementWords.States.Of(row.State)])
            {
                Look = row => SettlementWords.Look(row.State),
            },
            new("明细数", "lines", row => row.Lines) { Class = Figures },
            new("无价格明细", "unpriced", row => row.Unpriced) { Class = Figures },
            new("服务金额（元）", "amount", row => row.Amount) { Class = Figures },
            new("应付金额（元）", "fund", row => row.Fund) { Class = Figures },
            new("生成时间", "drawn", row => row.DrawnUpAt) { Off = true, Class = "digits text-nowrap" },
            new("付款凭证号", "payment", row => row.PaymentReference) { Off = true },
        ];

    public static IReadOnlyList<ListColumn<SettlementLine>> OfLines(IStringLocalizer t) =>
        [
            new("选择", "choose")
            {
                Always = true,
                TitleHidden = true,
                Class = "w-1",
            },
            new("服务时间", "redeemed", row => row.RedeemedAt) { Always = true, Class = "digits text-nowrap" },
            new("入账时间", "at", row => row.At) { Off = true, Class = "digits text-nowrap" },
            new("明细类型", "kind", row => t[SettlementWords.Kinds.Of(row.Kind)]) { Class = "keep-words" },
            new("服务事项", "benefit", row => ReferenceNames.Either(row.BenefitName, row.BenefitNameEn)) { Class = "keep-words" },
            new("人才类别", "tier", row => row.Tier),
            new("服务点", "point", row => ReferenceNames.Either(row.ServicePointName, row.ServicePointNameEn))
            {
                Class = "text-nowrap",
            },
            new("有无价格", "priced", row => t[row.Priced ? "有价格" : "无价格"]) { Look = row => row.Priced ? "over" : "bad" },
            new("数量", "units", row => row.Units) { Class = Figures },
            new("单价（元）", "price", row => row.UnitPrice) { Class = Figures },
            new("服务金额（元）", "amount", row => row.Amount) { Class = Figures },
            new("应付金额（元）", "fund", row => row.Fund) { Class = Figures },
            new("异议", "dispute", row => row.Dispute),
        ];

    public static IReadOnlyList<ListColumn<ServicePrice>> OfPrices(IStringLocalizer t) =>
        [
            new("服务事项", "benefit", row => ReferenceNames.Either(row.BenefitName, row.BenefitNameEn)) { Always = true },
            new("人才类别", "tier", row => row.Tier ?? t["不限"]),
            new("适用地点", "place", row => row.PlaceName ?? t["不限"]),
            new("生效日期", "from", row => row.ValidFrom) { Class = "digits text-nowrap" },
            new("版次", "revision", row => row.Revision) { Class = Figures },
            new("单价（元）", "price", row => row.Price) { Class = Figures },
            new("计价方式", "per", row => t[row.PerHead ? "按人" : "按次"]),
            new("承担方式", "payer", row => t[SettlementWords.Payers.Of(row.Payer)]),
            new("经费上限（元）", "cap", row => row.FundCap) { Class = Figures },
            new("原因", "reason", row => row.Reason) { Off = true },
            new("制定", "by", row => row.CreatedByName),
            new("制定时间", "created", row => row.CreatedAt) { Off = true, Class = "digits text-nowrap" },
        ];
}
