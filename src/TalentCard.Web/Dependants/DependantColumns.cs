using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Dependants;

namespace TalentCard.Web.Dependants;

/// <summary>The columns of holders' families.</summary>
internal static class DependantColumns
{
    public static IReadOnlyList<ListColumn<DependantItem>> Of(IStringLocalizer t) =>
        [
            new("持卡人", "holder", row => row.HolderName) { Always = true },
            new("持卡人证件号", "holderIdNumber", row => row.HolderIdNumber) { Off = true, Class = "digits text-nowrap" },
            new("关系", "relation", row => t[DependantWords.Relations.Of(row.Relation)]),
            new("姓名", "name", row => row.Name) { Always = true },
            new("证件类型", "documentKind", row => t[DependantWords.Documents.Of(row.DocumentKind)]) { Off = true },
            new("证件号码", "documentNumber", row => row.DocumentNumber) { Class = "digits text-nowrap" },
            new("出生日期", "birthDate", row => row.BirthDate) { Class = "digits text-nowrap" },
            new("有效期至", "validTo", row => row.ValidTo) { Class = "digits text-nowrap" },
            new("登记时间", "filed", row => row.FiledAt) { Off = true, Class = "digits text-nowrap" },
            new("状态", "state", row => t[DependantWords.States.Of(row.State)]),
            new("办理意见", "reason", row => row.Reason) { Off = true },
        ];
}
