using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Talents;

namespace TalentCard.Web.Talents;

/// <summary>The columns of the list of imported lists.</summary>
internal static class ImportColumns
{
    public static IReadOnlyList<ListColumn<TalentImportSummary>> Of(IStringLocalizer t) =>
        [
            new("文件", "file", row => row.FileName)
            {
                Always = true,
                Class = "break",
                Link = row => $"/office/imports/{row.Id}",
            },
            new("人数", "rows", row => row.RowCount) { Class = "text-md-end digits" },
            new("有问题的行", "bad", row => row.BadRowCount) { Class = "text-md-end digits" },
            new("状态", "state", row => t[row.Corrected is null ? CodeWords.ImportStates.Of(row.State) : "已更正"])
            {
                Look = row => CodeWords.Look(row.State),
            },
            new("上传人", "by", row => row.CreatedBy),
            new("上传时间", "at", row => row.CreatedAt) { Off = true, Class = "digits text-nowrap" },
        ];
}
