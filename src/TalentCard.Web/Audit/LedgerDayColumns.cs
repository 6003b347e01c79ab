using TalentCard.Contracts.Audit;

namespace TalentCard.Web.Audit;

/// <summary>The columns of the ledgers' closed days.</summary>
internal static class LedgerDayColumns
{
    public static readonly IReadOnlyList<ListColumn<LedgerDay>> All =
    [
        new("日期", "day", row => row.Day) { Always = true, Class = "digits text-nowrap" },
        new("摘要", "digest", row => row.Digest) { Class = "break" },
        new("签名密钥", "kid", row => row.Kid) { Off = true },
        new("日结时间", "closed", row => row.ClosedAt) { Class = "digits text-nowrap" },
    ];
}
