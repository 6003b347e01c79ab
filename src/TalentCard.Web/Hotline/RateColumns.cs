using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Hotline;

namespace TalentCard.Web.Hotline;

/// <summary>The columns of how tickets are handled.</summary>
internal static class RateColumns
{
    private const string Figure = "digits text-md-end";

    public static IReadOnlyList<ListColumn<RateRow>> Of(IStringLocalizer t, Rates rates) =>
        [
            new("分组", "name", row => RatesPage.NameOf(rates, row, t)) { Always = true },
            new("登记件数", "received", row => row.Received) { Class = Figure },
            new("答复率", "answered") { Class = Figure },
            new("已答复", "answeredCount", row => row.Answered) { Off = true, Class = Figure },
            new("应答复", "dueCount", row => row.Due) { Off = true, Class = Figure },
            new("按时率", "ontime") { Class = Figure },
            new("按时答复", "ontimeCount", row => row.OnTime) { Off = true, Class = Figure },
            new("已接通回访", "reachedCount", row => row.Reached) { Off = true, Class = Figure },
            new("解决率", "solved") { Class = Figure },
            new("已解决", "solvedCount", row => row.Solved) { Off = true, Class = Figure },
            new("满意率", "satisfied") { Class = Figure },
            new("对结果满意", "satisfiedCount", row => row.Satisfied) { Off = true, Class = Figure },
        ];
}
